// A customer answers a survey: with and without JavaScript, in Chinese and in English, by pointer and by keyboard.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { axeFindings, gallery, openSite, sideways } from '../harness.mjs';
import { answerAll, at, choose, fillUpToWords, onward, shownPage, thanked, type } from '../survey.mjs';

/** @type {Awaited<ReturnType<typeof openSite>>} */
let site;
let serial = 0;

before(async () => {
  site = await openSite();
});
after(() => site.close());

/** Every test has its own survey, so that counts are exact. */
const survey = () => site.publish(`gallery-${++serial}`, gallery());

for (const script of [false, true]) {
  for (const lang of ['zh', 'en']) {
    test(`a survey is answered ${script ? 'with' : 'without'} JavaScript in ${lang}`, async () => {
      const { id, code } = await survey();
      const { page, context } = await site.browse({ lang, script });
      await page.goto(`/s/${code}`);
      assert.equal(await page.locator('html').getAttribute('lang'), lang === 'zh' ? 'zh-CN' : 'en');

      await onward(page); // nothing is filled in
      await page.locator('#sum a').first().waitFor();
      assert.equal(await page.locator('.err').count(), 2);
      assert.equal(await page.locator('#sum a').count(), 2);
      if (script) assert.equal(await page.evaluate(() => document.activeElement?.id), 'sum');

      await choose(page, 'nps', '3');
      await choose(page, 'csat', '4');
      if (!script) await onward(page); // the server shows what the answer has brought up
      await page.locator('#i-why').waitFor();
      await type(page, 'why', '等了太久 <b>');
      await onward(page);
      await at(page, 'looks');
      assert.match(
        (await page.locator('#s-looks .at').textContent()) ?? '',
        lang === 'zh' ? /第 2 页，共 4 页/ : /Page 2 of 4/,
      );
      await choose(page, 'stars', '5');
      await onward(page);
      await at(page, 'choices');
      await choose(page, 'purpose', 'other');
      await page.locator('[name="a.purpose.other"]').fill('看朋友');
      await choose(page, 'did', 'paid');
      await choose(page, 'did', 'asked');
      await page.locator('[name="a.city"]').selectOption('other');
      await page.locator('[name="a.city.other"]').fill('苏州');
      await onward(page);
      await at(page, 'words');
      await type(page, 'word', '好');
      await type(page, 'times', '12');
      await type(page, 'clock', '09:30');
      await page.locator('.go .b2').click(); // back and forth loses nothing
      await at(page, 'choices');
      await onward(page);
      await at(page, 'words');
      assert.equal(await page.locator('[name="a.word"]').inputValue(), '好');
      await onward(page);
      await at(page, 'regulars');
      await choose(page, 'member', 'y');
      await onward(page);
      await thanked(page);
      assert.match(
        (await page.locator('main').textContent()) ?? '',
        lang === 'zh' ? /谢谢，全部收到/ : /Thank you, everything has arrived/,
      );

      const stored = await site.responses(id);
      assert.equal(stored.length, 1);
      const { answers, lang: spoken } = stored[0];
      assert.equal(spoken, lang);
      assert.equal(answers.nps.number, 3);
      assert.equal(answers.why.text, '等了太久 <b>');
      assert.deepEqual(answers.purpose, { codes: ['other'], text: '看朋友' });
      assert.deepEqual(answers.did.codes, ['asked', 'paid']);
      assert.deepEqual(answers.city, { codes: ['other'], text: '苏州' });
      assert.equal(answers.times.number, 12);
      assert.equal(answers.clock.text, '09:30');
      assert.deepEqual(answers.member.codes, ['y']);
      assert.equal(answers.mood.missing, 'skipped');
      await context.close();
    });
  }

  test(`the language switch keeps answers ${script ? 'with' : 'without'} JavaScript`, async () => {
    const { code } = await survey();
    const { page, context } = await site.browse({ script });
    await page.goto(`/s/${code}`);
    await choose(page, 'nps', '3');
    await choose(page, 'csat', '4');
    if (!script) await onward(page);
    await type(page, 'why', '慢');
    await onward(page);
    await at(page, 'looks');
    await choose(page, 'stars', '2');
    await page.locator('.lang').click();
    await page.locator('html[lang=en]').waitFor();
    assert.equal(await shownPage(page), 'looks');
    assert.ok(await page.locator('[name="a.stars"][value="2"]').isChecked());
    await page.locator('.go .b2').click();
    await at(page, 'scales');
    assert.equal(await page.locator('[name="a.why"]').inputValue(), '慢');
    assert.ok(await page.locator('[name="a.nps"][value="3"]').isChecked());
    await context.close();
  });

  test(`an optional choice can be taken back ${script ? 'with' : 'without'} JavaScript`, async () => {
    const { code } = await survey();
    const { page, context } = await site.browse({ script });
    await page.goto(`/s/${code}`);
    assert.equal(await page.locator('input:checked').count(), 0);
    await choose(page, 'ces', '5');
    await choose(page, 'nps', '9');
    await page.locator('#i-ces .clear').click();
    await page.locator('#i-ces:not(:has(:checked))').waitFor();
    assert.ok(await page.locator('[name="a.nps"][value="9"]').isChecked());
    assert.equal(await page.locator('#i-nps .clear').count(), 0);
    await context.close();
  });
}

test('a survey is answered by keyboard alone', async () => {
  const { id, code } = await survey();
  const { page, context } = await site.browse({ lang: 'en' });
  await page.goto(`/s/${code}`);
  const focused = () =>
    page.evaluate(() => document.activeElement?.getAttribute('name') ?? document.activeElement?.className ?? '');
  const press = async (/** @type {string[]} */ ...keys) => {
    for (const key of keys) await page.keyboard.press(key);
  };
  const tabTo = async (/** @type {string} */ name) => {
    for (let i = 0; i < 40; i++) {
      await press('Tab');
      if ((await focused()) === name) return;
    }
    assert.fail(`${name} cannot be reached by Tab`);
  };
  await press('Tab');
  assert.equal(await focused(), 'skip');
  await tabTo('a.nps');
  await press('Space', 'ArrowRight', 'ArrowRight'); // 0 → 2; arrow keys move and choose, and nothing else happens
  assert.ok(await page.locator('[name="a.nps"][value="2"]').isChecked());
  await tabTo('a.why');
  await page.keyboard.type('slow');
  await tabTo('a.csat');
  await press('Space', 'Enter'); // Enter goes on, it does not change the language
  await at(page, 'looks');
  assert.equal(await page.locator('html').getAttribute('lang'), 'en');
  await tabTo('a.stars');
  await press('ArrowRight', 'Enter');
  await at(page, 'choices');
  await tabTo('a.purpose');
  await press('Space', 'ArrowDown', 'ArrowDown');
  await tabTo('a.purpose.other');
  await page.keyboard.type('a friend');
  await press('Enter');
  await at(page, 'words');
  await tabTo('a.word');
  await page.keyboard.type('good');
  await press('Enter');
  await thanked(page);
  const [{ answers }] = await site.responses(id);
  assert.equal(answers.nps.number, 2);
  assert.equal(answers.csat.number, 1);
  assert.equal(answers.stars.number, 2);
  assert.equal(answers.purpose.text, 'a friend');
  await context.close();
});

test('errors are said at the field, and go as soon as they are mended', async () => {
  const { code } = await survey();
  const { page, context } = await site.browse({ lang: 'en' });
  await page.goto(`/s/${code}`);
  await fillUpToWords(page);
  await type(page, 'times', 'often');
  await type(page, 'spent', '1.234');
  await onward(page);
  assert.deepEqual(await page.locator('.err').allTextContents(), [
    'Please answer this item',
    'Please enter a number',
    'Please use at most 2 decimals',
  ]);
  const described = await page.locator('#f-times').getAttribute('aria-describedby');
  assert.match((await page.locator(`#${described}`).textContent()) ?? '', /Please enter a number/);
  await page.locator('#sum a').nth(1).click();
  assert.equal(await page.evaluate(() => document.activeElement?.id), 'f-times');
  await page.keyboard.press('Control+A');
  await page.keyboard.type('3');
  assert.equal(await page.locator('.err').count(), 2);
  await type(page, 'word', 'ok');
  await type(page, 'spent', '1.23');
  assert.equal(await page.locator('#sum').isVisible(), false);
  await context.close();
});

describe('every page', () => {
  for (const lang of ['zh', 'en']) {
    for (const dark of [false, true]) {
      test(`is without axe findings and sideways scrolling, ${lang}, ${dark ? 'dark' : 'light'}`, async () => {
        const { code } = await survey();
        const { page, context } = await site.browse({ lang, dark });
        const check = async (/** @type {string} */ what) => {
          assert.deepEqual(await axeFindings(page), [], what);
          for (const width of [320, 360, 390, 1280]) {
            await page.setViewportSize({ width, height: 844 });
            assert.equal(await sideways(page), 0, `${what} at ${width}`);
          }
          await page.setViewportSize({ width: 390, height: 844 });
        };
        await page.goto(`/s/${code}`);
        await check('first view');
        await onward(page);
        await check('errors');
        await choose(page, 'nps', '3');
        await choose(page, 'csat', '4');
        await check('an item that came up');
        for (const [section, item, value] of [
          ['looks', 'stars', '4'],
          ['choices', 'purpose', 'other'],
        ]) {
          await onward(page);
          await at(page, section ?? '');
          await check(`${section} empty`);
          await choose(page, item ?? '', value ?? '');
          await check(`${section} filled`);
        }
        await onward(page);
        await check('other without words');
        await page.locator('[name="a.purpose.other"]').fill('x');
        await onward(page);
        await at(page, 'words');
        await check('words');
        await onward(page);
        await check('words with errors');
        await type(page, 'word', 'ok');
        await onward(page);
        await thanked(page);
        await check('thanks');
        await page.goto('/s/nobody');
        await check('not found');
        await context.close();
      });
    }
  }
});

test('the closed page says so', async () => {
  const { id, code } = await survey();
  await site.api('POST', `/instruments/${id}/close`);
  const { page, context } = await site.browse({ lang: 'en' });
  assert.equal((await page.goto(`/s/${code}`))?.status(), 410);
  assert.match((await page.locator('h1').textContent()) ?? '', /closed/);
  assert.deepEqual(await axeFindings(page), []);
  await context.close();
});

test('the eleven NPS buttons are large enough and keep their size on a small phone', async () => {
  const { code } = await survey();
  const { page, context } = await site.browse({ width: 360 });
  await page.goto(`/s/${code}`);
  const boxes = await page
    .locator('#i-nps .c')
    .evaluateAll((all) => all.map((c) => c.getBoundingClientRect().toJSON()));
  assert.equal(boxes.length, 11);
  const widths = new Set(boxes.map((b) => Math.round(b.width)));
  assert.equal(widths.size, 1, 'a wider button would be chosen more often');
  for (const b of boxes) {
    assert.ok(b.width >= 36 && b.height >= 48, `${b.width} × ${b.height}`);
    assert.ok(b.right <= 360);
  }
  await context.close();
});

test('text of twice the size fits', async () => {
  const { code } = await survey();
  const { page, context } = await site.browse({ width: 390, lang: 'en' });
  await page.goto(`/s/${code}`);
  await page.evaluate(() => document.documentElement.setAttribute('class', 'large'));
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('html.large{font-size:200%}');
    document.adoptedStyleSheets = [sheet];
  });
  assert.equal(await sideways(page), 0);
  await context.close();
});

test('the whole page is small and asks nobody else', async () => {
  const { code } = await survey();
  const { page, context } = await site.browse();
  const session = await context.newCDPSession(page);
  await session.send('Network.enable');
  let bytes = 0;
  /** @type {string[]} */
  const asked = [];
  session.on('Network.requestWillBeSent', ({ request }) => {
    if (!request.url.startsWith('data:')) asked.push(request.url);
  });
  session.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength));
  await page.goto(`/s/${code}`, { waitUntil: 'networkidle' });
  assert.ok(asked.length <= 3, asked.join(' '));
  assert.ok(
    asked.every((url) => url.startsWith(site.url)),
    asked.join(' '),
  );
  assert.ok(bytes > 5_000 && bytes <= 20_000, `${bytes} bytes`);
  await context.close();
});

test('nothing on the page breaks its own policy', async () => {
  const { code } = await survey();
  const { page, context } = await site.browse();
  /** @type {string[]} */
  const said = [];
  page.on('console', (m) => said.push(m.text()));
  page.on('pageerror', (e) => said.push(String(e)));
  await page.goto(`/s/${code}`);
  await answerAll(page);
  await thanked(page);
  assert.deepEqual(said, []);
  await context.close();
});
