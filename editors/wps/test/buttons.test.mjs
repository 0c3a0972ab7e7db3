// The buttons, with a mock of WPS.
import assert from "node:assert";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { test } from "node:test";
import vm from "node:vm";

import { publish, tied, version } from "../build.mjs";

const { mock } = createRequire(import.meta.url)("./mock.cjs");
const read = (name) => readFileSync(new URL(`../addin/${name}`, import.meta.url), "utf8");
const HERE = "file:///C:/Users/ke/AppData/Roaming/kingsoft/wps/jsaddons/gouji_1/index.html";

/** The add-in in a WPS; presses a button and gives what came of it. */
function press(button, state) {
  const { Application, done } = mock(state);
  const said = [];
  const window = { Application, devicePixelRatio: 2 };
  const all = vm.createContext({ window, alert: (text) => void said.push(text), document: { location: HERE } });
  vm.runInContext(read("main.js"), all);
  all.OnAction({ Id: button });
  const kept = done.storage.get("gouji.file");
  return { ...done, said, file: kept ? JSON.parse(kept) : kept };
}

const BYTES = "PK\u0003\u0004\u00ff";
const SAVED = { name: "报告.docx", folder: "D:\\年报", saved: true, bytes: BYTES };

test("every function that the ribbon names is there, and every picture", () => {
  const { Application } = mock();
  const all = vm.createContext({ window: { Application } });
  vm.runInContext(read("main.js"), all);
  const ribbon = read("ribbon.xml");
  const names = [...ribbon.matchAll(/(?:onLoad|onAction|getImage|get\w+)="(\w+)"/g)].map((m) => m[1]);
  assert.ok(names.length >= 5);
  for (const name of names) assert.equal(typeof all[name], "function", name);
  for (const [, id] of ribbon.matchAll(/button id="(\w+)"/g)) assert.ok(read(all.GetImage({ Id: id })).startsWith("<svg"));
});

test("a saved document is read where it is", () => {
  const { dialogs, file, said } = press("goujiCheck", { document: SAVED, files: { "D:\\年报\\报告.docx": BYTES } });
  assert.deepEqual(said, []);
  assert.deepEqual(file, { path: "D:\\年报\\报告.docx", name: "报告.docx", folder: "D:\\年报", temporary: false });
  assert.deepEqual(dialogs, [[HERE.replace("index.html", "gouji.html"), "勾稽检查", 2200, 1520, false]]);
});

test("what is not saved yet is copied into the folder for temporary files", () => {
  for (const document of [{ ...SAVED, saved: false }, { ...SAVED, folder: "" }, { ...SAVED, folder: "https://cloud/x" }]) {
    const files = document.saved ? {} : { "D:\\年报\\报告.docx": "old" };
    const { dialogs, file, fs, said } = press("goujiCheck", { document, files });
    assert.deepEqual(said, []);
    assert.equal(dialogs.length, 1);
    assert.match(file.path, /^C:\\Temp\\gouji-\d+\.docx$/);
    assert.ok(file.temporary && file.name === "报告.docx");
    assert.equal(file.folder, document.saved ? "" : "D:\\年报");
    assert.equal(fs.all.get(file.path), BYTES);
  }
});

test("an old document is named as what its copy is", () => {
  const document = { ...SAVED, name: "报告.wps", saved: false };
  assert.equal(press("goujiCheck", { document }).file.name, "报告.docx");
});

test("a WPS that writes no copies asks to save", () => {
  const { dialogs, said } = press("goujiCheck", { document: { ...SAVED, saved: false, old: true } });
  assert.deepEqual(dialogs, []);
  assert.match(said[0], /先保存/);
});

test("without a document the button says so, and the other one opens the page", () => {
  assert.match(press("goujiCheck", {}).said[0], /先打开/);
  const { dialogs, file } = press("goujiOpen", {});
  assert.equal(dialogs.length, 1);
  assert.equal(file, "");
});

test("the page's policy allows the script that ties it to WPS, and nothing else more", () => {
  const meta = (words) => `<head><meta http-equiv="Content-Security-Policy" content="${words}"></head>`;
  const page = tied(meta("default-src 'none'; script-src 'sha256-x' 'wasm-unsafe-eval'; connect-src 'none'"), "1;");
  assert.match(page, /content="default-src 'none'; script-src 'sha256-[^']+=' 'sha256-x' 'wasm-unsafe-eval'; connect-src 'none'"/);
  assert.match(page, /<script>1;<\/script>\n<\/head>/);
  assert.match(tied(meta("script-src 'none'"), "1;"), /content="script-src 'sha256-[^']+='"/);
  assert.match(tied(meta("script-src 'unsafe-inline'"), "1;"), /content="script-src 'unsafe-inline'"/);
  assert.throws(() => tied(meta("default-src 'none'"), "1;"), /script-src/);
});

test("WPS is told of the folder that the build writes", () => {
  assert.match(publish("gouji", version()), new RegExp(`url="gouji_${version()}" version="${version()}"`));
});
