// An auditor's visit, from the briefing to a report that was returned.
import { addPhoto, answer, fill, go, plan, review, says, sections } from '../visit.mjs';

/** @param {import('../pictures.mjs').Stand & { site: import('../visit.mjs').Site }} stand */
export default async function visit({ site, page, lang, width, take }) {
  const { id, path } = await plan(site, `pictures-${lang}-${width}`);
  await page.goto(path);
  await take('1-briefing');
  await page.locator('[value=read]').click();
  await page.locator('#f').waitFor();
  await answer(page, 'sign', 'yes');
  await addPhoto(page, 'sign', 1);
  await answer(page, 'window', 'no');
  await page.evaluate(() => scrollTo(0, 0));
  await take('2-checks');
  await go(page, 'at_entrance');
  await take('3-options');
  await go(page, '.');
  await take('4-missing');
  for (const code of await sections(page)) {
    await go(page, code);
    await fill(page, code);
  }
  await go(page, '.');
  await take('5-ready');
  await page.locator('.go .b1').click();
  await says(page, lang === 'zh' ? '报告已提交' : 'Report submitted');
  await take('6-submitted');
  await review(site, id, { action: 'claim' });
  await review(site, id, {
    action: 'return',
    reason:
      lang === 'zh' ? '门头照片看不清招牌，请补拍一张。' : 'The sign cannot be read on the photo; please take another.',
  });
  await page.reload();
  await page.locator('.note.warn').waitFor();
  await take('7-returned');
}
