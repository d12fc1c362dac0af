// A device that many people use: a shop's tablet. Nobody sees what somebody else typed.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { axeFindings, gallery, openSite, sideways } from '../harness.mjs';
import { answerAll, at, fillUpToWords, onward, thanked, type } from '../survey.mjs';

/** @type {Awaited<ReturnType<typeof openSite>>} */
let site;
let serial = 0;

before(async () => {
  site = await openSite();
});
after(() => site.close());

const survey = () => site.publish(`shared-${++serial}`, gallery());

/**
 * Makes everything the device keeps so many minutes older and returns it as text.
 * @param {import('playwright-core').Page} page
 */
const older = (page, minutes = 0) =>
  page.evaluate(
    (by) =>
      new Promise((found) => {
        const open = indexedDB.open('touchstone', 1);
        open.onsuccess = () => {
          const tx = open.result.transaction('kept', 'readwrite');
          const kept = tx.objectStore('kept');
          const all = kept.getAll();
          all.onsuccess = () => all.result.forEach((k) => kept.put({ ...k, at: k.at - by * 60_000 }));
          tx.oncomplete = () => {
            open.result.close();
            found(JSON.stringify(all.result));
          };
        };
      }),
    minutes,
  );

/** Everything a reader could see of the form: checked fields and words, shown or not. */
const typed = (/** @type {import('playwright-core').Page} */ page) =>
  page.evaluate(() => {
    const all = [...document.querySelectorAll('#f [name^="a."]')].map((f) => /** @type {HTMLInputElement} */ (f));
    return all.filter((f) => (/radio|checkbox/.test(f.type) ? f.checked : f.value)).length;
  });

/** @type {[string, string, string, string][]} */
const languages = [
  ['zh', '是您填写的吗', '是，继续填写', '不是，重新开始'],
  ['en', 'Are they yours', 'Yes, continue', 'No, start new'],
];

for (const [lang, question, yes, no] of languages) {
  test(`whose unfinished answers they are is asked before they are shown (${lang})`, async () => {
    const { id, code } = await survey();
    const { page, context } = await site.browse({ lang });
    await page.goto(`/s/${code}`);
    await fillUpToWords(page);
    await type(page, 'word', 'mine');
    while (!String(await older(page)).includes('mine')) await page.evaluate(() => new Promise(requestAnimationFrame));
    const first = await page.locator('[name=_id]').inputValue();
    await page.goto('about:blank');

    await page.goto(`/s/${code}`); // at once: the same person
    await at(page, 'words');
    await older(page, 16);

    await page.goto(`/s/${code}`);
    await page.locator('#tell', { hasText: question }).waitFor();
    assert.equal(await typed(page), 0, 'no answer is in the page before the choice');
    assert.equal(await page.locator('.go').isVisible(), false);
    assert.equal(await sideways(page), 0);
    assert.deepEqual(await axeFindings(page), []);
    if (process.env.TOUCHSTONE_SHOTS)
      await page.screenshot({ path: `${process.env.TOUCHSTONE_SHOTS}/asked-${lang}.png` });

    await page.locator('#tell button', { hasText: yes }).click();
    await at(page, 'words');
    assert.equal(await page.locator('[name="a.word"]').inputValue(), 'mine');
    assert.equal(await page.locator('[name=_id]').inputValue(), first);

    await older(page, 16);
    await page.goto(`/s/${code}`);
    await page.locator('#tell button', { hasText: no }).click();
    await page.locator('#tell:empty').waitFor({ state: 'attached' });
    await at(page, 'scales');
    assert.equal(await typed(page), 0);
    assert.notEqual(await page.locator('[name=_id]').inputValue(), first);
    assert.equal(String(await older(page)).includes('mine'), false, 'what was not wanted is forgotten');

    await answerAll(page);
    await thanked(page);
    assert.equal(await older(page), '[]', 'nothing is left of who submitted');
    await page.goBack();
    await page.waitForLoadState();
    assert.equal(page.url().includes('/done') ? 0 : await typed(page), 0);
    assert.equal((await site.responses(id)).length, 1);
    await context.close();
  });
}

test('a page that nobody touches asks too, also in another language', async () => {
  const { code } = await survey();
  const { page, context } = await site.browse({ lang: 'en' });
  await page.clock.install();
  await page.goto(`/s/${code}`);
  await fillUpToWords(page);
  await type(page, 'word', 'mine');
  await page.clock.runFor(1_000);
  while (!String(await older(page)).includes('mine')) await page.clock.runFor(100);
  await page.clock.runFor(15 * 60_000);
  await page.locator('#tell', { hasText: 'Are they yours' }).waitFor();
  assert.equal(await page.locator('#s-words').isVisible(), false);
  await page.locator('button.lang').first().click();
  await page.locator('#tell', { hasText: '是您填写的吗' }).waitFor();
  assert.equal(await typed(page), 0);
  await context.close();
});

test('what waits for the network is not shown to whoever comes next', async () => {
  const { id, code } = await survey();
  const { page, context } = await site.browse({ lang: 'en' });
  await page.goto(`/s/${code}`);
  await fillUpToWords(page);
  await type(page, 'word', 'mine');
  await context.setOffline(true);
  await onward(page);
  await page.locator('#tell', { hasText: 'cannot be reached' }).waitFor();
  assert.equal(await page.locator('#s-words').isVisible(), false);
  assert.equal(String(await older(page)).includes('"d:'), false, 'there is no draft besides');
  if (process.env.TOUCHSTONE_SHOTS) await page.screenshot({ path: `${process.env.TOUCHSTONE_SHOTS}/waits-en.png` });
  await context.setOffline(false);
  await thanked(page);
  assert.equal((await site.responses(id)).length, 1);
  await context.close();
});

test('the page of a captive network is no acknowledgement', async () => {
  const { id, code } = await survey();
  const { page, context } = await site.browse({ lang: 'en' });
  await page.goto(`/s/${code}`);
  await fillUpToWords(page);
  await type(page, 'word', 'mine');
  const lies = [
    { status: 200, contentType: 'text/html', body: '<h1>Welcome to our Wi-Fi</h1>' },
    { status: 200, contentType: 'application/json', body: '{"ok":true}' },
    { status: 302, headers: { location: '/healthz' } },
  ];
  let times = 0;
  await page.route('**/responses/*', (route) => {
    const lie = lies[times++];
    return lie ? route.fulfill(lie) : route.continue();
  });
  await onward(page);
  await thanked(page);
  assert.equal(times, lies.length + 1);
  assert.equal((await site.responses(id)).length, 1);
  await context.close();
});
