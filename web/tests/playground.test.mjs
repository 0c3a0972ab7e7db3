// The page for those who write packs says what `gouji pack check` and `gouji pack test` say.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { spawnSync } from 'node:child_process';
import { GOUJI, folder, gouji, launch, open, root, saved } from './harness.mjs';

let browser;
before(async () => { browser = await launch(); });
after(() => browser?.close());

async function playground(options) {
  const page = await open(browser, options);
  await page.click('text=写规则');
  await page.waitForSelector('.outcome');
  return page;
}

/** Puts a text in the place of all that the editor holds, as if it had been pasted. */
async function write(page, text) {
  const before = await page.evaluate(() => document.querySelector('.outcome')?.dataset.round);
  await page.focus('.cm-content');
  await page.keyboard.press('Control+A');
  await page.keyboard.press('Delete');
  await page.keyboard.insertText(text);
  await page.waitForFunction((old) => document.querySelector('.outcome')?.dataset.round !== old, before);
  await page.waitForTimeout(700);
}

test('a pack to begin with has no faults, and its cases pass', async () => {
  const page = await playground();
  assert.match(await page.textContent('.outcome'), /写法没有问题/);
  assert.match(await page.textContent('.outcome'), /2 个例子，通过 2 个/);
  await page.waitForSelector('.playground .drawn .report');
  assert.deepEqual(page.wrong, []);
  await page.context().close();
});

test('faults stand where the program says they are, and cases end as it says', async (t) => {
  const here = folder(t);
  const page = await playground();
  const good = readFileSync(join(root, 'rules/gov-disclosure/hebei.toml'), 'utf8').replace('id = "hebei"', 'id = "my-hebei"').replaceAll('hebei-', 'my-');
  const texts = [
    good.replace('severity = "warning"', 'severity = "grave"').replace('[[rule]]\n', '[[rule]]\ncolour = "red"\n'),
    good.replace('expect = "fail"', 'expect = "pass"'),
    good.replace('check = "matches(at', 'check = "matchs(at'),
    good.replace('[pack]', '[pack'),
  ];
  for (const text of texts) {
    writeFileSync(join(here, '我的规则包.toml'), text);
    await write(page, text);
    const wanted = gouji(here, 'pack', 'test', '我的规则包.toml', '-f', 'json').toString();
    const cases = wanted.trim() ? JSON.parse(wanted).cases : [];
    const results = await page.$$eval('[aria-labelledby=pack-cases] li', (all) => all.map((li) => [li.querySelector('.line').textContent, li.querySelector('b').textContent]));
    const names = { passed: '通过', failed: '没有通过', todo: '待办', 'todo-passes': '待办，其实已通过' };
    assert.deepEqual(results, cases.map((c) => [`第 ${c.line} 行`, names[c.result]]));
    const problems = await page.$$eval('[aria-labelledby=pack-problems] li', (all) => all.map((li) => li.querySelector('.line').textContent));
    const said = check(here);
    assert.deepEqual(problems.map((p) => Number(/\d+/.exec(p)[0])), said);
    const marked = await page.$$eval('.cm-lintRange-error, .cm-lintPoint-error', (all) => all.length);
    if (said.length) assert.ok(marked > 0, 'nothing is marked in the editor');
  }
  assert.deepEqual(page.wrong, []);
  await page.context().close();
});

/** The lines at which the program finds faults. */
function check(here) {
  const env = { ...process.env, NO_COLOR: '1' };
  const { stderr } = spawnSync(GOUJI, ['pack', 'check', '我的规则包.toml'], { cwd: here, env });
  return [...String(stderr).matchAll(/我的规则包\.toml:(\d+):\d+/g)].map((m) => Number(m[1]));
}

test('findings change as one types', async () => {
  const page = await playground();
  await page.waitForSelector('.playground .drawn .report');
  const rule = `[pack]
id = "mine"
name = "mine"
extends = "national"

[[rule]]
id = "mine-hotline"
title = "写明热线"
severity = "error"
in = ["其他事项"]
require = ['没有人写过的一句话']
message = "这里要写一句话"
help = "写"
why = "写"
source = "写"

[[rule.case]]
note = "没有写"
fail = "2023年未收取信息处理费。"
`;
  await write(page, rule);
  await page.waitForFunction(() => document.querySelector('.playground .drawn')?.textContent.includes('这里要写一句话'));
  await page.context().close();
});

test('keys are completed from the schema', async () => {
  const page = await playground();
  await write(page, '[pack]\nid = "x"\n\n[[rule]]\n');
  await page.keyboard.type('seve');
  await page.waitForSelector('.cm-tooltip-autocomplete');
  assert.match(await page.textContent('.cm-tooltip-autocomplete'), /severity/);
  await page.waitForTimeout(150);
  await page.keyboard.press('Enter');
  await page.keyboard.type('"');
  await page.keyboard.type('wa');
  await page.waitForSelector('.cm-tooltip-autocomplete >> text=warning');
  await page.context().close();
});

test('a link carries pack and report, a pack can be saved, those that come along can be copied', async (t) => {
  const page = await playground();
  const text = '# 一个规则包\n[pack]\nid = "linked"\nname = "linked"\nextends = "national"\n';
  await write(page, text);
  await page.click('text=改报告');
  await page.fill('.text-of', '不是报告');
  await page.click('text=复制链接');
  await page.waitForFunction(() => location.hash.startsWith('#pack='));
  const url = page.url();
  const other = await open(browser, { url });
  await other.waitForSelector('.outcome');
  assert.match(await other.textContent('.cm-content'), /linked/);
  await other.click('text=改报告');
  assert.equal(await other.inputValue('.text-of'), '不是报告');
  const file = await saved(other, () => other.click('text=下载规则包'));
  assert.equal(file.bytes.toString(), text);
  await other.selectOption('.tools select', 'rules/gov-disclosure/hebei.toml');
  assert.match(await other.textContent('.cm-content'), /河北省/);
  await other.click('text=照这个写一份');
  await other.waitForFunction(() => document.querySelector('.outcome')?.textContent.includes('例子'));
  const broken = await open(browser, { url: `${url.slice(0, -30)}` });
  await broken.waitForSelector('.outcome');
  assert.deepEqual([...page.wrong, ...other.wrong, ...broken.wrong], []);
  for (const one of [page, other, broken]) await one.context().close();
  t.diagnostic(`a link of ${url.length} characters`);
});
