// Starts the real program on a fresh SQLite database and a real browser against it. Every test file opens its own site.
//
//   const site = await openSite({ demo: true });   // the demo organisation, or an empty one with an administrator
//   const { page } = await site.browse({ width: 390, lang: 'zh' });
//
// TOUCHSTONE_CHROMIUM names the browser (scripts/ensure-chromium finds one), TOUCHSTONE_BINARY the program
// (default bin/touchstone). Whatever is opened is closed by site.close().
import { execFileSync, spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { chromium } from 'playwright-core';

const root = resolve(import.meta.dirname, '../..');
const binary = process.env.TOUCHSTONE_BINARY ?? join(root, 'bin/touchstone');
const browserPath =
  process.env.TOUCHSTONE_CHROMIUM ?? execFileSync(join(root, 'scripts/ensure-chromium')).toString().trim();
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const browserArguments = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

/** A free port of this machine. */
async function freePort() {
  const probe = createServer();
  await new Promise((done) => probe.listen(0, '127.0.0.1', () => done(undefined)));
  const address = probe.address();
  await new Promise((done) => probe.close(done));
  if (!address || typeof address === 'string') throw new Error('no port');
  return address.port;
}

/** @param {string[]} words @param {string} folder */
function run(words, folder) {
  const env = { ...process.env, TOUCHSTONE_LOG_LEVEL: 'error' };
  return execFileSync(binary, [...words, ...database(folder)], { env, cwd: folder }).toString();
}

/** @param {string} folder */
const database = (folder) => ['--database-url', `sqlite://${folder}/touchstone.db`, '--data-dir', folder];

/** The demo organisation takes its time to make: one is made per build of the program, and copied. */
function demoInto(/** @type {string} */ folder) {
  const kept = join(tmpdir(), `touchstone-demo-${statSync(binary).mtimeMs}-${process.getuid?.() ?? 0}`);
  if (!existsSync(kept)) {
    const made = mkdtempSync(`${kept}-`);
    run(['demo', '--credentials', join(made, 'credentials.txt')], made);
    if (existsSync(kept)) rmSync(made, { recursive: true });
    else renameSync(made, kept);
  }
  cpSync(kept, folder, { recursive: true });
  return readCredentials(readFileSync(join(folder, 'credentials.txt'), 'utf8'));
}

/** Lines of "word  value  …": people are { role: [email, password] }, links are under their word. */
function readCredentials(/** @type {string} */ text) {
  /** @type {Record<string, string[]>} */
  const found = {};
  for (const line of text.split('\n')) {
    const [word, ...rest] = line.trim().split(/\s{2,}/);
    if (word && rest.length) found[word] = rest;
  }
  return found;
}

/** An organisation with one client and one administrator. */
function emptyInto(/** @type {string} */ folder) {
  const said = run(
    [
      'user',
      'create',
      '--email',
      'admin@example.com',
      '--name',
      'Admin',
      '--role',
      'administrator',
      '--org',
      'test',
      '--new-org',
      'Test',
    ],
    folder,
  );
  const password = /[a-z2-9]{4}(?:-[a-z2-9]{4}){3,}/.exec(said)?.[0];
  if (!password) throw new Error(`no password in: ${said}`);
  return { administrator: ['admin@example.com', password] };
}

/** One running program with its data. */
class Site {
  /** @type {import('node:child_process').ChildProcess | undefined} */
  #process;
  /** @type {import('playwright-core').Browser | undefined} */
  #browser;
  #cookie = '';

  /** @param {string} folder @param {number} port @param {Record<string, string[]>} credentials */
  constructor(folder, port, credentials) {
    this.folder = folder;
    this.port = port;
    this.credentials = credentials;
    this.url = `http://127.0.0.1:${port}`;
  }

  /** Starts the program, also again after kill, and waits until it is ready. */
  async start() {
    const words = ['serve', '--addr', `127.0.0.1:${this.port}`, '--base-url', this.url, '--log-level', 'error'];
    const started = spawn(binary, [...words, ...database(this.folder)], {
      cwd: this.folder,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    this.#process = started;
    for (;;) {
      if (started.exitCode !== null) throw new Error(`the program ended with ${started.exitCode}`);
      const ready = await fetch(`${this.url}/readyz`).catch(() => undefined);
      if (ready?.ok) return;
      await new Promise((again) => setTimeout(again, 50));
    }
  }

  /** Ends the program at once, as a power cut would. */
  async kill(/** @type {NodeJS.Signals} */ signal = 'SIGKILL') {
    const ending = this.#process;
    if (!ending || ending.exitCode !== null || ending.signalCode !== null) return;
    const gone = new Promise((done) => ending.once('exit', done));
    ending.kill(signal);
    await gone;
  }

  async close() {
    await this.#browser?.close();
    await this.kill('SIGTERM');
    rmSync(this.folder, { recursive: true, force: true });
  }

  /**
   * A page of its own browser profile. The language is the browser's; script: false turns JavaScript off.
   * @param {{ width?: number, height?: number, lang?: string, dark?: boolean, script?: boolean, scale?: number, touch?: boolean }} [o]
   */
  async browse({ width = 390, height = 844, lang = 'zh', dark = false, script = true, scale = 1, touch = false } = {}) {
    this.#browser ??= await chromium.launch({ executablePath: browserPath, args: browserArguments });
    const context = await this.#browser.newContext({
      viewport: { width, height },
      locale: lang === 'zh' ? 'zh-CN' : 'en-GB',
      timezoneId: 'Asia/Shanghai',
      colorScheme: dark ? 'dark' : 'light',
      javaScriptEnabled: script,
      deviceScaleFactor: scale,
      hasTouch: touch,
      baseURL: this.url,
    });
    context.setDefaultTimeout(20_000);
    const page = await context.newPage();
    return { context, page };
  }

  /** Calls the API as the administrator and returns what it answers. */
  async api(/** @type {string} */ method, /** @type {string} */ path, /** @type {unknown} */ body = undefined) {
    if (!this.#cookie) await this.#signIn();
    const headers = {
      cookie: this.#cookie,
      accept: 'application/json',
      ...(body ? { 'content-type': 'application/json' } : {}),
    };
    const answer = await fetch(`${this.url}/api/v1${path}`, {
      method,
      headers,
      body: body ? JSON.stringify(body) : undefined,
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return text ? JSON.parse(text) : undefined;
  }

  async #signIn() {
    const [email = '', password = ''] = this.credentials.administrator ?? [];
    const form = new URLSearchParams({ email, password });
    const answer = await fetch(`${this.url}/login`, { method: 'POST', body: form, redirect: 'manual' });
    this.#cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    if (!this.#cookie) throw new Error(`sign-in answered ${answer.status}`);
  }

  /** Publishes a document as a new survey and returns its id and the code of its link. */
  async publish(/** @type {string} */ code, /** @type {unknown} */ document) {
    const clients = await this.api('GET', '/clients');
    const made = await this.api('POST', '/instruments', {
      client_id: clients.items[0].id,
      code,
      mode: 'anonymous',
      document,
    });
    const published = await this.api('POST', `/instruments/${made.id}/publish`, { draft_rev: made.draft_rev });
    return { id: made.id, code: published.channel.code };
  }

  /** All responses of an instrument, answers included. */
  async responses(/** @type {string} */ instrument) {
    const list = await this.api('GET', `/instruments/${instrument}/responses`);
    return Promise.all(list.items.map((/** @type {{ id: string }} */ r) => this.api('GET', `/responses/${r.id}`)));
  }
}

/** @param {{ demo?: boolean }} [options] */
export async function openSite({ demo = false } = {}) {
  if (!existsSync(binary)) throw new Error(`${binary} is not there; run make build`);
  const folder = mkdtempSync(join(tmpdir(), 'touchstone-site-'));
  mkdirSync(folder, { recursive: true });
  const credentials = demo ? demoInto(folder) : emptyInto(folder);
  const site = new Site(folder, await freePort(), credentials);
  await site.start();
  return site;
}

/** The document with one item of every type that the Go tests use too. */
export const gallery = () => JSON.parse(readFileSync(join(root, 'server/testdata/gallery.json'), 'utf8'));

/**
 * What axe finds wrong on a page, as readable lines; none is the goal. The policy of our pages allows no script of
 * others, so axe is evaluated from outside, not added.
 * @param {import('playwright-core').Page} page
 */
export async function axeFindings(page) {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    // @ts-expect-error axe has just been put there
    const { violations } = await window.axe.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    });
    return violations.map(
      (/** @type {{ id: string, help: string, nodes: { html: string }[] }} */ v) =>
        `${v.id}: ${v.help}: ${v.nodes.map((n) => n.html.slice(0, 120)).join(' | ')}`,
    );
  });
}

/** How many pixels the page can be scrolled sideways; 0 is the goal. */
export const sideways = (/** @type {import('playwright-core').Page} */ page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
