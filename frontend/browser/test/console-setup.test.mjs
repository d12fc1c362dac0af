// A manager of a brand-new organisation, with nothing in it, does the whole job in the console: brand, unit, location,
// survey, link, programme and wave; then one customer answers and the results say n = 1.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openConsole, settled } from '../console.mjs';
import { axeFindings, openSite, sideways } from '../harness.mjs';
import { onward, thanked } from '../survey.mjs';

/** @typedef {import('playwright-core').Page} Page */

/** @type {Awaited<ReturnType<typeof openSite>>} */
let site;

before(async () => {
  site = await openSite();
  const made = await site.api('POST', '/users', {
    email: 'manager@example.com',
    name: 'Manager',
    lang: 'en',
    grants: [{ role: 'manager' }],
  });
  site.credentials.manager = [made.email, made.password];
});
after(() => site.close());

const press = (/** @type {Page} */ page, /** @type {string} */ name) =>
  page.getByRole('main').getByRole('button', { name, exact: true }).first().click();

/** The dialog or drawer that is open. */
const dialog = (/** @type {Page} */ page) => page.getByRole('dialog').last();

/** Presses the main button of the dialog and waits until it is gone. */
async function save(/** @type {Page} */ page, name = 'Save') {
  const open = dialog(page);
  await open.getByRole('button', { name, exact: true }).click();
  await open.waitFor({ state: 'hidden' });
  await settled(page);
}

/** Opens a list of the dialog and chooses an entry. */
async function pick(/** @type {Page} */ page, /** @type {string} */ label, /** @type {string} */ option) {
  await dialog(page).getByLabel(label, { exact: true }).click();
  await page.locator('.ant-select-dropdown:visible').getByTitle(option, { exact: true }).click();
}

async function open(/** @type {Page} */ page, /** @type {string} */ path) {
  await page.goto(`/app/${path}`);
  await settled(page);
}

async function makePlaces(/** @type {Page} */ page) {
  await open(page, 'places');
  assert.ok(await page.getByRole('button', { name: 'Add location' }).isDisabled());
  await press(page, 'Add brand');
  await dialog(page).getByLabel('Name in English').fill('Harbour Tea');
  await dialog(page).getByLabel('Code').fill('harbour');
  await save(page);
  await press(page, 'Add unit');
  await dialog(page).getByLabel('Name in English').fill('Head office');
  await dialog(page).getByLabel('Code').fill('head');
  await save(page);
  await press(page, 'Add location');
  await dialog(page).getByLabel('Name in English').fill('Pier shop');
  await pick(page, 'Unit', 'Head office');
  await dialog(page).getByLabel('Code').fill('pier');
  await save(page);
  await page.getByText('Pier shop').waitFor();
}

async function makeSurvey(/** @type {Page} */ page) {
  await open(page, 'surveys');
  await press(page, 'New survey');
  await dialog(page)
    .getByRole('radio', { name: /relationship/ })
    .check({ force: true });
  await dialog(page).getByLabel('Code').fill('tea-nps');
  await dialog(page).getByRole('button', { name: 'Create', exact: true }).click();
  await page.waitForURL(/\/surveys\/[0-9a-f-]{36}/);
  await open(page, `surveys/${await surveyID()}/versions`);
  await press(page, 'Publish');
  await page.locator('.ant-modal:visible').getByRole('button', { name: 'Publish' }).click();
  await page.getByText('Version 1').first().waitFor();
}

const surveyID = async () => (await site.api('GET', '/instruments?kind=survey')).items[0].id;

async function makeWave(/** @type {Page} */ page) {
  await open(page, 'programmes');
  await press(page, 'New programme');
  await dialog(page).getByLabel('Name in English').fill('Tea drinkers');
  await dialog(page).getByLabel('Code').fill('tea');
  await save(page);
  await press(page, 'Add wave');
  await dialog(page).getByLabel('Name in English').fill('This year');
  await dialog(page).getByLabel('Code').fill('tea-1');
  const year = new Date().getFullYear();
  const days = dialog(page).locator('.ant-picker-range input');
  await days.first().fill(`${year}-01-01`);
  await days.first().press('Enter');
  await days.last().fill(`${year}-12-31`);
  await days.last().press('Enter');
  await save(page);
  await page.getByRole('row', { name: /This year/ }).waitFor();
  await press(page, 'Targets');
  await pick(page, 'Measure', 'Net promoter score');
  await dialog(page).getByLabel('Target', { exact: true }).fill('40');
  await dialog(page).getByRole('button', { name: 'Set target' }).click();
  await dialog(page)
    .getByRole('row', { name: /Whole client/ })
    .waitFor();
}

/** Answers a survey page by page with the last option of everything that is asked. */
async function answer(/** @type {string} */ address) {
  const { page, context } = await site.browse({ lang: 'en' });
  await page.goto(address);
  while (!page.url().includes('/done')) {
    const names = await page.evaluate(() => [
      ...new Set(
        [...document.querySelectorAll('main section:not([hidden]) input[type=radio]')]
          .filter((input) => /** @type {HTMLElement} */ (input).offsetParent !== null)
          .map((input) => /** @type {HTMLInputElement} */ (input).name),
      ),
    ]);
    for (const name of names)
      await page.locator(`main section:not([hidden]) [name="${name}"]`).last().check({ force: true });
    const shown = await page.locator('main section:not([hidden])').getAttribute('id');
    await onward(page);
    await Promise.race([
      thanked(page),
      page.waitForFunction((id) => !document.querySelector(`main section[id="${id}"]:not([hidden])`), shown),
    ]);
  }
  await context.close();
}

test('a manager sets up a new organisation and sees the first answer', async () => {
  const { page, context } = await site.browse({ lang: 'en', width: 1280 });
  await openConsole(site, page, 'en', 'manager');
  await makePlaces(page);
  await makeSurvey(page);
  await makeWave(page);

  const id = await surveyID();
  await open(page, `surveys/${id}/links`);
  const address = (await page.locator('.channel-link').first().innerText()).trim();
  assert.match(address, /\/s\/[a-z2-9]{12}$/);
  await answer(address);
  for (;;) {
    const { header } = await site.api('GET', `/instruments/${id}/results`);
    if (!header.not_yet_derived && header.responses) break;
    await new Promise((again) => setTimeout(again, 100));
  }

  await open(page, `surveys/${id}/results`);
  const shown = await page.locator('main').innerText();
  assert.ok(shown.includes('n = 1'), shown.slice(0, 600));
  assert.ok(shown.includes('This year'), shown.slice(0, 600));
  await open(page, 'surveys');
  const row = await page.getByRole('row', { name: /tea-nps/ }).innerText();
  assert.match(row, /\t1\t/);

  // The manager judges it: with a reason it leaves the figures.
  await open(page, `surveys/${id}/responses`);
  await page.locator('table.plain tbody tr').first().locator('button').first().click();
  await dialog(page).getByLabel('Reason').fill('A test of the staff');
  await dialog(page).getByRole('button', { name: 'Mark invalid' }).click();
  await dialog(page).getByRole('button', { name: 'Mark valid' }).waitFor();
  const [response] = await site.responses(id);
  assert.equal(response.valid, false);
  assert.equal(response.invalid_reason, 'A test of the staff');
  await context.close();
});

test('a person changes the own password; other sessions end, the old password is gone', async () => {
  const elsewhere = await site.browse({ lang: 'en', width: 1280 });
  await openConsole(site, elsewhere.page, 'en', 'manager');
  const { page, context } = await site.browse({ lang: 'en', width: 1280 });
  await openConsole(site, page, 'en', 'manager');
  const [email = '', old = ''] = site.credentials.manager ?? [];
  await page.getByRole('button', { name: /Manager/ }).click();
  await page.getByRole('menuitem', { name: 'Change password' }).click();
  const box = dialog(page);
  const fill = async (/** @type {string} */ present, /** @type {string} */ next, again = next) => {
    await box.getByLabel('Present password').fill(present);
    await box.getByLabel('New password', { exact: true }).fill(next);
    await box.getByLabel('New password again').fill(again);
    await box.getByRole('button', { name: 'Change password' }).click();
  };
  await fill(old, 'seven-boats-at-noon', 'seven-boats-at-moon');
  await box.getByText('The two new passwords differ').waitFor();
  await fill('not-the-old-one', 'seven-boats-at-noon');
  await box.getByText('present password is not right', { exact: false }).first().waitFor();
  await fill(old, 'seven-boats-at-noon');
  await page.getByText('Your password is changed').waitFor();

  await open(page, 'places'); // this session goes on
  assert.ok(page.url().endsWith('/app/places'));
  await elsewhere.page.goto('/app/places');
  await elsewhere.page.waitForURL('**/login**');
  site.credentials.manager = [email, 'seven-boats-at-noon'];
  await openConsole(site, elsewhere.page, 'en', 'manager');
  await elsewhere.context.close();
  await context.close();
});

for (const [lang, width] of /** @type {[string, number][]} */ ([
  ['zh', 390],
  ['en', 1280],
]))
  test(`pages for setting up have nothing for axe to find and do not scroll sideways: ${lang} ${width}`, async () => {
    const { page, context } = await site.browse({ lang, width });
    await openConsole(site, page, lang, 'manager');
    for (const path of ['places', 'programmes', 'surveys']) {
      await open(page, path);
      assert.deepEqual(await axeFindings(page), [], path);
      assert.equal(await sideways(page), 0, path);
    }
    await context.close();
  });
