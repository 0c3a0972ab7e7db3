// Files that nobody should hand over: each is answered in the page, and the tab stays alive.
import assert from 'node:assert/strict';
import { crc32, deflateRawSync } from 'node:zlib';
import { closeSync, openSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fixture, folder, give, giveFolder, idle, launch, open, sample, shot } from './harness.mjs';

let browser;
before(async () => { browser = await launch(); });
after(() => browser?.close());

/** A package with one entry of blanks that unpacks to very many bytes. */
function bomb(name, size) {
  const raw = Buffer.alloc(size, 0x20);
  const packed = deflateRawSync(raw, { level: 9 });
  const sum = crc32(raw);
  const local = Buffer.alloc(30);
  const head = [[0, 0x04034b50], [18, packed.length], [22, size], [14, sum]];
  for (const [at, value] of head) local.writeUInt32LE(value, at);
  local.writeUInt16LE(20, 4);
  local.writeUInt16LE(8, 8);
  local.writeUInt16LE(name.length, 26);
  const central = Buffer.alloc(46);
  for (const [at, value] of [[0, 0x02014b50], [16, sum], [20, packed.length], [24, size]]) central.writeUInt32LE(value, at);
  central.writeUInt16LE(20, 6);
  central.writeUInt16LE(8, 10);
  central.writeUInt16LE(name.length, 28);
  const body = Buffer.concat([local, Buffer.from(name), packed]);
  const list = Buffer.concat([central, Buffer.from(name)]);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(body.length, 16);
  return Buffer.concat([body, list, end]);
}

/** Notes the longest time in which the tab did not answer, in milliseconds. */
async function watch(page) {
  await page.evaluate(() => {
    window.longest = 0;
    let last = performance.now();
    setInterval(() => {
      const now = performance.now();
      window.longest = Math.max(window.longest, now - last - 10);
      last = now;
    }, 10);
  });
}

/** Far more than a person notices, so that other programs on the machine do not matter; speed.test.mjs measures. */
async function alive(page) {
  const longest = await page.evaluate('longest');
  assert.ok(longest < 2000, `the tab stood still for ${longest} ms`);
}

test('each says why it is not read', { timeout: 120_000 }, async (t) => {
  const here = folder(t);
  const path = (name) => join(here, name);
  closeSync(openSync(path('200MB.docx'), 'w'));
  truncateSync(path('200MB.docx'), 200 << 20);
  writeFileSync(path('bomb.docx'), bomb('word/document.xml', 300 << 20));
  writeFileSync(path('cut.docx'), readFileSync(fixture('reports/wrong.docx')).subarray(0, 9000));
  writeFileSync(path('empty.docx'), '');
  writeFileSync(path('picture.pdf'), readFileSync(fixture('pdf/scan.pdf')));
  writeFileSync(path('locked.pdf'), readFileSync(fixture('pdf/locked.pdf')));
  writeFileSync(path('noise.doc'), Buffer.from(Array.from({ length: 50_000 }, (_, n) => (n * 7919) % 251)));
  const page = await open(browser);
  await watch(page);
  const said = {
    '200MB.docx': /200|太大|过大|上限/, 'bomb.docx': /展开|解压|MB/, 'cut.docx': /损坏|不完整/, 'picture.pdf': /扫描|图片/, 'locked.pdf': /密码/,
    'noise.doc': /./, 'empty.docx': /./,
  };
  await give(page, Object.keys(said).map(path));
  const rows = await page.$$eval('.reports tbody tr', (all) => all.map((row) => row.textContent));
  for (const [name, words] of Object.entries(said)) {
    const row = rows.find((r) => r.includes(name));
    assert.ok(row, `${name} has a row`);
    assert.match(row, words, name);
    assert.match(row, /无法读取|不是报告/, name);
  }
  await shot(page, 'bad');
  for (const [name, words] of Object.entries(said)) {
    await give(page, [path(name)]);
    assert.match(await page.textContent('.one'), words, name);
  }
  await alive(page);
  // and the next report is checked as if nothing had been
  await give(page, [fixture('reports/wrong.docx')]);
  assert.equal(await page.textContent('.verdict'), '有 3 处错误要改');
  assert.deepEqual(page.wrong, []);
  await page.context().close();
});

test('500 files, with progress, and an end to it when somebody wants', { timeout: 240_000 }, async (t) => {
  const here = folder(t);
  const text = readFileSync(sample('website-yunhu-2023.txt'), 'utf8');
  for (let n = 0; n < 500; n += 1) writeFileSync(join(here, `r${n}.txt`), `${text}\n${n}\n`);
  writeFileSync(join(here, 'logo.png'), 'x');
  const page = await open(browser);
  await watch(page);
  await page.setInputFiles('#folder', here);
  await page.waitForSelector('.progress');
  await page.waitForFunction(() => Number(document.querySelector('progress')?.value) > 20);
  await page.click('.progress button');
  await idle(page);
  assert.match(await page.textContent('.legend'), /无法读取/);
  assert.match(await page.textContent('.reports'), /没有检查：已停止/);
  await giveFolder(page, here);
  assert.match(await page.textContent('.lead'), /500 份报告/);
  assert.match(await page.textContent('.run'), /跳过 1 个/);
  assert.equal((await page.$$('.reports tbody tr')).length, 60);
  await alive(page);
  assert.deepEqual(page.wrong, []);
  await page.context().close();
});

test('an engine that breaks or hangs takes one file with it, not the page', async () => {
  const page = await open(browser);
  await give(page, [sample('qinghe-2023.txt')]);
  // the next worker dies on its first file
  await page.evaluate(() => {
    const post = Worker.prototype.postMessage;
    Worker.prototype.postMessage = function once(message, ...rest) {
      if (message.job?.kind === 'check') {
        Worker.prototype.postMessage = post;
        return post.call(this, { ...message, job: { ...message.job, name: {} } }, ...rest);
      }
      return post.call(this, message, ...rest);
    };
  });
  await give(page, [fixture('reports/wrong.docx')]);
  assert.match(await page.textContent('.one'), /程序出错/);
  await give(page, [fixture('reports/wrong.docx')]);
  assert.equal(await page.textContent('.verdict'), '有 3 处错误要改');
  await page.context().close();
});

test('what a large file took is given back', { timeout: 180_000 }, async (t) => {
  const here = folder(t);
  const text = readFileSync(sample('qinghe-2023.txt'), 'utf8');
  writeFileSync(join(here, 'large.txt'), text + `${'今天天气很好，我们去公园散步。'.repeat(40)}\n`.repeat(12_000));
  const page = await open(browser);
  const workers = () => page.asked.filter((url) => url.startsWith('blob:')).length;
  await give(page, [sample('qinghe-2023.txt')]);
  assert.equal(workers(), 1);
  await give(page, [join(here, 'large.txt')]);
  await page.waitForTimeout(300);
  // another worker has taken the place of the one that had grown
  assert.equal(workers(), 2);
  await give(page, [fixture('reports/wrong.docx')]);
  assert.equal(await page.textContent('.verdict'), '有 3 处错误要改');
  assert.deepEqual(page.wrong, []);
  await page.context().close();
});
