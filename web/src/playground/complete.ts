/** What may stand at a place of a pack, from the schema of packs: keys of the table, words of a key. */

import type { CompletionContext, CompletionResult } from '@codemirror/autocomplete';
import type { Lang } from '../engine/protocol';

export interface Schema {
  $ref?: string;
  $defs?: Record<string, Schema>;
  description?: string;
  properties?: Record<string, Schema>;
  additionalProperties?: Schema | boolean;
  items?: Schema;
  enum?: unknown[];
  type?: string | string[];
}

const NAME = /[\p{L}\p{N}_-]*$/u;

/** What a reference stands for, and what the items of a list are; a few steps are enough. */
function resolved(root: Schema, schema: Schema | undefined): Schema | undefined {
  let at = schema;
  for (let step = 0; at && step < 12; step += 1) {
    if (at.$ref?.startsWith('#/$defs/')) at = root.$defs?.[at.$ref.slice('#/$defs/'.length)];
    else if (at.items && !at.properties) at = at.items;
    else break;
  }
  return at;
}

/** What is said of the table with a header. */
export function tableOf(root: Schema, path: string[]): Schema | undefined {
  let at: Schema | undefined = root;
  for (const part of path) {
    const other: Schema | boolean | undefined = at?.additionalProperties;
    at = resolved(root, at?.properties?.[part] ?? (typeof other === 'object' ? other : undefined));
  }
  return at;
}

/** The table that the last header above a place names. */
export function headerAbove(text: string): string[] {
  const headers = text.matchAll(/^\s*\[\[?\s*([^\d[\]][^[\]]*?)\s*\]\]?\s*(?:#.*)?$/gmu);
  const last = [...headers].at(-1)?.[1];
  return last ? last.split('.').map((part) => part.trim().replace(/^["']|["']$/g, '')) : [];
}

/** A description holds both languages. */
function said(schema: Schema | undefined, lang: Lang): string {
  const text = schema?.description ?? '';
  const [zh, ...en] = text.split(' / ');
  return lang === 'en' && en.length ? en.join(' / ') : (zh ?? '');
}

export function completer(schema: Schema, lang: () => Lang) {
  return (context: CompletionContext): CompletionResult | null => {
    const ahead = context.state.sliceDoc(0, context.pos);
    const line = ahead.slice(ahead.lastIndexOf('\n') + 1);
    const word = NAME.exec(line)?.[0] ?? '';
    const from = context.pos - word.length;
    if (/^\s*#/.test(line)) return null;
    const header = /^\s*\[\[?([^\]]*)$/.exec(line);
    if (header) {
      const path = (header[1] ?? '').split('.').slice(0, -1).map((part) => part.trim());
      return offer(tableOf(schema, path)?.properties, from, lang(), '');
    }
    const table = tableOf(schema, headerAbove(ahead));
    const value = /^\s*([\p{L}\p{N}_-]+)\s*=\s*\[?(.*)$/u.exec(line);
    if (value) {
      const of = resolved(schema, table?.properties?.[value[1] ?? '']);
      const quoted = (value[2] ?? '').split(/["']/).length % 2 === 0;
      const options = (of?.enum ?? []).map((one) => ({ label: String(one), apply: quoted ? String(one) : JSON.stringify(one) }));
      return options.length ? { from, options } : null;
    }
    if (!/^\s*[\p{L}\p{N}_-]*$/u.test(line) || (!word && !context.explicit)) return null;
    return offer(table?.properties, from, lang(), ' = ');
  };
}

function offer(keys: Record<string, Schema> | undefined, from: number, lang: Lang, behind: string): CompletionResult | null {
  if (!keys) return null;
  const options = Object.entries(keys).map(([label, schema]) => ({
    label, detail: said(schema, lang), apply: label + behind, type: 'property',
  }));
  return { from, options };
}
