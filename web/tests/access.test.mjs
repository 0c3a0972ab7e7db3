// Everybody can use it: axe finds nothing serious, the keyboard reaches everything, and small screens have room.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import { fixture, give, launch, open, sample, shot } from './harness.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
let browser;
before(async () => { browser = await launch(); });
after(() => browser?.close());

/** What axe calls serious or critical. Its script is run by the driver, which the rules of the page do not bind. */
async function serious(page) {
  await page.evaluate(axe);
  const found = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }));
  const grave = found.violations.filter((v) => ['serious', 'critical'].includes(v.impact));
  return grave.map((v) => `${v.id}: ${v.nodes.slice(0, 3).map((n) => `${n.html.slice(0, 120)} ${n.failureSummary?.slice(0, 200)}`).join(' | ')}`);
}

const many = [
  fixture('reports/wrong.docx'), fixture('reports/right.docx'), fixture('reports/wrong.pdf'), sample('qinghe-2023.txt'),
  sample('website-baiyang-2023.md'), fixture('pdf/scan.pdf'), fixture('pdf/locked.pdf'),
];

const looks = [
  ['1280', { viewport: { width: 1280, height: 900 } }],
  ['400', { viewport: { width: 400, height: 800 } }],
  ['dark', { viewport: { width: 1280, height: 900 }, colorScheme: 'dark' }],
];

for (const [name, options] of looks) {
  test(`${name}: every view`, { timeout: 180_000 }, async () => {
    const page = await open(browser, options);
    const views = {
      welcome: async () => {},
      private: () => page.click('.private summary'),
      paste: () => page.click('button >> text=粘贴文字'),
      overview: () => give(page, many),
      unread: async () => { await page.locator('.reports tbody tr', { hasText: 'scan.pdf' }).locator('a').click(); await page.waitForSelector('.one > .unfit'); },
      report: () => give(page, [many[0]]),
      clean: () => give(page, [many[1]]),
      playground: async () => {
        await page.click('text=写规则');
        await page.waitForSelector('.outcome');
        await page.waitForSelector('.playground .drawn .report');
      },
      english: async () => { await page.click('text=查报告'); await page.click('text=English'); await give(page, [many[0]]); },
    };
    for (const [view, act] of Object.entries(views)) {
      await act();
      await page.waitForTimeout(100);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      await shot(page, `${name}-${view}`);
      assert.deepEqual(await serious(page), [], `${name} ${view}`);
      assert.ok(wide <= 0, `${name} ${view}: ${wide} pixels too wide`);
    }
    if (name === '1280') {
      await page.emulateMedia({ media: 'print' });
      await shot(page, 'print-report');
      if (process.env.GOUJI_SHOTS) await page.pdf({ path: `${process.env.GOUJI_SHOTS}/report.pdf`, format: 'A4' });
    }
    assert.deepEqual(page.wrong, []);
    await page.context().close();
  });
}

/** What can be used on the page, and what the tab key comes to. */
async function reached(page) {
  await page.evaluate(() => { document.activeElement?.blur(); window.seen = new Set(); });
  for (let n = 0; n < 400; n += 1) {
    await page.keyboard.press('Tab');
    const around = await page.evaluate(() => {
      const at = document.activeElement;
      // behind the last one the browser itself has its turn
      if (!at || at === document.body) return false;
      if (window.seen.has(at)) return true;
      window.seen.add(at);
      return false;
    });
    if (around) break;
  }
  return page.evaluate(() => {
    const usable = [...document.querySelectorAll('button, a[href], input:not([hidden]), select, textarea, summary')];
    const visible = usable.filter((one) => one.checkVisibility({ visibilityProperty: true }) && !one.disabled && !one.closest('.cm-editor'));
    return visible.filter((one) => !window.seen.has(one)).map((one) => one.outerHTML.slice(0, 120));
  });
}

test('the keyboard reaches everything, and does it', { timeout: 120_000 }, async () => {
  const page = await open(browser);
  assert.deepEqual(await reached(page), []);
  // a report without a mouse: the example
  await page.focus('text=先看一个示例');
  await page.keyboard.press('Enter');
  await page.waitForSelector('.todo');
  assert.deepEqual(await reached(page), []);
  // from the list to the place, from note to note
  await page.focus('.list a');
  await page.keyboard.press('Enter');
  const place = await page.evaluate(() => document.activeElement.className);
  assert.match(place, /ref|note/);
  await page.keyboard.press('Enter');
  assert.match(await page.evaluate(() => document.activeElement.className), /note/);
  await page.keyboard.press('n');
  assert.match(await page.evaluate(() => document.activeElement.className), /note/);
  // cells with the arrows
  await page.focus('.text [data-c][tabindex="0"]');
  await page.keyboard.press('ArrowDown');
  assert.equal(await page.evaluate(() => document.activeElement.hasAttribute('data-c')), true);
  assert.equal(await page.isVisible('#card'), true);
  await page.keyboard.press('Escape');
  assert.equal(await page.isVisible('#card'), false);
  await give(page, many);
  assert.deepEqual(await reached(page), []);
  // what goes on is said aloud
  assert.match(await page.textContent('output[aria-live]'), /查完了/);
  await page.context().close();
});

test('pasted text is checked, too', async () => {
  const page = await open(browser);
  await page.click('button >> text=粘贴文字');
  await page.fill('#pasted', readFileSync(sample('qinghe-2023.txt'), 'utf8'));
  await page.click('.paste button.primary');
  await page.waitForSelector('.todo');
  assert.match(await page.textContent('.verdict'), /错误/);
  await page.context().close();
});

test('the message is copied, or can be selected', async () => {
  const page = await open(browser);
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await give(page, [fixture('reports/wrong.docx')]);
  await page.click('text=复制问题文字');
  const text = await page.evaluate(() => document.querySelector('.letter')?.value ?? navigator.clipboard.readText());
  assert.match(text, /「（一）予以公开 · 总计」填的是 18，应为 19/);
  assert.match(text, /青禾县人民政府/);
  await page.context().close();
});
