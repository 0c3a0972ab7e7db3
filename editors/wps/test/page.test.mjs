// The page in a real browser, tied to a mock of WPS: it gets the document, and what it makes is written and opened.
// GOUJI_CHROMIUM names the browser; without one the test is skipped, unless GOUJI_NEEDS_CHROMIUM is set.
import assert from "node:assert";
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";

import { build, tied } from "../build.mjs";

const here = (name) => new URL(name, import.meta.url);
const chromium = process.env.GOUJI_CHROMIUM ?? ["/usr/bin/chromium", "/usr/bin/google-chrome"].find((p) => existsSync(p));
const skip = !chromium && !process.env.GOUJI_NEEDS_CHROMIUM && "no browser";

/** A page that works as the real one does, with the hash of its own script. */
function standIn(folder) {
  const text = readFileSync(here("page.html"), "utf8");
  const script = /<script>([^]*?)<\/script>/.exec(text)[1];
  const path = join(folder, "page.html");
  writeFileSync(path, text.replace("HASH", `sha256-${createHash("sha256").update(script).digest("base64")}`));
  return path;
}

/** What stands in the page after the mock of WPS, with a document of these bytes, has been there for a while. */
function opened(page, bytes, more = "") {
  const folder = mkdtempSync(join(tmpdir(), "gouji-wps-"));
  try {
    const addin = build(page ?? standIn(folder), folder);
    const file = { path: "D:\\年报\\报告.docx", name: "报告.docx", folder: "D:\\年报", temporary: true };
    const state = { files: { [file.path]: bytes, "D:\\年报\\报告.marked.docx": "another" }, storage: { "gouji.file": JSON.stringify(file) } };
    const script = `${readFileSync(here("mock.cjs"), "utf8")}
      const made = mock(${JSON.stringify(state)});
      window.Application = made.Application;
      window.alert = (text) => { throw new Error(text); };
      addEventListener("load", () => setInterval(() => {
        const { opened, fs, storage } = made.done;
        document.documentElement.dataset.done = JSON.stringify({ opened, files: [...fs.all], file: storage.get("gouji.file") });
      }, 50));
      ${more}`;
    const path = join(addin, "gouji.html");
    writeFileSync(path, tied(readFileSync(path, "utf8"), script));
    const words = ["--headless", "--no-sandbox", "--disable-gpu", `--user-data-dir=${join(folder, "profile")}`, "--virtual-time-budget=5000", "--dump-dom"];
    const text = execFileSync(chromium, [...words, pathToFileURL(path).href], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"], maxBuffer: 1 << 27 });
    const done = /data-done="([^"]*)"/.exec(text)?.[1].replaceAll("&quot;", '"').replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&nbsp;", "\u00a0").replaceAll("&amp;", "&");
    return { text, ...JSON.parse(done ?? "{}") };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

for (const [name, bytes] of [["in the page", "PK\u0003\u0004\u0080\u00ff\u00a0"], ["beside the page", "PK\u0003\u0004\u0080\u00ff"]]) {
  test(`the document goes in and the marked copy comes out: a link ${name}`, { skip }, () => {
    const done = opened(null, bytes);
    assert.equal(done.file, "", "the document is taken once");
    const files = new Map(done.files);
    assert.ok(!files.has("D:\\年报\\报告.docx"), "the temporary copy is removed");
    assert.equal(files.get("D:\\年报\\报告.marked.docx"), "another", "nothing is overwritten");
    assert.equal(files.get("D:\\年报\\报告.marked (2).docx"), [...bytes].reverse().join(""));
    assert.deepEqual(done.opened, ["D:\\年报\\报告.marked (2).docx"]);
  });
}
