// A manager reads and an assessor edits: what the console shows is what the API says, to the last answer.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openConsole, settled } from '../console.mjs';
import { axeFindings, openSite, sideways } from '../harness.mjs';

/** @type {Awaited<ReturnType<typeof openSite>>} */
let site;
before(async () => {
  site = await openSite({ demo: true });
});
after(() => site.close());

const instrument = async (/** @type {string} */ code) =>
  (await site.api('GET', '/instruments?kind=survey')).items.find((/** @type {{ code: string }} */ i) => i.code === code)
    .id;

/** The results, once every accepted answer has been counted. */
async function results(/** @type {string} */ id) {
  for (;;) {
    const r = await site.api('GET', `/instruments/${id}/results`);
    if (!r.header.not_yet_derived) return r;
    await new Promise((again) => setTimeout(again, 100));
  }
}

/** Sends one answer like the enhanced page does: whatever the survey requires, and the best recommendation. */
async function answerOnce(/** @type {string} */ id) {
  const full = await site.api('GET', `/instruments/${id}`);
  /** @type {Record<string, unknown>} */
  const given = {};
  for (const section of full.document.sections)
    for (const item of section.items) {
      if (item.show || !item.required) continue;
      const best = item.type === 'nps' ? 10 : item.type === 'ces' ? 7 : item.points;
      if (['nps', 'ces', 'csat', 'rating'].includes(item.type)) given[item.code] = { number: best };
      else given[item.code] = { codes: [item.options.at(-1).code] };
    }
  return site.api('POST', `/instruments/${id}/responses`, { lang: 'zh', answers: given });
}

test('one answer changes NPS and n exactly, in the API and on the page', async () => {
  const id = await instrument('demo-csat');
  const before = await results(id);
  await answerOnce(id);
  const now = await results(id);
  const tile = (/** @type {any} */ r) => r.tiles.find((/** @type {any} */ t) => t.measure === 'nps').current;
  const n = tile(before).n;
  assert.equal(tile(now).n, n + 1);
  const sum = Math.round((tile(before).value * n) / 100);
  assert.ok(Math.abs(tile(now).value - (100 * (sum + 1)) / (n + 1)) < 1e-9);

  const { page, context } = await site.browse({ lang: 'en', width: 1280 });
  await openConsole(site, page, 'en');
  await page.goto(`/app/surveys/${id}`);
  await settled(page);
  const shown = await page.locator('main').innerText();
  assert.ok(shown.includes(`n = ${(n + 1).toLocaleString('en')}`), shown.slice(0, 600));
  assert.ok(shown.includes(`+${tile(now).value.toFixed(1)}`), shown.slice(0, 600));
  await context.close();
});

for (const lang of ['zh', 'en'])
  test(`an assessment is edited in ${lang}`, async () => {
    const [assessment] = (await site.api('GET', '/assessments')).items;
    const before = await site.api('GET', `/assessments/${assessment.id}`);
    const line = before.lines.find((/** @type {any} */ l) => l.kind === 'current');
    const item = before.document.sections[0].items[0];
    const old = before.ratings.find((/** @type {any} */ r) => r.line_id === line.id && r.item === item.code).score;
    const score = old === 4 ? 3 : 4;
    const points = (await site.api('GET', `/assessments/${assessment.id}/benchmark`)).summary.all.points;

    const { page, context } = await site.browse({ lang, width: 1280 });
    await openConsole(site, page, lang);
    await page.goto(`/app/assessments/${assessment.id}/scores`);
    await settled(page);
    const saved = page.waitForResponse((r) => r.url().endsWith('/ratings') && r.request().method() === 'PUT');
    await page
      .getByLabel(item.label[lang], { exact: false })
      .and(page.locator('select'))
      .first()
      .selectOption(`${score}`);
    assert.equal((await saved).status(), 200);

    const after = await site.api('GET', `/assessments/${assessment.id}`);
    const found = after.ratings.find((/** @type {any} */ r) => r.line_id === line.id && r.item === item.code);
    assert.equal(found.score, score);
    const changed = (await site.api('GET', `/assessments/${assessment.id}/benchmark`)).summary.all.points;
    assert.equal(changed, points + score - (old ?? 0));
    await page.goto(`/app/assessments/${assessment.id}`);
    await settled(page);
    assert.ok((await page.locator('main svg').count()) > 0, 'no radar');
    await context.close();
  });

test('main pages have nothing for axe to find and do not scroll sideways on a phone', async () => {
  const id = await instrument('demo-csat');
  const [assessment] = (await site.api('GET', '/assessments')).items;
  for (const [lang, width] of /** @type {[string, number][]} */ ([
    ['zh', 1280],
    ['en', 390],
  ])) {
    const { page, context } = await site.browse({ lang, width });
    await openConsole(site, page, lang);
    for (const path of [
      '',
      'surveys',
      `surveys/${id}`,
      'visits',
      `assessments/${assessment.id}`,
      'places',
      'downloads',
    ]) {
      await page.goto(`/app/${path}`);
      await settled(page);
      assert.deepEqual(await axeFindings(page), [], `${lang} ${width} /app/${path}`);
      assert.equal(await sideways(page), 0, `${lang} ${width} /app/${path}`);
    }
    await context.close();
  }
});
