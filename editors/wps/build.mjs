// Writes the add-in of WPS: `node build.mjs gouji.html FOLDER`. The first is the page that checks, one file with all that it
// needs. The folder then holds `gouji_VERSION` and `publish.xml`, which are copied to where WPS looks for add-ins.
import { createHash } from "node:crypto";
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const HERE = dirname(fileURLToPath(import.meta.url));

/** The version of gouji. */
export function version() {
  return /^version = "([^"]+)"/m.exec(readFileSync(join(HERE, "../../Cargo.toml"), "utf8"))[1];
}

/** The page with a script as its first one, allowed by what the page says of scripts. */
export function tied(page, script) {
  const hash = `'sha256-${createHash("sha256").update(script).digest("base64")}'`;
  const allowed = page.replace(/(<meta[^>]*Content-Security-Policy[^>]*?content=)("[^"]*"|'[^']*')/i, (_, before, policy) => {
    if (!/script-src/.test(policy)) throw new Error("the policy of the page names no script-src");
    // beside a hash, 'unsafe-inline' would hold no more
    if (/script-src[^;]*'unsafe-inline'/.test(policy)) return before + policy;
    return before + policy.replace(/script-src(\s+'none')?/, () => `script-src ${hash}`);
  });
  const at = /<script|<\/head>|<body/i.exec(allowed);
  if (!at) throw new Error("the page has neither a head nor a script");
  return `${allowed.slice(0, at.index)}<script>${script}</script>\n${allowed.slice(at.index)}`;
}

/** What tells WPS of the add-in. */
export function publish(name, number) {
  return `<?xml version="1.0" encoding="UTF-8"?>
<jsplugins>
  <jsplugin name="${name}" type="wps" url="${name}_${number}" version="${number}" enable="enable_dev" install="null" customDomain=""/>
</jsplugins>
`;
}

/** Writes the add-in into a folder. */
export function build(page, folder) {
  const number = version();
  const addin = join(folder, `gouji_${number}`);
  rmSync(addin, { recursive: true, force: true });
  mkdirSync(addin, { recursive: true });
  cpSync(join(HERE, "addin"), addin, { recursive: true });
  const script = readFileSync(join(addin, "host.js"), "utf8");
  rmSync(join(addin, "host.js"));
  writeFileSync(join(addin, "gouji.html"), tied(readFileSync(page, "utf8"), script));
  writeFileSync(join(folder, "publish.xml"), publish("gouji", number));
  return addin;
}

if (process.argv[1] && fileURLToPath(import.meta.url) === process.argv[1]) {
  const [page, folder] = process.argv.slice(2);
  if (!folder) {
    console.error("node build.mjs gouji.html FOLDER");
    process.exit(2);
  }
  console.log(build(page, folder));
}
