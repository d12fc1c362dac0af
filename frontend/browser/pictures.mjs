// Takes the pictures of every page for docs/pictures: each file in pictures/ exports one function that takes those of its
// surface. Every picture is taken in zh and en, at 390 and 1280 pixels, of the demo organisation.
import { mkdirSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { openSite } from './harness.mjs';

const to = process.env.TOUCHSTONE_PICTURES ?? resolve(import.meta.dirname, '../../docs/pictures');
const only = process.argv.slice(2);
mkdirSync(to, { recursive: true });

/** @typedef {{ site: Awaited<ReturnType<typeof openSite>>, page: import('playwright-core').Page, lang: string, width: number, take: (name: string) => Promise<void> }} Stand */

const site = await openSite({ demo: true });
try {
  for (const file of readdirSync(join(import.meta.dirname, 'pictures')).sort()) {
    const surface = file.replace(/\.mjs$/, '');
    if (only.length && !only.includes(surface)) continue;
    const { default: takeAll } = await import(`./pictures/${file}`);
    for (const lang of ['zh', 'en']) {
      for (const width of [390, 1280]) {
        const { page, context } = await site.browse({
          lang,
          width,
          height: width < 600 ? 844 : 800,
          scale: width < 600 ? 2 : 1,
        });
        const take = async (/** @type {string} */ name) => {
          await page.screenshot({ path: join(to, `${surface}-${name}-${lang}-${width}.png`), animations: 'disabled' });
        };
        await takeAll({ site, page, lang, width, take });
        await context.close();
      }
    }
  }
} finally {
  await site.close();
}
