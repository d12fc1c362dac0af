// The demo's survey, from the link to thank you.
import { at, choose, onward, thanked } from '../survey.mjs';

/** @param {import('../pictures.mjs').Stand} stand */
export default async function survey({ page, take }) {
  await page.goto('/s/demo-csat');
  await take('1-start');
  await onward(page);
  await take('2-errors');
  await choose(page, 'overall', '4');
  await choose(page, 'purpose', 'self');
  await choose(page, 'did', 'consult');
  await choose(page, 'did', 'paid');
  await take('3-choices');
  await onward(page);
  await at(page, 'experience');
  await take('4-scales');
  for (const item of ['env_clean', 'env_layout', 'range', 'attitude', 'knowledge', 'checkout'])
    await choose(page, item, '4');
  for (const item of ['quality', 'value']) await choose(page, item, '8');
  await choose(page, 'ces', '6');
  await onward(page);
  await at(page, 'loyalty');
  await choose(page, 'nps', '6');
  await choose(page, 'reasons_low', 'wait');
  await page.evaluate(() => scrollTo(0, 0));
  await take('5-nps');
  await onward(page);
  await thanked(page);
  await take('6-thanks');
}
