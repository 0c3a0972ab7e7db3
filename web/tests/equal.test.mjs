// What the page finds and writes is what the program finds and writes.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { cells } from './workbook.mjs';
import { copy, fixture, folder, give, giveFolder, gouji, launch, menu, open, root, sample, saved } from './harness.mjs';

const files = [
  ...readdirSync(fixture('reports')).map((name) => fixture(`reports/${name}`)),
  ...readdirSync(fixture('pdf')).map((name) => fixture(`pdf/${name}`)),
  ...readdirSync(join(root, 'tests/samples')).filter((name) => /\.(txt|md)$/.test(name)).map(sample),
  fixture('docx/year-not-changed.docx'),
  join(root, 'tests/held-out'),
].filter((path) => /\.[a-z]+$/.test(path));

let browser;
let page;
before(async () => { browser = await launch(); page = await open(browser); });
after(() => browser?.close());

test('findings and marked copies, file by file', { timeout: 300_000 }, async (t) => {
  const here = folder(t);
  copy(files, here);
  for (const file of readdirSync(here)) {
    await give(page, [join(here, file)]);
    const unread = await page.$('.one > .unfit');
    const wanted = gouji(here, 'check', file, '-f', 'json', '--fail-on', 'never');
    if (unread) {
      const { unread: why } = JSON.parse(wanted);
      assert.ok(why?.[0], `${file} is read by the program`);
      assert.ok((await unread.textContent()).includes(why[0].unread), `${file}: ${why[0].unread}`);
      continue;
    }
    if (!(await page.$('.actions'))) continue;
    const json = await saved(page, () => menu(page, '保存 JSON'));
    assert.deepEqual(JSON.parse(json.bytes), JSON.parse(wanted), file);
    assert.equal(json.bytes.toString(), wanted.toString(), file);
    if (!(await page.$('text=下载批注版'))) continue;
    const copied = await saved(page, () => page.click('text=下载批注版'));
    gouji(here, 'annotate', file, '-o', join(here, '.marked'), '--no-config');
    assert.ok(copied.bytes.equals(readFileSync(join(here, '.marked'))), `the marked ${file}`);
    const stem = file.replace(/\.[^.]*$/, '');
    assert.equal(copied.name, `${stem}.marked.${file.endsWith('.doc') ? 'docx' : file.split('.').at(-1)}`);
  }
  assert.deepEqual(page.wrong, []);
});

test('a folder, whose reports are held against each other', { timeout: 120_000 }, async (t) => {
  const here = folder(t);
  copy(files, join(here, 'all'));
  // the same body the year before and after: what was carried over does not fit
  const text = readFileSync(sample('qinghe-2023.txt'), 'utf8');
  writeFileSync(join(here, 'all/before.txt'), text.replaceAll('2023', '2022').replaceAll('2024', '2023'));
  writeFileSync(join(here, 'all/after.txt'), text.replaceAll('2024', '2025').replaceAll('2023', '2024'));
  await giveFolder(page, join(here, 'all'));
  const json = await saved(page, () => page.click('text=保存 JSON'));
  const wanted = gouji(here, 'check', 'all', '-f', 'json', '--fail-on', 'never').toString();
  assert.deepEqual(JSON.parse(json.bytes), JSON.parse(wanted));
  const beside = JSON.parse(wanted).reports.flatMap((r) => r.diagnostics).filter((d) => d.elsewhere);
  assert.ok(beside.length > 0, 'nothing is found beside other reports');
  const html = await saved(page, () => page.click('text=保存为网页'));
  gouji(here, 'check', 'all', '-f', 'html=page.html', '--fail-on', 'never');
  assert.equal(html.bytes.toString(), readFileSync(join(here, 'page.html'), 'utf8'));
  const xlsx = await saved(page, () => page.click('text=下载清单'));
  assert.match(xlsx.name, /\.xlsx$/);
  gouji(here, 'check', 'all', '-f', 'xlsx=list.xlsx', '--fail-on', 'never');
  const list = cells(readFileSync(join(here, 'list.xlsx')));
  assert.ok(Object.keys(list).length > 1000);
  assert.deepEqual(cells(xlsx.bytes), list);
  // what stands on the page is what was saved
  const sums = JSON.parse(wanted).summary;
  const lead = await page.textContent('.lead');
  assert.match(lead, new RegExp(`错误 ${sums.errors}，警告 ${sums.warnings}，提示 ${sums.infos}`));
  assert.deepEqual(page.wrong, []);
});

test('corrections as tracked changes', async (t) => {
  const here = folder(t);
  copy([fixture('reports/wrong.docx')], here);
  await give(page, [join(here, 'wrong.docx')]);
  await menu(page, '可自动修改的写成修订');
  const copied = await saved(page, () => page.click('text=下载批注版'));
  gouji(here, 'annotate', 'wrong.docx', '--fix', '-o', join(here, 'marked.docx'));
  assert.ok(copied.bytes.equals(readFileSync(join(here, 'marked.docx'))));
});

test('in English as the program in English', async (t) => {
  const here = folder(t);
  copy([fixture('reports/wrong.docx')], here);
  const english = await open(browser);
  await give(english, [join(here, 'wrong.docx')]);
  await english.click('text=English');
  await english.waitForSelector('text=What is left to do');
  await english.waitForFunction(() => document.querySelector('.note .said')?.textContent.match(/^[a-zA-Z0-9「]/));
  const json = await saved(english, () => menu(english, 'Save as JSON'));
  const wanted = gouji(here, 'check', 'wrong.docx', '-f', 'json', '--fail-on', 'never', '--lang', 'en');
  assert.equal(json.bytes.toString(), wanted.toString());
  await english.context().close();
});

test('what was drawn of one file never stands under the name of the next', async (t) => {
  const here = folder(t);
  copy([fixture('reports/wrong.html'), sample('qinghe-2023.txt')], here);
  const slow = await open(browser);
  await give(slow, [join(here, 'wrong.html')]);
  const old = await slow.$$eval('.drawn .note .said', (all) => all.map((one) => one.textContent));
  assert.ok(old.length > 0);
  // the next file is read before the page is drawn anew, and its drawing comes late
  await slow.evaluate(() => {
    const wait = window.setTimeout.bind(window);
    window.setTimeout = (act, ms, ...rest) => wait(act, ms === 30 ? 1500 : ms, ...rest);
    const text = Blob.prototype.text;
    Blob.prototype.text = async function late() {
      await new Promise((go) => { wait(go, 600); });
      return text.call(this);
    };
    window.seen = [];
    const look = () => {
      if (document.querySelector('.one .path')?.textContent === 'qinghe-2023.txt') {
        window.seen.push([...document.querySelectorAll('.drawn .note .said')].map((one) => one.textContent).join('|'));
      }
      requestAnimationFrame(look);
    };
    look();
  });
  await give(slow, [join(here, 'qinghe-2023.txt')]);
  const seen = await slow.evaluate(() => window.seen);
  assert.ok(seen.includes(''), 'the page was looked at before the drawing came');
  assert.ok(!seen.includes(old.join('|')));
  assert.deepEqual(slow.wrong, []);
  await slow.context().close();
});
