// An auditor's visit with photos, returned, submitted again and published: with and without JavaScript, in Chinese and in
// English, on a phone; and what a lost network or a closed page must not lose.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { axeFindings, openSite, sideways } from '../harness.mjs';
import { addPhoto, answer, fill, go, photo, plan, review, says, sections } from '../visit.mjs';

/** @typedef {import('playwright-core').Page} Page */

/** @type {Awaited<ReturnType<typeof openSite>>} */
let site;

before(async () => {
  site = await openSite({ demo: true });
});
after(() => site.close());

const words = {
  zh: { submitted: '报告已提交', published: '报告已发布', reason: '门头照片看不清招牌，请补拍一张。' },
  en: {
    submitted: 'Report submitted',
    published: 'Report published',
    reason: 'The sign cannot be read; take another photo.',
  },
};

const begin = async (/** @type {Page} */ page, /** @type {string} */ path) => {
  await page.goto(path);
  await page.locator('[value=read]').click();
  await page.locator('#f').waitFor();
};

const fillAll = async (/** @type {Page} */ page) => {
  for (const code of await sections(page)) {
    await go(page, code);
    await fill(page, code);
  }
};

for (const script of [true, false]) {
  for (const lang of /** @type {const} */ (['zh', 'en'])) {
    test(`a visit with photos is returned, sent again and published ${script ? 'with' : 'without'} JavaScript in ${lang}`, async () => {
      const say = words[lang];
      const { id, wave, path } = await plan(site, `way-${lang}-${script ? 'js' : 'plain'}`);
      const { page, context } = await site.browse({ lang, script, width: 390 });
      await page.goto(path);
      assert.equal(await sideways(page), 0);
      assert.deepEqual(await axeFindings(page), []);
      await begin(page, path);
      await addPhoto(page, 'sign', 1, script);
      await fillAll(page);
      await go(page, 'at_arrive');
      await answer(page, 'entry_path', 'no'); // a failed check wants a photo
      assert.equal(await sideways(page), 0);
      if (script) assert.deepEqual(await axeFindings(page), []);
      await go(page, '.');
      await page.locator('#lacks a').first().waitFor();
      assert.equal(await page.locator('#lacks a').count(), 1);
      if (!script) {
        await page.locator('.go .b1').click(); // the server says it too
        await page.locator('#lacks a').first().waitFor();
      }
      await page.locator('#lacks a').click();
      await page.locator('#s-at_arrive:not([hidden])').waitFor();
      await addPhoto(page, 'entry_path', 2, script);
      await page.locator('#i-entry_path .remark summary').click();
      await page.locator('[name="n.entry_path"]').fill('门口有积水');
      await go(page, '.');
      await page.locator('.go .b1').click();
      await says(page, say.submitted);
      assert.deepEqual(await axeFindings(page), []);

      await review(site, id, { action: 'claim' });
      await review(site, id, { action: 'return', reason: say.reason });
      await page.goto(path);
      await page.locator('.note.warn', { hasText: say.reason }).waitFor();
      assert.equal(await page.locator('[name="n.entry_path"]').inputValue(), '门口有积水');
      await addPhoto(page, 'sign', 3, script);
      await page.locator('#i-sign .drop').first().click();
      await page.locator('#i-sign .shots li').nth(1).waitFor({ state: 'detached' });
      await go(page, '.');
      await page.locator('.go .b1').click();
      await says(page, say.submitted);

      for (const action of ['claim', 'approve', 'publish']) await review(site, id, { action });
      await page.goto(path);
      await says(page, say.published);

      const visit = await site.api('GET', `/visits/${id}`);
      assert.equal(visit.revision, 2);
      assert.equal(visit.report_state, 'published');
      const items = visit.sections.flatMap((/** @type {{ items: object[] }} */ s) => s.items);
      const sign = items.find((/** @type {{ code: string }} */ i) => i.code === 'sign');
      const way = items.find((/** @type {{ code: string }} */ i) => i.code === 'entry_path');
      assert.equal(sign.photos.length, 1);
      assert.equal(way.photos.length, 1);
      assert.equal(way.answer.note, '门口有积水');
      assert.equal(way.failed, true);
      const report = await site.api('GET', `/waves/${wave}/checklist`);
      assert.equal(report.summary.own.valid, 1);
      assert.equal(report.summary.score.current.value, visit.score);
      await context.close();
    });
  }
}

test('what is filled in survives a reload, and a photo a lost network', async () => {
  const { id, path } = await plan(site, 'lost');
  const { page, context } = await site.browse({ lang: 'zh' });
  await begin(page, path);
  await page.route('**/a/v/**', (route) => (route.request().method() === 'PUT' ? route.abort() : route.continue()));
  await answer(page, 'sign', 'yes');
  await page.locator('#i-sign .remark summary').click();
  await page.locator('[name="n.sign"]').fill('招牌右下角有污渍');
  await page.locator('#i-sign .file').setInputFiles(photo(7));
  await page.locator('#i-sign .wait').waitFor();
  await page.locator('#state', { hasText: '已保存在本机' }).waitFor();
  await page.reload();
  await page.locator('#i-sign .wait').waitFor(); // the device kept the bytes
  assert.ok(await page.locator('[name="a.sign"][value="yes"]').isChecked());
  assert.equal(await page.locator('[name="n.sign"]').inputValue(), '招牌右下角有污渍');
  await page.unroute('**/a/v/**');
  await page.evaluate(() => dispatchEvent(new Event('online')));
  await page.locator('#i-sign .shots img').waitFor();
  await page.locator('#state', { hasText: '草稿已保存' }).waitFor();

  // Another device finds the same draft.
  const other = await site.browse({ lang: 'zh' });
  await other.page.goto(path);
  await other.page.locator('#i-sign .shots img').waitFor();
  assert.equal(await other.page.locator('[name="n.sign"]').inputValue(), '招牌右下角有污渍');
  await other.context.close();

  // A report that cannot be sent waits on the device and goes out by itself.
  await fillAll(page);
  await go(page, '.');
  await page.route('**/revisions/**', (route) => route.abort());
  await page.locator('.go .b1').click();
  await page.locator('#tell', { hasText: '联网后会自动提交' }).waitFor();
  await page.unroute('**/revisions/**');
  await page.evaluate(() => dispatchEvent(new Event('online')));
  await says(page, '报告已提交');
  assert.equal((await site.api('GET', `/visits/${id}`)).revision, 1);
  await context.close();
});

test('a file that is no photo is refused at its place', async () => {
  const { path } = await plan(site, 'refused');
  for (const script of [true, false]) {
    const { page, context } = await site.browse({ lang: 'zh', script });
    await page.goto(path);
    if (await page.locator('[value=read]').count()) await page.locator('[value=read]').click();
    await page
      .locator('#i-sign .file')
      .setInputFiles({ name: 'x.png', mimeType: 'image/png', buffer: Buffer.from('<svg/>') });
    if (!script) await page.locator('#i-sign .up').click();
    await page.locator('#i-sign .err', { hasText: '只支持 JPEG 或 PNG 照片' }).waitFor();
    assert.equal(await page.locator('#i-sign .shots li').count(), 0);
    await context.close();
  }
});
