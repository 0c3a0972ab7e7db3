// Starts `gouji lsp` and hands it reports, packs and configurations.
import { commands, ExtensionContext, workspace } from "vscode";
import { LanguageClient } from "vscode-languageclient/node";

let client: LanguageClient | undefined;

async function start(): Promise<void> {
  const options = workspace.getConfiguration("gouji");
  const program = { command: options.get<string>("path", "gouji"), args: ["lsp"] };
  const kinds = ["plaintext", "markdown", "toml"];
  client = new LanguageClient("gouji", "gouji", program, {
    documentSelector: kinds.map((language) => ({ language, scheme: "file" })),
    initializationOptions: {
      lang: options.get<string>("lang"),
      packs: options.get<string[]>("packs"),
      workspace: options.get<boolean | null>("workspace"),
    },
  });
  await client.start();
}

async function restart(): Promise<void> {
  await client?.stop();
  await start();
}

export async function activate(context: ExtensionContext): Promise<void> {
  context.subscriptions.push(
    commands.registerCommand("gouji.restart", restart),
    workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration("gouji")) void restart();
    }),
  );
  await start();
}

export async function deactivate(): Promise<void> {
  await client?.stop();
}
