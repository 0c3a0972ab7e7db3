// A real browser without a window, asked over two pipes.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";

/** The browser, which GOUJI_CHROMIUM may name. */
export const program = process.env.GOUJI_CHROMIUM ?? ["/usr/bin/chromium", "/usr/bin/google-chrome"].find((p) => existsSync(p));

/** Opens a page, and gives what asks for the value of an expression in it, and what ends the browser. */
export async function open(url, profile) {
  const words = ["--headless", "--remote-debugging-pipe", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"];
  const child = spawn(program, [...words, `--user-data-dir=${profile}`], { stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"] });
  const [, , , to, from] = child.stdio;
  const waiting = new Map();
  let sent = 0, rest = "";
  from.setEncoding("utf8").on("data", (text) => {
    const parts = (rest + text).split("\0");
    rest = parts.pop();
    for (const part of parts) {
      const { id, result, error } = JSON.parse(part);
      waiting.get(id)?.[error ? 1 : 0](error ?? result);
      waiting.delete(id);
    }
  });
  const ask = (method, params = {}, sessionId = undefined) => new Promise((...ends) => {
    waiting.set(++sent, ends);
    to.write(`${JSON.stringify({ id: sent, method, params, sessionId })}\0`);
  });
  const { targetId } = await ask("Target.createTarget", { url });
  const { sessionId } = await ask("Target.attachToTarget", { targetId, flatten: true });
  return {
    async value(expression) {
      const { result, exceptionDetails } = await ask("Runtime.evaluate", { expression, returnByValue: true, awaitPromise: true }, sessionId);
      if (exceptionDetails) throw new Error(`${expression}: ${JSON.stringify(exceptionDetails)}`);
      return result.value;
    },
    /** Waits until an expression is true, for a minute at most. */
    async until(expression) {
      for (let n = 0; n < 600; n += 1) {
        if (await this.value(expression)) return;
        await new Promise((done) => setTimeout(done, 100));
      }
      throw new Error(`never: ${expression}`);
    },
    close: () => new Promise((done) => {
      child.once("exit", done);
      ask("Browser.close").catch(() => child.kill());
    }),
  };
}
