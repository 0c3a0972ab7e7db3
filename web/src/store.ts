/** The reports of the page and what is known of them. Views draw what stands here, at most once for each picture. */

import { Pool, Refused, cores } from './engine/pool';
import type { Lang, Output, Shown } from './engine/protocol';
import { save, today, typeOf, type Given } from './files';
import type { Report, Severity } from './report';
import { scriptOf } from './trusted';
import { words } from './words';

export type State = 'waiting' | 'done' | 'unread';

/** A file that was handed over. */
export interface Item {
  /** From 1 in each hand of files; the ids of its report begin with it. */
  number: number;
  /** No other file that was handed to this page has it: what is drawn for one is never kept for another. */
  key: number;
  name: string;
  file: Blob;
  state: State;
  /** Why it could not be read. */
  why?: string;
  report?: Report;
  /** The report as its reader sees it. A browser may keep that outside of its memory. */
  html?: Blob;
  titles?: Record<string, string>;
  letter?: string;
  kept: Uint8Array;
  /** Findings by severity: errors, warnings, infos. */
  counts: [number, number, number];
}

export const SEVERITIES: Severity[] = ['error', 'warning', 'info'];
const NOTHING = new Uint8Array();
/** With more reports than this the page is drawn less often while they are read. */
const MANY = 20;

/** Takes in what a report gave. */
function fill(item: Item, shown: Shown): void {
  const report = JSON.parse(shown.json) as Report;
  item.state = 'done';
  item.report = report;
  item.html = new Blob([shown.html]);
  item.titles = JSON.parse(shown.titles || '{}') as Record<string, string>;
  item.letter = shown.letter;
  item.kept = shown.kept;
  const count = (s: Severity) => report.diagnostics.filter((d) => d.severity === s).length;
  item.counts = [count('error'), count('warning'), count('info')];
}

/** What an engine needs, from the page that it stands in. */
export function engineSettings(lang: Lang, most: number) {
  const text = (id: string) => document.getElementById(id)?.textContent ?? '';
  const url = URL.createObjectURL(new Blob([text('worker')], { type: 'text/javascript' }));
  const started = (ms: number) => {
    // for those who measure
    Object.assign(window, { goujiStartMs: ms });
  };
  return { script: scriptOf(url), engine: text('engine'), lang, day: today(), most, started };
}

export class Store {
  lang: Lang;
  items: Item[] = [];
  /** Files in folders that are no documents, and marked copies. */
  skipped = 0;
  marked = 0;
  /** The report that is shown, by its number; none for the overview. */
  open?: number;
  /** Something that takes a while: what it is, how much of it is done. */
  busy?: { what: string; done: number; all: number };
  /** Something to be said. */
  said = '';
  /** Why the engine cannot run here. */
  broken = '';
  private pool?: Pool;
  /** How often a hand of files was worked through. */
  finished = 0;
  private round = 0;
  private keys = 0;
  private listeners = new Set<() => void>();
  private drawn = 0;

  constructor(lang: Lang) {
    this.lang = lang;
  }

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Has the views drawn again, once for many changes. */
  changed(): void {
    if (this.drawn) return;
    this.drawn = window.setTimeout(() => {
      this.drawn = 0;
      for (const listener of this.listeners) listener();
    }, this.items.length > MANY ? 120 : 30);
  }

  say(text: string): void {
    this.said = text;
    this.changed();
  }

  get engine(): Pool {
    this.pool ??= new Pool(engineSettings(this.lang, cores()), (why) => {
      this.broken = why;
      this.busy = undefined;
      this.changed();
    });
    return this.pool;
  }

  get current(): Item | undefined {
    return this.items.find((item) => item.number === this.open);
  }

  /** What waits to be read. */
  get waiting(): number {
    return this.items.filter((item) => item.state === 'waiting').length;
  }

  /** Takes the place of what was there before. */
  take(given: Given): void {
    this.clear();
    this.skipped = given.skipped;
    this.items = given.files.map(({ name, file }, at) => ({
      number: at + 1, key: (this.keys += 1), name, file, state: 'waiting', kept: NOTHING, counts: [0, 0, 0],
    }));
    if (given.files.length === 1) this.open = 1;
    else if (!given.files.length) this.said = words(this.lang).nothing(given.skipped);
    void this.work();
  }

  clear(): void {
    this.round += 1;
    this.pool?.stop();
    this.items = [];
    this.skipped = 0;
    this.marked = 0;
    this.open = undefined;
    this.busy = undefined;
    this.said = '';
    this.changed();
  }

  /** Everything that is said is said by the engine: in another language it is asked anew. */
  speak(lang: Lang): void {
    if (lang === this.lang) return;
    this.round += 1;
    this.lang = lang;
    this.pool?.close();
    this.pool = undefined;
    for (const item of this.items) {
      if (item.state === 'done' || item.why) item.state = 'waiting';
      item.why = undefined;
    }
    this.changed();
    void this.work();
  }

  /** Leaves the rest unread. */
  stop(): void {
    this.pool?.stop();
  }

  private why(error: unknown): string {
    const say = words(this.lang);
    if (!(error instanceof Refused)) return String(error);
    if (error.kind === 'late') return say.late;
    if (error.kind === 'stopped') return say.stopped;
    return error.kind === 'broken' ? say.crashed : error.message;
  }

  private async work(): Promise<void> {
    const round = (this.round += 1);
    const all = this.items.filter((item) => item.state === 'waiting');
    if (!all.length) {
      this.finished += 1;
      this.changed();
      return;
    }
    this.busy = { what: words(this.lang).reading, done: 0, all: all.length };
    this.changed();
    await Promise.all(all.map((item) => this.one(item, round)));
    if (round !== this.round) return;
    if (this.items.length > 1) await this.beside(round);
    if (round !== this.round) return;
    this.busy = undefined;
    this.said = words(this.lang).done(this.items.length);
    this.finished += 1;
    this.changed();
  }

  private async one(item: Item, round: number): Promise<void> {
    const named = !item.name.includes('/');
    try {
      const { name, file, number } = item;
      const shown = await this.engine.ask<'check'>({ kind: 'check', name, file, number });
      if (round !== this.round) return;
      if (shown.marked && !named) {
        // a copy that was marked is no report of its own, unless somebody names it
        this.items = this.items.filter((other) => other !== item);
        this.marked += 1;
      } else fill(item, shown);
    } catch (error) {
      if (round !== this.round) return;
      item.state = 'unread';
      item.why = this.why(error);
    }
    if (this.busy) this.busy.done += 1;
    this.changed();
  }

  private inputs() {
    return this.items.map(({ name, file, kept, why }) => ({ name, file, kept, unread: why }));
  }

  /** Holds the reports against each other: those of one body over the years, those with the same sentences. */
  private async beside(round: number): Promise<void> {
    const items = [...this.items];
    try {
      await this.engine.ask<'run'>({ kind: 'run', output: 'beside', inputs: this.inputs() }, (at, shown) => {
        const item = items[at];
        if (shown && item && round === this.round) {
          fill(item, { ...shown, kept: shown.kept.length ? shown.kept : item.kept });
        }
        this.changed();
      });
    } catch (error) {
      if (round === this.round) this.said = this.why(error);
    }
  }

  /** Saves what was found in all reports, or in one. */
  async export(output: Exclude<Output, 'beside'>, of?: Item): Promise<void> {
    const inputs = of
      ? [{ name: of.name, file: of.file, kept: of.kept, unread: of.why }]
      : this.inputs();
    const say = words(this.lang);
    this.busy = { what: say.writing, done: 0, all: inputs.length };
    this.changed();
    try {
      const bytes = await this.engine.ask<'run'>({ kind: 'run', output, inputs }, () => {
        if (this.busy) this.busy.done += 1;
        this.changed();
      });
      const name = of ? stem(of.name) : say.all;
      const file = `${name}-${say.listName}.${output}`;
      save(file, bytes, typeOf(file));
      this.said = say.saved(file);
    } catch (error) {
      this.said = this.why(error);
    }
    this.busy = undefined;
    this.changed();
  }

  /** Saves a marked copy of a report. */
  async mark(item: Item, fix: '' | 'safe' | 'all'): Promise<void> {
    const say = words(this.lang);
    this.busy = { what: say.writing, done: 0, all: 1 };
    this.changed();
    try {
      const { name, file } = item;
      const marked = await this.engine.ask<'mark'>({ kind: 'mark', name, file, fix });
      save(marked.name, marked.bytes, typeOf(marked.name));
      this.said = say.saved(marked.name) + (marked.rewritten ? say.rewritten : '');
    } catch (error) {
      this.said = this.why(error);
    }
    this.busy = undefined;
    this.changed();
  }
}

/** `a/b.docx` → `b`. */
export function stem(name: string): string {
  const file = name.slice(name.lastIndexOf('/') + 1);
  const dot = file.lastIndexOf('.');
  return dot > 0 ? file.slice(0, dot) : file;
}
