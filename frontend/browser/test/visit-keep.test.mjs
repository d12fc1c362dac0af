// What an auditor must not lose, whatever happens to the network or the page; and files that are no photos.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openSite } from '../harness.mjs';
import { addPhoto, answer, begin, dayFrom, fillAll, go, photo, plan, review, says, sections } from '../visit.mjs';

/** @type {Awaited<ReturnType<typeof openSite>>} */
let site;

before(async () => {
  site = await openSite({ demo: true });
});
after(() => site.close());

test('what is filled in survives a reload, and a photo a lost network', async () => {
  const { id, path } = await plan(site, 'lost');
  const { page, context } = await site.browse({ lang: 'zh' });
  await begin(page, path);
  await page.route('**/a/v/**', (route) => (route.request().method() === 'PUT' ? route.abort() : route.continue()));
  await answer(page, 'sign', 'yes');
  await page.locator('#i-sign .remark summary').click();
  await page.locator('[name="n.sign"]').fill('招牌右下角有污渍');
  await page.locator('#i-sign .file').setInputFiles(photo(7));
  await page.locator('#i-sign .wait').waitFor();
  await page.locator('#state', { hasText: '已保存在本机' }).waitFor();
  await page.reload();
  await page.locator('#i-sign .wait').waitFor(); // the device kept the bytes
  assert.ok(await page.locator('[name="a.sign"][value="yes"]').isChecked());
  assert.equal(await page.locator('[name="n.sign"]').inputValue(), '招牌右下角有污渍');
  await page.unroute('**/a/v/**');
  await page.evaluate(() => dispatchEvent(new Event('online')));
  await page.locator('#i-sign .shots img').waitFor();
  await page.locator('#state', { hasText: '草稿已保存' }).waitFor();

  // Another device finds the same draft.
  const other = await site.browse({ lang: 'zh' });
  await other.page.goto(path);
  await other.page.locator('#i-sign .shots img').waitFor();
  assert.equal(await other.page.locator('[name="n.sign"]').inputValue(), '招牌右下角有污渍');
  await other.context.close();

  // A report that cannot be sent waits on the device and goes out by itself.
  await fillAll(page);
  await go(page, '.');
  await page.route('**/revisions/**', (route) => route.abort());
  await page.locator('.go .b1').click();
  await page.locator('#tell', { hasText: '联网后会自动提交' }).waitFor();
  await page.unroute('**/revisions/**');
  await page.evaluate(() => dispatchEvent(new Event('online')));
  await says(page, '报告已提交');
  assert.equal((await site.api('GET', `/visits/${id}`)).revision, 1);
  await context.close();
});

test('a file that is no photo is refused at its place', async () => {
  const { path } = await plan(site, 'refused');
  for (const script of [true, false]) {
    const { page, context } = await site.browse({ lang: 'zh', script });
    await page.goto(path);
    if (await page.locator('[value=read]').count()) await page.locator('[value=read]').click();
    await page
      .locator('#i-sign .file')
      .setInputFiles({ name: 'x.png', mimeType: 'image/png', buffer: Buffer.from('<svg/>') });
    if (!script) await page.locator('#i-sign .up').click();
    await page.locator('#i-sign .err', { hasText: '只支持 JPEG 或 PNG 照片' }).waitFor();
    assert.equal(await page.locator('#i-sign .shots [name^="h."]').count(), 0, 'it is no part of the report');
    if (script) {
      await page.reload(); // the device keeps it, with the reason, until somebody takes it away
      await page.locator('#i-sign .err', { hasText: '只支持 JPEG 或 PNG 照片' }).waitFor();
      assert.equal(await page.locator('#i-sign .shots li').count(), 1);
      await page.locator('#i-sign .shots .drop').click();
      assert.equal(await page.locator('#i-sign .shots li').count(), 0);
      await page.reload();
      await page.locator('#f-sign-p').waitFor({ state: 'attached' });
      assert.equal(await page.locator('#i-sign .shots li').count(), 0);
    }
    await context.close();
  }
});

test('what the server will not have stays on the device, and a new link takes it up', async () => {
  const { id, path } = await plan(site, 'moved');
  const { page, context } = await site.browse({ lang: 'zh' });
  await begin(page, path);
  const [first = ''] = await sections(page);
  await fillAll(page);
  await go(page, first);
  await page.route('**/a/v/**', (route) => (route.request().method() === 'PUT' ? route.abort() : route.continue()));
  await page.locator('#i-sign .file').setInputFiles(photo(3));
  await page.locator('#i-sign .wait').waitFor();
  await page.locator('#i-sign .remark summary').click();
  await page.locator('[name="n.sign"]').fill('只在这台手机上');
  await page.locator('#state', { hasText: '已保存在本机' }).waitFor();

  // The manager makes a new link meanwhile: the old one opens nothing.
  const renewed = await site.api('POST', `/visits/${id}/link`, {});
  await page.unroute('**/a/v/**');
  await go(page, '.');
  await page.locator('.go .b1').click();
  await page.locator('#tell', { hasText: '仍保存在本机' }).waitFor();
  await go(page, first);
  await page.locator('#i-sign .say2', { hasText: '未上传，仍保存在本机' }).waitFor();
  assert.equal(await page.locator('#i-sign .wait').count(), 1);
  if (process.env.TOUCHSTONE_SHOTS) await page.screenshot({ path: `${process.env.TOUCHSTONE_SHOTS}/refused-zh.png` });

  await page.goto(new URL(renewed.link).pathname);
  await page.locator('#i-sign .shots img').waitFor();
  assert.equal(await page.locator('[name="n.sign"]').inputValue(), '只在这台手机上');
  await go(page, '.');
  await page.locator('.go .b1').click();
  await says(page, '报告已提交');
  const view = await site.api('GET', `/visits/${id}`);
  const sign = view.sections
    .flatMap((/** @type {{ items: object[] }} */ s) => s.items)
    .find((/** @type {{ code?: string }} */ i) => i.code === 'sign');
  assert.equal(sign.answer.note, '只在这台手机上');
  assert.equal(sign.photos.length, 1);
  await context.close();
});

test('a report that comes too late is sent when the manager gives more time', async () => {
  const { id, path } = await plan(site, 'late');
  const { page, context } = await site.browse({ lang: 'en' });
  await begin(page, path);
  await addPhoto(page, 'sign', 4);
  await fillAll(page);
  await go(page, '.');
  let late = true;
  await page.route('**/revisions/**', (route) =>
    late
      ? route.fulfill({
          status: 410,
          contentType: 'application/problem+json',
          body: JSON.stringify({ code: 'visit.gone', detail: 'The time for this visit is over.' }),
        })
      : route.continue(),
  );
  await page.locator('.go .b1').click();
  await page.locator('#tell', { hasText: 'The time for this visit is over' }).waitFor();
  await page.locator('#tell', { hasText: 'stay on this device' }).waitFor();
  assert.equal((await site.api('GET', `/visits/${id}`)).revision, 0);

  late = false;
  await review(site, id, { action: 'extend', until: dayFrom(12) });
  await page.goto(path); // the same link
  await says(page, 'submitted');
  assert.equal((await site.api('GET', `/visits/${id}`)).revision, 1);
  await context.close();
});

test('the page of a captive network is no acknowledgement of a photo', async () => {
  const { path } = await plan(site, 'captive');
  const { page, context } = await site.browse({ lang: 'zh' });
  await begin(page, path);
  await page.route('**/photos/**', (route) =>
    route.fulfill({ status: 200, contentType: 'text/html', body: '<h1>Wi-Fi</h1>' }),
  );
  await page.locator('#i-sign .file').setInputFiles(photo(5));
  await page.locator('#i-sign .wait').waitFor();
  await page.locator('#state', { hasText: '草稿已保存' }).waitFor();
  await page.reload();
  await page.locator('#i-sign .wait').waitFor();
  await page.unroute('**/photos/**');
  await page.evaluate(() => dispatchEvent(new Event('online')));
  await page.locator('#i-sign .shots img').waitFor();
  await context.close();
});
