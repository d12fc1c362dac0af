// The ways of a respondent through the gallery, with or without a script.

/** @typedef {import('playwright-core').Page} Page */

/** Chooses a point or an option by its value. */
export const choose = (/** @type {Page} */ page, /** @type {string} */ item, /** @type {string} */ value) =>
  page.locator(`[name="a.${item}"][value="${value}"]`).check({ force: true });

export const type = (/** @type {Page} */ page, /** @type {string} */ item, /** @type {string} */ text) =>
  page.locator(`[name="a.${item}"]`).fill(text);

/** Presses the main button. */
export const onward = (/** @type {Page} */ page) => page.locator('.go .b1').click();

/** Code of the section that is shown. */
export const shownPage = (/** @type {Page} */ page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('main section')]
      .filter((s) => !s.hasAttribute('hidden'))
      .map((s) => s.id.slice(2))
      .join(),
  );

/** Waits for a section to be shown. */
export const at = (/** @type {Page} */ page, /** @type {string} */ section) =>
  page.locator(`#s-${section}:not([hidden])`).waitFor();

/** Fills the pages before the last one with what is required and goes on. Ends on the page "words". */
export async function fillUpToWords(/** @type {Page} */ page) {
  await choose(page, 'nps', '9');
  await choose(page, 'csat', '4');
  await onward(page);
  await at(page, 'looks');
  await choose(page, 'stars', '5');
  await onward(page);
  await at(page, 'choices');
  await choose(page, 'purpose', 'buy');
  await onward(page);
  await at(page, 'words');
}

/** Fills everything that is required and submits. */
export async function answerAll(/** @type {Page} */ page) {
  await fillUpToWords(page);
  await type(page, 'word', '好');
  await onward(page);
}

/** Waits for the page that says thank you. */
export const thanked = (/** @type {Page} */ page) => page.waitForURL(/\/done\?lang=/);
