// What the tests share: the browser, the page from disk, the program to compare with.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

export const root = fileURLToPath(new URL('../../', import.meta.url));
export const single = new URL('../dist/gouji.html', import.meta.url).href;
export const app = fileURLToPath(new URL('../dist/app/', import.meta.url));
export const GOUJI = process.env.GOUJI ?? join(root, 'target/debug/gouji');
const shots = process.env.GOUJI_SHOTS;

const program = process.env.GOUJI_CHROMIUM ?? '/usr/bin/chromium';

export const launch = () => chromium.launch({ executablePath: program, args: ['--no-sandbox'] });

/** A folder that is gone after the tests. */
export function folder(t) {
  const path = mkdtempSync(join(tmpdir(), 'gouji-web-'));
  t.after(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

/** What the program writes, run in a folder; findings are no failure. */
export function gouji(cwd, ...args) {
  const env = { ...process.env, GOUJI_CACHE_DIR: join(cwd, '.cache'), NO_COLOR: '1' };
  try {
    return execFileSync(GOUJI, args, { cwd, env, maxBuffer: 1 << 28, stdio: ['ignore', 'pipe', 'pipe'] });
  } catch (error) {
    if (typeof error.status === 'number' && error.status < 100) return error.stdout;
    throw error;
  }
}

/** The page in a tab of its own; keeps what it asks of the network, and what goes wrong. */
export async function open(browser, { url = single, ...options } = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, acceptDownloads: true, ...options });
  const page = await context.newPage();
  page.asked = [];
  page.wrong = [];
  page.on('request', (request) => page.asked.push(request.url()));
  page.on('pageerror', (error) => page.wrong.push(String(error)));
  page.on('console', (message) => { if (message.type() === 'error') page.wrong.push(message.text()); });
  page.on('dialog', (dialog) => { page.wrong.push(`dialog ${dialog.message()}`); void dialog.dismiss(); });
  page.setDefaultTimeout(60_000);
  await page.goto(url);
  await page.waitForSelector('h1');
  return page;
}

/** Waits until everything is done. */
export async function idle(page) {
  await page.waitForFunction(() => !document.querySelector('.status[data-busy]') && !document.querySelector('.wait'), null, { timeout: 120_000 });
}

/** Hands something to the page, and waits until it is worked through and drawn. */
export async function hand(page, act) {
  const before = await page.evaluate(() => Number(document.querySelector('.status').dataset.finished));
  await act();
  await page.waitForFunction((n) => Number(document.querySelector('.status').dataset.finished) > n, before, { timeout: 180_000 });
  await idle(page);
  await page.waitForFunction(() => {
    const view = document.querySelector('#overview, .one, .welcome');
    return view && !(view.querySelector('.actions') && view.matches('.one') && !view.querySelector('.drawn .report'));
  });
}

export const give = (page, files) => hand(page, () => page.setInputFiles('#files', files));
export const giveFolder = (page, path) => hand(page, () => page.setInputFiles('#folder', path));

/** The bytes and the name of what a click saves. */
export async function saved(page, click) {
  const [download] = await Promise.all([page.waitForEvent('download'), click()]);
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

/** Clicks an entry of the menu behind the buttons. */
export async function menu(page, text) {
  await page.evaluate(() => { document.querySelector('.menu').open = true; });
  await page.click(`.menu >> text=${text}`);
}

/** Keeps a picture where somebody wants to look at it. */
export async function shot(page, name, options = {}) {
  if (!shots) return;
  mkdirSync(shots, { recursive: true });
  await page.screenshot({ path: join(shots, `${name}.png`), fullPage: true, ...options });
}

/** Copies files into a folder. */
export function copy(paths, into) {
  mkdirSync(into, { recursive: true });
  for (const path of paths) cpSync(path, join(into, path.split('/').at(-1)));
}

export const fixture = (name) => join(root, 'tests/fixtures', name);
export const sample = (name) => join(root, 'tests/samples', name);
