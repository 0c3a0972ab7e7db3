// Makes src/report.d.ts from the schema of `-f json`.
import { readFile, writeFile } from 'node:fs/promises';
import { compile } from 'json-schema-to-typescript';

const schema = JSON.parse(await readFile(new URL('../../crates/render/src/json/report.schema.json', import.meta.url), 'utf8'));
const from = 'crates/render/src/json/report.schema.json';
const types = await compile(schema, 'Run', {
  bannerComment: `// Made from ${from} by \`npm run types\`.`,
  style: { singleQuote: true },
});
await writeFile(new URL('../src/report.d.ts', import.meta.url), types);
