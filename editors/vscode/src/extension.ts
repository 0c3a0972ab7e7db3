// Starts `gouji lsp` and hands it reports, packs and configurations.
import { commands, type ExtensionContext, window, workspace } from "vscode";
import { LanguageClient } from "vscode-languageclient/node";
import { program } from "./program";

let client: LanguageClient | undefined;
// a start waits for the stop before it
let turn: Promise<void> = Promise.resolve();
// where this extension is installed
let own = "";

async function start(): Promise<void> {
  const options = workspace.getConfiguration("gouji");
  const command = program(options.get<string>("path"), own);
  const kinds = ["plaintext", "markdown", "toml"];
  client = new LanguageClient("gouji", "gouji", { command, args: ["lsp"] }, {
    documentSelector: kinds.map((language) => ({ language, scheme: "file" })),
    initializationOptions: {
      lang: options.get<string>("lang"),
      packs: options.get<string[]>("packs"),
      workspace: options.get<boolean | null>("workspace"),
    },
  });
  try {
    await client.start();
  } catch (error) {
    client = undefined;
    const why = error instanceof Error ? error.message : String(error);
    void window.showErrorMessage(`gouji: “${command} lsp” (gouji.path): ${why}`);
  }
}

async function stop(): Promise<void> {
  await client?.stop().catch(() => undefined);
  client = undefined;
}

function restart(): Promise<void> {
  turn = turn.then(stop).then(start);
  return turn;
}

export async function activate(context: ExtensionContext): Promise<void> {
  own = context.extensionPath;
  context.subscriptions.push(
    commands.registerCommand("gouji.restart", restart),
    workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration("gouji")) void restart();
    }),
  );
  await restart();
}

export function deactivate(): Promise<void> {
  return turn.then(stop);
}
