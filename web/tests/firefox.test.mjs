// The same page from disk in Firefox, where it is installed.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import puppeteer from 'puppeteer-core';
import { copy, fixture, folder, gouji, sample, single } from './harness.mjs';

const program = process.env.GOUJI_FIREFOX ?? '/usr/bin/firefox-esr';

test('Firefox: the findings are those of the program', { skip: !existsSync(program) && 'no Firefox here', timeout: 180_000 }, async (t) => {
  const here = folder(t);
  const files = [
    fixture('reports/wrong.docx'), fixture('reports/wrong.doc'), fixture('reports/wrong.pdf'), fixture('reports/wrong.html'),
    sample('qinghe-2023.txt'),
  ];
  copy(files, here);
  const browser = await puppeteer.launch({ browser: 'firefox', executablePath: program, headless: true });
  try {
    const page = await browser.newPage();
    const wrong = [];
    page.on('pageerror', (error) => wrong.push(String(error)));
    page.on('console', (message) => { if (message.type() === 'error') wrong.push(message.text()); });
    await page.goto(single);
    const input = await page.$('#files');
    for (const path of files) {
      const name = path.split('/').at(-1);
      await input.uploadFile(join(here, name));
      await page.waitForFunction((n) => {
        const done = !document.querySelector('.status[data-busy]') && document.querySelector('.todo');
        return done && document.querySelector('.one .path')?.textContent === n && document.querySelector('.drawn .note');
      }, { timeout: 60_000 }, name);
      const said = await page.$$eval('.drawn .note .said', (all) => all.map((one) => one.textContent).sort());
      const wanted = JSON.parse(gouji(here, 'check', name, '-f', 'json', '--fail-on', 'never')).reports[0].diagnostics;
      assert.deepEqual(said, wanted.map((d) => d.message).sort(), name);
    }
    assert.deepEqual(wrong, []);
  } finally {
    await browser.close();
  }
});
