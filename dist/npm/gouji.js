#!/usr/bin/env node
// Starts the program of the package for this system, with its arguments, streams, signals and exit status.
"use strict";
const { spawn } = require("child_process");

// on Windows for ARM the program for x64 runs, too
const machines = process.platform === "win32" ? [process.arch, "x64"] : [process.arch];
const program = `bin/gouji${process.platform === "win32" ? ".exe" : ""}`;

function find() {
  if (process.env.GOUJI_BINARY) return process.env.GOUJI_BINARY;
  for (const machine of machines) {
    try {
      return require.resolve(`@gouji/cli-${process.platform}-${machine}/${program}`);
    } catch {
      // the next one
    }
  }
  return undefined;
}

const file = find();
if (file === undefined) {
  const wanted = `@gouji/cli-${process.platform}-${machines[machines.length - 1]}`;
  const known = Object.keys(require("../package.json").optionalDependencies || {});
  const why = known.includes(wanted)
    ? `The package ${wanted} is not installed: perhaps optional packages are left out (--omit=optional, --no-optional), or
node_modules or the lock file come from another system. Install again here: npm install ${wanted}
没有装上 ${wanted}：可能是安装时略过了可选依赖，或者 node_modules、锁定文件是从别的系统拷来的。请在这台机器上重新安装。`
    : `There is no program for ${process.platform}-${process.arch}. Build it with Rust: cargo install --locked gouji
没有适用于 ${process.platform}-${process.arch} 的程序，请用 Rust 编译：cargo install --locked gouji`;
  console.error(`gouji: ${why}
GOUJI_BINARY names a program that is elsewhere. 程序在别处的，用环境变量 GOUJI_BINARY 指明。`);
  process.exit(2);
}

const child = spawn(file, process.argv.slice(2), { stdio: "inherit", windowsHide: true });
// a terminal sends Ctrl-C to both: the program decides, and this process waits for it
for (const signal of ["SIGINT", "SIGHUP"]) process.on(signal, () => {});
process.on("SIGTERM", () => child.kill("SIGTERM"));
child.on("error", (error) => {
  console.error(`gouji: ${file}: ${error.message}`);
  process.exit(2);
});
child.on("exit", (status, signal) => {
  if (signal === null) process.exit(status);
  process.removeAllListeners(signal);
  process.kill(process.pid, signal);
});
