// Which program the extension starts.
import assert from "node:assert";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

const folder = mkdtempSync(join(tmpdir(), "gouji-program-"));
const outfile = join(folder, "program.mjs");
const source = fileURLToPath(new URL("../src/program.ts", import.meta.url));
await build({ entryPoints: [source], outfile, bundle: true, format: "esm", platform: "node" });
const { program } = await import(pathToFileURL(outfile).href);

test("the program that is named, that came along, or that is on the path", () => {
  assert.equal(program("", folder, "linux"), "gouji");
  mkdirSync(join(folder, "server"));
  for (const [platform, name] of [["linux", "gouji"], ["darwin", "gouji"], ["win32", "gouji.exe"]]) {
    const own = join(folder, "server", name);
    writeFileSync(own, "");
    assert.equal(program("", folder, platform), own);
    assert.equal(program(undefined, folder, platform), own);
    assert.equal(program("/opt/gouji", folder, platform), "/opt/gouji");
  }
});
