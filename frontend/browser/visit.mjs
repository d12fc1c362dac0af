// The ways of an auditor through a checklist, with or without a script, and what a reviewer does with the report.
import { deflateSync, crc32 } from 'node:zlib';

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {Awaited<ReturnType<typeof import('./harness.mjs').openSite>>} Site */

/** A photo as a file to choose; seed makes photos different. */
export function photo(/** @type {number} */ seed) {
  const [width, height] = [320, 240];
  const rows = Buffer.alloc(height * (1 + width * 3));
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const at = y * (1 + width * 3) + 1 + x * 3;
      rows[at] = (x + seed * 40) % 256;
      rows[at + 1] = (y * 2) % 256;
      rows[at + 2] = (x + y + seed * 90) % 256;
    }
  const chunk = (/** @type {string} */ kind, /** @type {Buffer} */ body) => {
    const size = Buffer.alloc(4);
    size.writeUInt32BE(body.length);
    const sum = Buffer.alloc(4);
    sum.writeUInt32BE(crc32(Buffer.concat([Buffer.from(kind), body])));
    return Buffer.concat([size, Buffer.from(kind), body, sum]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const buffer = Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
  return { name: `photo-${seed}.png`, mimeType: 'image/png', buffer };
}

/** The day so many days from today, in the zone of the demo's shops. */
export function dayFrom(/** @type {number} */ days) {
  const at = new Date(Date.now() + 8 * 3600_000 + days * 86_400_000);
  return Number(at.toISOString().slice(0, 10).replaceAll('-', ''));
}

/** Plans a visit in a wave of its own that is open today; answers its id and the path of its link. */
export async function plan(/** @type {Site} */ site, /** @type {string} */ code) {
  const programmes = await site.api('GET', '/programmes');
  const programme = programmes.items.find((/** @type {{ kind: string }} */ p) => p.kind === 'checklist');
  const wave = await site.api('POST', '/waves', {
    programme_id: programme.id,
    code,
    name: { zh: `检测 ${code}`, en: `Visits ${code}` },
    from_day: dayFrom(-3),
    to_day: dayFrom(10),
    state: 'open',
  });
  const brands = await site.api('GET', '/brands');
  const own = brands.items.find((/** @type {{ own: boolean }} */ b) => b.own);
  const locations = await site.api('GET', '/locations');
  const location = locations.items.find((/** @type {{ brand_id: string }} */ l) => l.brand_id === own.id);
  const planned = await site.api('POST', '/visits', { wave_id: wave.id, location_id: location.id });
  return { id: planned.visit.id, wave: wave.id, path: new URL(planned.link).pathname };
}

export const review = (/** @type {Site} */ site, /** @type {string} */ id, /** @type {object} */ step) =>
  site.api('POST', `/visits/${id}/actions`, step);

/** The codes of the sections, in order. */
export const sections = (/** @type {Page} */ page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('main section')].map((s) => s.id.slice(2)).filter((code) => code !== '.'),
  );

/** Presses a button by what it asks for and waits until its page is there. */
export async function go(/** @type {Page} */ page, /** @type {string} */ section) {
  await page.locator(`.chips [value="go:${section}"]`).click();
  await page.locator(`[id="s-${section}"]:not([hidden])`).waitFor();
}

/** Fills a section: the first option of every check, words where words are asked for. */
export const fill = (/** @type {Page} */ page, /** @type {string} */ section) =>
  page.locator(`[id="s-${section}"]`).evaluate((all) => {
    for (const item of all.querySelectorAll('.q:not([hidden])')) {
      /** @type {HTMLInputElement | null} */ (item.querySelector('input[type=radio]'))?.click();
      const words = /** @type {HTMLTextAreaElement | null} */ (item.querySelector('textarea[name^="a."]'));
      if (!words) continue;
      words.value = '店内整洁，接待热情；收银排队略长。';
      words.dispatchEvent(new Event('input', { bubbles: true }));
    }
  });

export const answer = (/** @type {Page} */ page, /** @type {string} */ item, /** @type {string} */ code) =>
  page.locator(`[name="a.${item}"][value="${code}"]`).check({ force: true });

/** Adds a photo to an item and waits until the server has it. */
export async function addPhoto(
  /** @type {Page} */ page,
  /** @type {string} */ item,
  /** @type {number} */ seed,
  script = true,
) {
  const before = await page.locator(`#i-${item} .shots img`).count();
  await page.locator(`#i-${item} .file`).setInputFiles(photo(seed));
  if (!script) await page.locator(`#i-${item} .up`).click();
  await page.locator(`#i-${item} .shots img`).nth(before).waitFor();
}

/** Waits until the page says so. */
export const says = (/** @type {Page} */ page, /** @type {string} */ text) =>
  page.locator('h1', { hasText: text }).waitFor();

/** Opens a link and gets past the briefing. */
export const begin = async (/** @type {Page} */ page, /** @type {string} */ path) => {
  await page.goto(path);
  await page.locator('[value=read]').click();
  await page.locator('#f').waitFor();
};

/** Fills every section. */
export const fillAll = async (/** @type {Page} */ page) => {
  for (const code of await sections(page)) {
    await go(page, code);
    await fill(page, code);
  }
};
