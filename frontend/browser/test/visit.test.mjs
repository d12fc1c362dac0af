// An auditor's visit with photos, returned, submitted again and published: with and without JavaScript, in Chinese and in
// English, on a phone.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { axeFindings, openSite, sideways } from '../harness.mjs';
import { addPhoto, answer, begin, fillAll, go, plan, review, says } from '../visit.mjs';

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

for (const script of [true, false]) {
  for (const lang of /** @type {const} */ (['zh', 'en'])) {
    test(`a visit with photos is returned, sent again and published ${script ? 'with' : 'without'} JavaScript in ${lang}`, async () => {
      const say = words[lang];
      const { id, wave, path } = await plan(site, `way-${lang}-${script ? 'js' : 'plain'}`);
      const { page, context } = await site.browse({ lang, script, width: 390 });
      const accessible = async () => {
        assert.equal(await sideways(page), 0);
        if (script) assert.deepEqual(await axeFindings(page), []); // axe itself needs scripts
      };
      await page.goto(path);
      await accessible();
      await begin(page, path);
      await addPhoto(page, 'sign', 1, script);
      await fillAll(page);
      await go(page, 'at_arrive');
      await answer(page, 'entry_path', 'no'); // a failed check wants a photo
      await accessible();
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
      await accessible();

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
