// How long people wait: for the page, for a report, for fifty of them; and whether the tab answers meanwhile.
import assert from 'node:assert/strict';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fixture, folder, launch, open } from './harness.mjs';

let browser;
before(async () => { browser = await launch(); });
after(() => browser?.close());

/** The best of some runs: other programs on the machine make some of them slow. */
async function best(runs, wanted, run) {
  let last;
  for (let n = 0; n < runs; n += 1) {
    const next = await run();
    if (!last || next.ms < last.ms) last = next;
    if (last.ms <= wanted) break;
  }
  return last;
}

const done = (page) => page.waitForFunction(() => window.doneAt > 0, null, { timeout: 120_000, polling: 20 });

/** Drops files and measures inside of the page: until nothing is busy, and the longest that the tab did not answer. */
async function measure(page, count) {
  await page.evaluate((n) => {
    window.doneAt = 0;
    window.longest = 0;
    const finished = () => Number(document.querySelector('.status').dataset.finished);
    const before = finished();
    const old = document.querySelector('.drawn .report');
    const from = performance.now();
    let last = from;
    const timer = setInterval(() => {
      const now = performance.now();
      window.longest = Math.max(window.longest, now - last - 5);
      last = now;
      const report = document.querySelector('.drawn .report');
      const shown = n === 1 ? report && report !== old : document.querySelector('#overview');
      if (finished() > before && shown) {
        window.doneAt = now - from;
        clearInterval(timer);
      }
    }, 5);
    const data = new DataTransfer();
    for (let at = 0; at < n; at += 1) data.items.add(new File([window.report], `r${at}.docx`));
    document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
  }, count);
  await done(page);
  return page.evaluate(() => ({ ms: window.doneAt, longest: window.longest }));
}

async function ready(t) {
  const here = folder(t);
  cpSync(fixture('reports/wrong.docx'), join(here, 'wrong.docx'));
  const page = await open(browser);
  await page.setInputFiles('#files', [join(here, 'wrong.docx')]);
  await page.waitForSelector('.todo');
  await page.evaluate(async () => {
    const input = document.createElement('input');
    input.type = 'file';
    input.id = 'given';
    document.body.append(input);
  });
  await page.setInputFiles('#given', [join(here, 'wrong.docx')]);
  await page.evaluate(async () => { window.report = await document.getElementById('given').files[0].arrayBuffer(); });
  return page;
}

test('the page starts', { timeout: 120_000 }, async (t) => {
  const start = await best(4, 300, async () => {
    const page = await open(browser);
    await page.waitForFunction(() => window.goujiStartMs > 0);
    const ms = await page.evaluate('goujiStartMs');
    await page.context().close();
    return { ms };
  });
  t.diagnostic(`the engine starts in ${Math.round(start.ms)} ms`);
  assert.ok(start.ms < 1500, `${start.ms} ms`);
});

test('a report', { timeout: 120_000 }, async (t) => {
  const page = await ready(t);
  const one = await best(6, 100, () => measure(page, 1));
  t.diagnostic(`a .docx is checked and drawn in ${Math.round(one.ms)} ms`);
  assert.ok(one.ms < 400, `${one.ms} ms`);
  await page.context().close();
});

test('fifty reports at once, and the tab answers', { timeout: 240_000 }, async (t) => {
  const page = await ready(t);
  let answers = { longest: Infinity };
  let fastest = { ms: Infinity };
  for (let n = 0; n < 4 && (fastest.ms > 10_000 || answers.longest > 100); n += 1) {
    const run = await measure(page, 50);
    if (run.ms < fastest.ms) fastest = run;
    if (run.longest < answers.longest) answers = run;
  }
  t.diagnostic(`50 .docx in ${Math.round(fastest.ms)} ms, at most ${Math.round(answers.longest)} ms without an answer`);
  assert.ok(fastest.ms < 10_000, `${fastest.ms} ms`);
  assert.ok(answers.longest < 100, `${answers.longest} ms`);
  assert.deepEqual(page.wrong, []);
  await page.context().close();
});
