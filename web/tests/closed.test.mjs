// Nothing leaves the machine, and no text of a report becomes markup.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { app, fixture, folder, give, idle, launch, open, sample, single } from './harness.mjs';

let browser;
before(async () => { browser = await launch(); });
after(() => browser?.close());

test('from disk, no request is made but for the file itself', async () => {
  const page = await open(browser);
  await give(page, [fixture('reports/wrong.docx'), sample('qinghe-2023.txt')]);
  await page.click('text=写规则');
  await page.waitForSelector('.outcome');
  const [own, ...others] = page.asked;
  assert.equal(own, single);
  assert.deepEqual(others.filter((url) => !url.startsWith('blob:null/')), []);
  assert.deepEqual(page.wrong, []);
  await page.context().close();
});

test('whatever tries to connect is refused', async () => {
  let heard = 0;
  const server = createServer((_, response) => { heard += 1; response.end('x'); });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  const at = `127.0.0.1:${server.address().port}`;
  const page = await open(browser);
  const blocked = await page.evaluate(async (there) => {
    const seen = [];
    document.addEventListener('securitypolicyviolation', (event) => seen.push(event.effectiveDirective));
    const tries = [
      () => fetch(`http://${there}/`),
      () => new Promise((done) => { const x = new XMLHttpRequest(); x.onloadend = done; x.open('GET', `http://${there}/x`); x.send(); }),
      () => navigator.sendBeacon(`http://${there}/b`, 'x'),
      () => new WebSocket(`ws://${there}/`),
      () => new EventSource(`http://${there}/e`),
      () => new Promise((done) => { const i = new Image(); i.onload = i.onerror = done; i.src = `http://${there}/i`; }),
      () => { const f = document.createElement('iframe'); f.src = `http://${there}/f`; document.body.append(f); },
      () => { const l = document.createElement('link'); l.rel = 'stylesheet'; l.href = `http://${there}/s`; document.head.append(l); },
      () => { const f = document.createElement('form'); f.action = `http://${there}/p`; f.method = 'post'; document.body.append(f); f.submit(); },
      () => { document.body.insertAdjacentHTML('beforeend', '<img src=x onerror="window.hurt = 1">'); },
      () => { const s = document.createElement('script'); s.append('window.hurt = 1'); document.body.append(s); },
      () => { const e = globalThis.eval; e('window.hurt = 1'); },
    ];
    for (const one of tries) {
      try { await Promise.race([one(), new Promise((done) => { setTimeout(done, 300); })]); } catch { /* refused */ }
    }
    await new Promise((done) => { setTimeout(done, 500); });
    return { seen, hurt: window.hurt };
  }, at);
  assert.equal(blocked.hurt, undefined);
  assert.ok(blocked.seen.includes('connect-src'), String(blocked.seen));
  assert.equal(heard, 0);
  server.close();
  await page.context().close();
});

/** Texts that would be markup or script in a page that does not look out. */
const HOSTILE = [
  '<script>window.hurt=1</script>', '<img src=x onerror=window.hurt=1>', '"><svg onload=window.hurt=1>', "'><b id=hurt>",
  '</script><script>window.hurt=1</script>', '<a href="javascript:window.hurt=1">x</a>', '<!--', ']]>', '&lt;b id=hurt&gt;',
  '\u202e<b id=hurt>', '<style>*{display:none}</style>', '<iframe srcdoc="<script>parent.hurt=1</script>">', '${window.hurt=1}',
];

test('hostile reports stay text', async (t) => {
  const here = folder(t);
  const report = readFileSync(sample('qinghe-2023.txt'), 'utf8');
  const lines = report.split('\n');
  const files = HOSTILE.map((evil, at) => {
    // in the title, in prose, in a heading, in cells, and in the name
    const text = lines.map((line, n) => (n % 3 === at % 3 && line.trim() ? `${line}${evil}` : line)).join('\n');
    const name = join(here, `${at}${evil.replaceAll(/[/\0]/g, '_')}.txt`);
    writeFileSync(name, text.replaceAll('青禾县', `青禾${at % 2 ? evil : ''}县`));
    return name;
  });
  const page = await open(browser);
  await give(page, files);
  for (let number = 0; number <= files.length; number += 1) {
    const state = await page.evaluate(() => ({
      hurt: window.hurt,
      ids: document.querySelectorAll('#hurt').length,
      strange: document.querySelectorAll('#app :is(iframe, img, object, embed, style, link, base, meta, form)').length,
      scripts: [...document.querySelectorAll('#app script')].filter((s) => s.type !== 'application/json').length,
      handlers: [...document.querySelectorAll('#app *')].filter((e) => e.getAttributeNames().some((n) => n.startsWith('on'))).length,
      links: [...document.querySelectorAll('#app a')].filter((a) => !a.getAttribute('href').startsWith('#')).length,
    }));
    assert.deepEqual(state, { hurt: undefined, ids: 0, strange: 0, scripts: 0, handlers: 0, links: 0 });
    if (number === files.length) break;
    if (number > 0) await page.click('.stepping >> text=回到概览');
    await page.locator('.reports tbody a').nth(number).click();
    await page.waitForSelector('.drawn .report, .one > .unfit');
  }
  // the text is there as it was written
  const text = await page.evaluate(() => document.querySelector('.drawn')?.textContent ?? '');
  assert.ok(text.length > 500);
  assert.deepEqual(page.wrong, []);
  await page.context().close();
});

test('hostile packs in links stay text', async () => {
  const page = await open(browser);
  await page.click('text=写规则');
  await page.waitForSelector('.outcome');
  const evil = HOSTILE.filter((text) => !/['"$\\{]/.test(text)).join(' ');
  const pack = `[pack]\nid = "evil"\nname = '${evil}'\nextends = "national"\n\n[[rule]]\nid = "evil-a"\ntitle = '${evil}'\nfault = '${evil}'\n`
    + `severity = "error"\nin = ["其他事项"]\nrequire = ['没有人写过']\nmessage = '${evil}'\nhelp = '${evil}'\nwhy = '${evil}'\nsource = '${evil}'\n\n`
    + `[[rule.case]]\nnote = '${evil}'\nfail = "无。"\n`;
  await page.focus('.cm-content');
  await page.keyboard.press('Control+A');
  await page.keyboard.press('Delete');
  await page.keyboard.insertText(pack);
  await page.waitForFunction(() => document.querySelector('.playground .drawn')?.textContent.includes('<img src=x onerror'));
  assert.equal(await page.evaluate(() => window.hurt), undefined);
  assert.equal(await page.evaluate(() => document.querySelectorAll('#app :is(#hurt, iframe, img, script:not([type="application/json"]))').length), 0);
  assert.deepEqual(page.wrong, []);
  await page.context().close();
});

test('what is drawn is looked through before it becomes a part of the page', async () => {
  const page = await open(browser);
  await give(page, [sample('qinghe-2023.txt')]);
  // the browser itself refuses text as markup that did not go through there
  const refused = await page.evaluate(() => {
    try { document.querySelector('.drawn').innerHTML = '<b>x</b>'; return false; } catch { return true; }
  });
  assert.equal(refused, true);
  await page.context().close();
});

test('from a server it can be kept, and opens without a connection', { timeout: 90_000 }, async () => {
  const types = { html: 'text/html', js: 'text/javascript', svg: 'image/svg+xml', webmanifest: 'application/manifest+json' };
  const server = createServer((request, response) => {
    const path = request.url.split('?')[0].replace(/\/$/, '/index.html').slice(1);
    try {
      const bytes = readFileSync(join(app, path));
      response.setHeader('content-type', types[path.split('.').at(-1)] ?? 'text/plain');
      response.end(bytes);
    } catch {
      response.statusCode = 404;
      response.end();
    }
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  const url = `http://127.0.0.1:${server.address().port}/`;
  const page = await open(browser, { url });
  await page.evaluate(() => Promise.race([navigator.serviceWorker.ready, new Promise((_, no) => { setTimeout(no, 20_000, new Error('no service worker')); })]).then(() => true));
  await give(page, [fixture('reports/wrong.docx')]);
  assert.equal(await page.textContent('.verdict'), '有 3 处错误要改');
  const others = page.asked.filter((u) => !u.startsWith(url) && !u.startsWith('blob:'));
  assert.deepEqual(others, []);
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
  await page.reload();
  await give(page, [fixture('reports/wrong.docx')]);
  assert.equal(await page.textContent('.verdict'), '有 3 处错误要改');
  assert.deepEqual(page.wrong, []);
  await page.context().close();
});
