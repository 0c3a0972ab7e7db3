// The real server, spoken to with the library that editors use.
import assert from "node:assert";
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import protocol from "vscode-languageserver-protocol/node.js";

const sample = fileURLToPath(new URL("../../../tests/samples/qinghe-2023.txt", import.meta.url));

test("the server pulls, hints and stops", async () => {
  const server = spawn(process.env.GOUJI ?? "gouji", ["lsp"]);
  const connection = protocol.createProtocolConnection(
    new protocol.StreamMessageReader(server.stdout), new protocol.StreamMessageWriter(server.stdin));
  connection.listen();
  const uri = pathToFileURL(sample).href;
  const started = await connection.sendRequest(protocol.InitializeRequest.type, {
    processId: process.pid, rootUri: null, capabilities: { textDocument: { diagnostic: {} } },
  });
  assert.ok(started.capabilities.diagnosticProvider);
  await connection.sendNotification(protocol.InitializedNotification.type, {});
  await connection.sendNotification(protocol.DidOpenTextDocumentNotification.type, {
    textDocument: { uri, languageId: "plaintext", version: 1, text: readFileSync(sample, "utf8") },
  });
  const found = await connection.sendRequest(protocol.DocumentDiagnosticRequest.type, { textDocument: { uri } });
  assert.ok(found.items.length > 3);
  const range = { start: { line: 0, character: 0 }, end: { line: 9999, character: 0 } };
  const hints = await connection.sendRequest(protocol.InlayHintRequest.type, { textDocument: { uri }, range });
  assert.ok(hints.some((hint) => String(hint.label).includes("≠")));
  await connection.sendRequest(protocol.ShutdownRequest.type);
  await connection.sendNotification(protocol.ExitNotification.type);
  assert.equal(await new Promise((resolve) => server.on("exit", resolve)), 0);
});
