// What an auditor with an account sees: the list of own visits, and one of them opened from it.

/** @param {import('../pictures.mjs').Stand} stand */
export default async function auditor({ site, page, lang, take }) {
  const [email = '', password = ''] = site.credentials['auditor'] ?? [];
  await page.goto(`/login?lang=${lang}`);
  await page.locator('[name=email]').fill(email);
  await page.locator('[name=password]').fill(password);
  await page.locator('button[type=submit]').click();
  await page.waitForURL('**/a');
  await page.goto(`/a?lang=${lang}`);
  await take('visits');
  await page.locator('main a[href^="/a/visits/"]').first().click();
  await page.waitForURL('**/a/visits/*');
  await take('visit');
}
