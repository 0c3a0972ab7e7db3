// The page in a real browser, tied to a mock of WPS: it gets the document, and what it makes is written and opened.
// GOUJI_CHROMIUM names the browser; without one the tests are skipped, unless GOUJI_NEEDS_CHROMIUM is set. GOUJI_PAGE names
// gouji.html, which is then tried, too.
import assert from "node:assert";
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";

import { build, tied } from "../build.mjs";
import { open, program } from "./chromium.mjs";

const here = (name) => new URL(name, import.meta.url);
const skip = !program && !process.env.GOUJI_NEEDS_CHROMIUM && "no browser";
const PAGE = process.env.GOUJI_PAGE;

/** A page that works as the real one does, with the hash of its own script. */
function standIn(folder) {
  const text = readFileSync(here("page.html"), "utf8");
  const script = /<script>([^]*?)<\/script>/.exec(text)[1];
  const path = join(folder, "page.html");
  writeFileSync(path, text.replace("HASH", `sha256-${createHash("sha256").update(script).digest("base64")}`));
  return path;
}

/** Opens the add-in's page after the mock of WPS, with a document of these bytes, and lets `see` look at it. */
async function opened(page, bytes, see) {
  const folder = mkdtempSync(join(tmpdir(), "gouji-wps-"));
  let browser = null;
  try {
    const addin = build(page ?? standIn(folder), folder);
    const file = { path: "D:\\年报\\报告.docx", name: "报告.docx", folder: "D:\\年报", temporary: true };
    const state = { files: { [file.path]: bytes, "D:\\年报\\报告.marked.docx": "another" }, storage: { "gouji.file": JSON.stringify(file) } };
    const script = `${readFileSync(here("mock.cjs"), "utf8")}
      const made = mock(${JSON.stringify(state)});
      window.Application = made.Application;
      window.said = [];
      window.alert = (text) => window.said.push(text);
      window.told = () => ({ opened: made.done.opened, files: [...made.done.fs.all], file: made.done.storage.get("gouji.file"), said: window.said });`;
    const path = join(addin, "gouji.html");
    writeFileSync(path, tied(readFileSync(path, "utf8"), script));
    browser = await open(pathToFileURL(path).href, join(folder, "profile"));
    await browser.until("document.readyState === 'complete' && typeof window.told === 'function'");
    return await see(browser);
  } finally {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** What the mock of WPS was told, once a document was opened. */
async function told(browser) {
  await browser.until("told().opened.length || told().said.length");
  const done = await browser.value("told()");
  assert.deepEqual(done.said, []);
  assert.equal(done.file, "", "the document is taken once");
  const files = new Map(done.files);
  assert.ok(!files.has("D:\\年报\\报告.docx"), "the temporary copy is removed");
  assert.equal(files.get("D:\\年报\\报告.marked.docx"), "another", "nothing is overwritten");
  return { files, opened: done.opened };
}

for (const [name, bytes] of [["in the page", "PK\u0003\u0004\u0080\u00ff\u00a0"], ["beside the page", "PK\u0003\u0004\u0080\u00ff"]]) {
  test(`the document goes in and the marked copy comes out: a link ${name}`, { skip }, async () => {
    const { files, opened: all } = await opened(null, bytes, told);
    assert.equal(files.get("D:\\年报\\报告.marked (2).docx"), [...bytes].reverse().join(""));
    assert.deepEqual(all, ["D:\\年报\\报告.marked (2).docx"]);
  });
}

test("the real page checks the document and hands over its marked copy", { skip: skip || (!PAGE && "no gouji.html") }, async () => {
  const bytes = readFileSync(here("../../../tests/fixtures/reports/wrong.docx"), "latin1");
  await opened(PAGE, bytes, async (browser) => {
    await browser.until("document.body.innerText.includes('没有报告政府信息公开信息处理费的收取情况')");
    const button = "[...document.querySelectorAll('button, a')].find((b) => b.textContent.includes('批注'))";
    await browser.until(`Boolean(${button})`);
    await browser.value(`${button}.click()`);
    const { files, opened: all } = await told(browser);
    assert.equal(all.length, 1);
    assert.ok(files.get(all[0]).startsWith("PK\u0003\u0004"));
    assert.ok(files.get(all[0]).includes("word/comments.xml"));
  });
});
