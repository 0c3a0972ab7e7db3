// The packaged extension in a real VS Code, in Chromium: a report and a pack are opened, and what is wrong is underlined.
// GOUJI: the program. GOUJI_E2E_DIR: where VS Code is installed. GOUJI_SHOTS: where pictures go.
import assert from "node:assert";
import { execFileSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { served } from "./code.mjs";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const version = JSON.parse(readFileSync(here("../../package.json"), "utf8")).version;
const gouji = resolve(process.env.GOUJI ?? "gouji");
const shots = process.env.GOUJI_SHOTS;
const work = mkdtempSync(join(tmpdir(), "gouji-e2e-"));
const folder = join(work, "年报");

const PACK = `[pack]
id = "own"
extends = "national"

[[rule]]
id = "own-carried"
title = "结转"
severty = "error"
check = "申请[结转下年, 总计] <= 申请[新收, 总计]"
message = "多了"

[[rule.case]]
expect = "fail"
set = { "申请[结转下年, 总计]" = "300" }
`;

const SETTINGS = {
  "gouji.path": gouji,
  "gouji.lang": "zh",
  "workbench.startupEditor": "none",
  "workbench.colorTheme": "Default Light Modern",
  "extensions.autoCheckUpdates": false,
  "chat.commandCenter.enabled": false,
};

let code, browser, page;

before(async () => {
  mkdirSync(folder);
  copyFileSync(here("../../../../tests/samples/qinghe-2023.txt"), join(folder, "report.txt"));
  writeFileSync(join(folder, "own.toml"), PACK);
  if (shots) mkdirSync(shots, { recursive: true });
  const installation = process.env.GOUJI_E2E_DIR ?? join(tmpdir(), "gouji-e2e-code");
  const vsix = here(`../../gouji-${version}.vsix`);
  code = await served({ folder: installation, data: join(work, "data"), vsix, settings: SETTINGS });
  const chromiums = [process.env.GOUJI_CHROMIUM, "/usr/bin/chromium"].filter((path) => path && existsSync(path));
  browser = await chromium.launch({ executablePath: chromiums[0], args: ["--no-sandbox"] });
  page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
  page.setDefaultTimeout(60_000);
  await page.goto(`${code.address}/?folder=${encodeURIComponent(folder)}`);
  await page.getByRole("button", { name: "Yes, I trust the authors" }).click();
});

after(async () => {
  await browser?.close();
  code?.stop();
  rmSync(work, { recursive: true, force: true, maxRetries: 5 });
});

/** Opens a file by its name, as a person does. */
async function open(name) {
  await page.locator(".explorer-folders-view .monaco-list-row", { hasText: name }).dblclick();
  await page.locator(".tab.active", { hasText: name }).waitFor();
}

/** The entry among the Problems that holds a word; far ones are not drawn, so the list is filtered. */
async function problem(word) {
  const panel = page.locator(".markers-panel");
  if (!(await panel.isVisible())) await page.keyboard.press("Control+Shift+M");
  await page.locator(".pane-body .viewpane-filter input, .panel .viewpane-filter input").fill(word);
  const row = panel.locator(".monaco-list-row", { hasText: word }).filter({ hasText: "gouji" }).first();
  await row.waitFor();
  return row;
}

/** Waits for a line above the text, which VS Code asks for as long as the text has the focus. */
function lens(words) {
  return page.locator(".codelens-decoration", { hasText: words }).first().waitFor();
}

/** A test of which there is a picture, whether it passes or not. */
function pictured(name, what, act) {
  test(what, async () => {
    try {
      await act();
    } finally {
      await page.waitForTimeout(500); // what fades is gone
      if (shots) await page.screenshot({ path: join(shots, `${name}.png`) });
    }
  });
}

pictured("report", "a report is underlined where a check finds something", async () => {
  await open("report.txt");
  const args = ["check", join(folder, "report.txt"), "--format", "json", "--fail-on", "never"];
  const found = JSON.parse(execFileSync(gouji, args)).reports[0].diagnostics;
  assert.ok(found.length > 3);
  await page.locator(".squiggly-error").first().waitFor();
  await lens("项成立");
  for (const { rule } of found) await problem(rule);
  assert.equal(Number(await page.locator(".panel .action-item.checked .badge").innerText()), found.length);
  const wrong = found.find(({ labels }) => labels[0].cell);
  await (await problem(wrong.rule)).dblclick();
  await page.locator(".view-line", { hasText: /=\s\d+\s≠/ }).first().waitFor();
  await problem("");
});

pictured("pack", "a pack is underlined where it is wrong", async () => {
  await open("own.toml");
  await page.locator(".squiggly-error").first().waitFor();
  await lens("运行例子");
  assert.match(await (await problem("severty")).innerText(), /severity/);
});
