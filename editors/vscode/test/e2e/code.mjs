// A VS Code that is served to a browser: the one that the package `code-server` carries, without what is built on top.
import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const VERSION = "4.100.3"; // VS Code 1.100, the last for Node 20

/** Installs it once: a package and what it depends on, none of which is compiled. Returns its program. */
function installed(folder) {
  const home = join(folder, `code-server-${VERSION}`);
  const program = join(home, "lib/vscode/out/server-main.js");
  if (existsSync(program)) return program;
  const half = `${home}.part`;
  rmSync(half, { recursive: true, force: true });
  mkdirSync(half, { recursive: true });
  const run = (command, args, cwd) => execFileSync(command, args, { cwd, stdio: ["ignore", "ignore", "inherit"] });
  run("npm", ["pack", "--silent", `code-server@${VERSION}`], half);
  run("tar", ["-xzf", `code-server-${VERSION}.tgz`, "--strip-components=1"], half);
  run("npm", ["install", "--silent", "--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund"], join(half, "lib/vscode"));
  renameSync(half, home);
  return program;
}

/** Starts it with an extension and settings of its own, below `data`. Returns its address and the way to stop it. */
export async function served({ folder, data, vsix, settings }) {
  const program = installed(folder);
  const places = ["--server-data-dir", data, "--extensions-dir", join(data, "extensions"), "--accept-server-license-terms"];
  mkdirSync(join(data, "data/Machine"), { recursive: true });
  writeFileSync(join(data, "data/Machine/settings.json"), JSON.stringify(settings));
  execFileSync(process.execPath, [program, "--install-extension", vsix, ...places], { stdio: "ignore" });
  const server = spawn(process.execPath, [program, ...places, "--host", "127.0.0.1", "--port", "0",
    "--without-connection-token", "--telemetry-level", "off"], { stdio: ["ignore", "pipe", "ignore"] });
  const address = await new Promise((resolve, reject) => {
    let said = "";
    server.stdout.on("data", (bytes) => {
      said += bytes;
      const port = /Extension host agent listening on (\d+)/.exec(said)?.[1];
      if (port) resolve(`http://127.0.0.1:${port}`);
    });
    server.on("exit", () => { reject(new Error(said)); });
  });
  return { address, stop: () => server.kill() };
}
