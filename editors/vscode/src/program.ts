// Which program is started.
import { existsSync } from "node:fs";
import { join } from "node:path";

/** What the user names, else the program that came along with the extension in `folder`, else the one on the path. */
export function program(named: string | undefined, folder: string, platform: string = process.platform): string {
  if (named) return named;
  const own = join(folder, "server", platform === "win32" ? "gouji.exe" : "gouji");
  return existsSync(own) ? own : "gouji";
}
