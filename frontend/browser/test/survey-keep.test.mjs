// What somebody typed is never lost and never counted twice: reloads, cut networks, a killed server, a broken script.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { gallery, openSite } from '../harness.mjs';
import { answerAll, at, choose, fillUpToWords, onward, shownPage, thanked, type } from '../survey.mjs';

/** @type {Awaited<ReturnType<typeof openSite>>} */
let site;
let serial = 0;

before(async () => {
  site = await openSite();
});
after(() => site.close());

const survey = () => site.publish(`kept-${++serial}`, gallery());

/** Waits for the words that say where the answers are. */
const says = (/** @type {import('playwright-core').Page} */ page, /** @type {string} */ text) =>
  page.locator('#state, #tell', { hasText: text }).first().waitFor();

const saved = (/** @type {import('playwright-core').Page} */ page) => says(page, 'Saved on this device');
/** What the device keeps of this site, as text. */
const device = (/** @type {import('playwright-core').Page} */ page) =>
  page.evaluate(
    () =>
      new Promise((found) => {
        const open = indexedDB.open('touchstone', 1);
        open.onsuccess = () => {
          const all = open.result.transaction('kept').objectStore('kept').getAll();
          all.onsuccess = () => {
            open.result.close();
            found(JSON.stringify(all.result));
          };
        };
      }),
  );

/** Waits until the device keeps something with these words in it. */
async function kept(/** @type {import('playwright-core').Page} */ page, /** @type {string} */ words) {
  while (!String(await device(page)).includes(words)) await page.evaluate(() => new Promise(requestAnimationFrame));
}

const waiting = (/** @type {import('playwright-core').Page} */ page) => says(page, 'cannot be reached');

test('a reload in the middle brings everything back, and "start over" forgets it', async () => {
  const { id, code } = await survey();
  const { page, context } = await site.browse({ lang: 'en' });
  await page.goto(`/s/${code}`);
  await fillUpToWords(page);
  await type(page, 'word', 'good');
  const first = await page.locator('[name=_id]').inputValue();
  await saved(page);
  await kept(page, 'good');
  await page.goto(`/s/${code}`);
  await at(page, 'words');
  assert.equal(await page.locator('[name="a.word"]').inputValue(), 'good');
  assert.equal(await page.locator('[name=_id]').inputValue(), first);
  await says(page, 'have been restored');

  await page.locator('#tell button').click();
  await at(page, 'scales');
  await page.locator('#tell:empty').waitFor({ state: 'attached' });
  assert.equal(await page.locator('input:checked').count(), 0);
  assert.notEqual(await page.locator('[name=_id]').inputValue(), first);

  await answerAll(page);
  await thanked(page);
  await page.goto(`/s/${code}`);
  assert.equal(await page.locator('input:checked').count(), 0, 'what was acknowledged is not offered again');
  assert.equal((await site.responses(id)).length, 1);
  await context.close();
});

test('a draft in another language comes back in that language', async () => {
  const { code } = await survey();
  const { page, context } = await site.browse({ lang: 'zh' });
  await page.goto(`/s/${code}?lang=en`);
  await choose(page, 'nps', '9');
  await saved(page);
  await page.goto(`/s/${code}`);
  await page.locator('html[lang=en]').waitFor();
  await page.locator('[name="a.nps"][value="9"]:checked').waitFor({ state: 'attached' });
  await context.close();
});

test("the browser's own back button turns one page back", async () => {
  const { code } = await survey();
  const { page, context } = await site.browse();
  await page.goto(`/s/${code}`);
  await fillUpToWords(page);
  await page.goBack();
  await at(page, 'choices');
  assert.ok(await page.locator('[name="a.purpose"][value="buy"]').isChecked());
  await context.close();
});

test('three clicks on submit send once', async () => {
  const { id, code } = await survey();
  const { page, context } = await site.browse();
  let sent = 0;
  await page.route('**/responses/*', async (route) => {
    sent++;
    await route.continue();
  });
  await page.goto(`/s/${code}`);
  await fillUpToWords(page);
  await type(page, 'word', '好');
  await page.evaluate(() => {
    const b = document.querySelector('.go .b1');
    for (let i = 0; i < 3; i++) if (b instanceof HTMLElement) b.click();
  });
  await thanked(page);
  assert.equal(sent, 1);
  assert.equal((await site.responses(id)).length, 1);
  await context.close();
});

test('without a network the answers wait on the device and go out once', async () => {
  const { id, code } = await survey();
  const { page, context } = await site.browse({ lang: 'en' });
  await page.goto(`/s/${code}`);
  await fillUpToWords(page);
  await type(page, 'word', 'good');
  await context.setOffline(true);
  await onward(page);
  await waiting(page);
  assert.equal(await shownPage(page), 'words');
  await context.setOffline(false); // the browser's "online" event is enough
  await thanked(page);
  const stored = await site.responses(id);
  assert.equal(stored.length, 1);
  assert.equal(stored[0].answers.word.text, 'good');
  await context.close();
});

test('a server killed in mid-submit: stored exactly once after it is back', async () => {
  const { id, code } = await survey();
  const { page, context } = await site.browse({ lang: 'en' });
  await page.goto(`/s/${code}`);
  await fillUpToWords(page);
  await type(page, 'word', 'good');
  let times = 0;
  await page.route('**/responses/*', async (route) => {
    if (++times === 1) {
      await Promise.all([site.kill(), route.continue()]);
      return;
    }
    await route.continue();
  });
  await onward(page);
  await waiting(page);
  await site.start();
  await page.locator('#tell button').click();
  await thanked(page);
  assert.ok(times >= 2);
  assert.equal((await site.responses(id)).length, 1);
  await context.close();
});

test('an acknowledgement that is lost: the same bytes again, stored once', async () => {
  const { id, code } = await survey();
  const { page, context } = await site.browse({ lang: 'en' });
  await page.goto(`/s/${code}`);
  await fillUpToWords(page);
  await type(page, 'word', 'good');
  /** @type {(string | null)[]} */
  const bodies = [];
  await page.route('**/responses/*', async (route) => {
    bodies.push(route.request().postData());
    if (bodies.length > 1) return route.continue();
    assert.equal((await route.fetch()).status(), 200); // stored
    await route.abort('connectionreset'); // and nobody hears of it
  });
  await onward(page);
  await thanked(page);
  assert.equal(new Set(bodies).size, 1);
  assert.equal((await site.responses(id)).length, 1);
  await context.close();
});

test('a page closed while it waits sends when the survey is opened again', async () => {
  const { id, code } = await survey();
  const { page, context } = await site.browse({ lang: 'en' });
  await page.goto(`/s/${code}`);
  await fillUpToWords(page);
  await type(page, 'word', 'good');
  await context.setOffline(true);
  await onward(page);
  await waiting(page);
  await page.close();
  await context.setOffline(false);
  const again = await context.newPage();
  await again.goto(`/s/${code}`);
  await thanked(again);
  assert.equal((await site.responses(id)).length, 1);
  await context.close();
});

test('a busy server is asked again later', async () => {
  const { id, code } = await survey();
  const { page, context } = await site.browse({ lang: 'en' });
  await page.goto(`/s/${code}`);
  await fillUpToWords(page);
  await type(page, 'word', 'good');
  let times = 0;
  await page.route('**/responses/*', (route) => (++times < 3 ? route.fulfill({ status: 503 }) : route.continue()));
  await onward(page);
  await thanked(page);
  assert.equal(times, 3);
  assert.equal((await site.responses(id)).length, 1);
  await context.close();
});

test('what only the server knows to be wrong is said at the field', async () => {
  const { id, code } = await survey();
  const { page, context } = await site.browse({ lang: 'en' });
  await page.goto(`/s/${code}`);
  await fillUpToWords(page);
  await page.evaluate(() => document.querySelector('#f-word')?.removeAttribute('maxlength'));
  await type(page, 'word', 'much longer than twenty characters');
  await onward(page);
  await page.locator('#i-word .err').waitFor();
  assert.equal((await site.responses(id)).length, 0);
  await type(page, 'word', 'short');
  await onward(page);
  await thanked(page);
  assert.equal((await site.responses(id)).length, 1);
  await context.close();
});

test('answers refused while another page is open wait to be mended', async () => {
  const [one, other] = [await survey(), await survey()];
  const { page, context } = await site.browse({ lang: 'en' });
  await page.goto(`/s/${one.code}`);
  await fillUpToWords(page);
  await page.evaluate(() => document.querySelector('#f-word')?.removeAttribute('maxlength'));
  await type(page, 'word', 'much longer than twenty characters');
  await context.setOffline(true);
  await onward(page);
  await waiting(page);
  await page.close();
  await context.setOffline(false);

  const second = await context.newPage();
  await second.goto(`/s/${other.code}`);
  await says(second, 'were not accepted');
  await choose(second, 'nps', '3');
  assert.match(String(await device(second)), /much longer than twenty/, 'nothing is lost before it is mended');
  assert.equal((await site.responses(one.id)).length, 0);

  await second.locator('#tell button').click();
  await second.waitForURL(`**/s/${one.code}`);
  await second.locator('#i-word .err').waitFor();
  await says(second, 'were not accepted');
  assert.equal(await second.locator('[name="a.word"]').inputValue(), 'much longer than twenty characters');
  assert.ok(await second.locator('[name="a.nps"][value="9"]').isChecked());
  await type(second, 'word', 'short');
  await onward(second);
  await thanked(second);
  const stored = await site.responses(one.id);
  assert.equal(stored.length, 1);
  assert.equal(stored[0].answers.word.text, 'short');
  await second.goto(`/s/${one.code}`);
  await second.locator('#tell').waitFor({ state: 'attached' });
  assert.equal(String(await device(second)).includes('"x:'), false, 'what was mended is offered no more');
  await context.close();
});

test('refused answers and those that somebody else began change places', async () => {
  const [one, other] = [await survey(), await survey()];
  const { page, context } = await site.browse({ lang: 'en' });
  await page.goto(`/s/${one.code}`);
  await fillUpToWords(page);
  await page.evaluate(() => document.querySelector('#f-word')?.removeAttribute('maxlength'));
  await type(page, 'word', 'much longer than twenty characters');
  await context.setOffline(true);
  await onward(page);
  await waiting(page);
  await page.close();
  await context.setOffline(false);
  const second = await context.newPage();
  await second.goto(`/s/${other.code}`);
  await says(second, 'were not accepted');
  await second.evaluate(
    (key) =>
      new Promise((done) => {
        const open = indexedDB.open('touchstone', 1);
        open.onsuccess = () => {
          const tx = open.result.transaction('kept', 'readwrite');
          const kept = tx.objectStore('kept');
          const all = kept.getAll();
          all.onsuccess = () => {
            const refused = all.result.find((k) => k.key.startsWith('x:'));
            const saved = JSON.parse(refused.json).draft;
            saved.id = '01a19b45-0000-7000-8000-000000000001';
            saved.fields = { 'a.nps': ['2'] };
            saved.page = 'scales';
            kept.put({ key, at: Date.now(), json: JSON.stringify(saved) });
          };
          tx.oncomplete = () => {
            open.result.close();
            done(undefined);
          };
        };
      }),
    `d:/s/${one.code}`,
  );
  await second.goto(`/s/${one.code}`);
  await says(second, 'were not accepted');
  assert.ok(await second.locator('[name="a.nps"][value="2"]').isChecked(), 'what is in the form stays until asked');
  await second.locator('#tell button').click();
  await second.locator('#i-word .err').waitFor();
  assert.ok(await second.locator('[name="a.nps"][value="9"]').isChecked());
  await kept(second, '"x:01a19b45-0000-7000-8000-000000000001"');
  await context.close();
});

test("a survey that closed meanwhile is said by the server's own page", async () => {
  const { id, code } = await survey();
  const { page, context } = await site.browse({ lang: 'en' });
  await page.goto(`/s/${code}`);
  await fillUpToWords(page);
  await type(page, 'word', 'good');
  await site.api('POST', `/instruments/${id}/close`);
  await onward(page);
  await page.locator('h1', { hasText: 'closed' }).waitFor();
  assert.equal((await site.responses(id)).length, 0);
  await context.close();
});

test('storage that is denied does not get in the way', async () => {
  const { id, code } = await survey();
  const { page, context } = await site.browse({ lang: 'en' });
  await page.addInitScript(() => {
    Object.defineProperty(window, 'indexedDB', {
      get() {
        throw new DOMException('denied', 'SecurityError');
      },
    });
  });
  await page.goto(`/s/${code}`);
  await answerAll(page);
  await thanked(page);
  assert.equal((await site.responses(id)).length, 1);
  await context.close();
});

for (const [what, body] of [
  ['does not arrive', undefined],
  ['breaks at once', 'throw new Error("broken")'],
]) {
  test(`a script that ${what} leaves the plain form`, async () => {
    const { id, code } = await survey();
    const { page, context } = await site.browse();
    await page.route('**/assets/*', (route) =>
      body ? route.fulfill({ body, contentType: 'text/javascript' }) : route.abort(),
    );
    await page.goto(`/s/${code}`);
    await answerAll(page);
    await thanked(page);
    assert.equal((await site.responses(id)).length, 1);
    await context.close();
  });
}
