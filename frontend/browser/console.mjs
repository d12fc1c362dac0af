// Ways through the console that its tests and pictures share.

/**
 * Signs in on the sign-in page and waits for the console.
 * @param {{ credentials: Record<string, string[]> }} site
 * @param {import('playwright-core').Page} page
 * @param {string} lang
 */
export async function openConsole(site, page, lang, role = 'administrator') {
  const [email = '', password = ''] = site.credentials[role] ?? [];
  await page.goto(`/login?lang=${lang}`);
  await page.fill('[name=email]', email);
  await page.fill('[name=password]', password);
  await page.click('button[type=submit]:not([name])');
  await page.waitForURL('**/app/**');
  const answered = await page.evaluate(
    (to) =>
      fetch('/api/v1/me', {
        method: 'PATCH',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ lang: to }),
      }).then((r) => r.status),
    lang,
  );
  if (answered >= 300) throw new Error(`the language could not be set: ${answered}`);
  await page.goto('/app/');
  await settled(page);
}

/**
 * Waits until nothing loads any more: no request under way, no spinner, no skeleton.
 * @param {import('playwright-core').Page} page
 */
export async function settled(page) {
  await page.waitForLoadState('networkidle');
  await page.waitForFunction(() => !document.querySelector('.ant-spin-spinning, .ant-skeleton-active'));
  await page.waitForTimeout(250); // charts draw after their data
}
