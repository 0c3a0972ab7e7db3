/** What the page asks a worker, and what it says. */

export type Lang = 'zh' | 'en';

/** What is given back of a report. */
export interface Shown {
  /** What `-f json` says of it. */
  json: string;
  /** The report with its findings, as a part of a page. */
  html: string;
  /** The titles of the rules that it names, by id, as JSON. */
  titles: string;
  /** What is to be mended, as a plain text. */
  letter: string;
  /** It is a copy in which findings were marked. */
  marked: boolean;
  /** What is kept so that other reports can be held against this one. */
  kept: Uint8Array;
}

export interface Marked {
  name: string;
  bytes: Uint8Array;
  /** It is a Word document with the text of one that cannot carry marks. */
  rewritten: boolean;
}

export interface CheckedPack {
  rules: number;
  /** As `-f json` says what is wrong with a report. */
  problems: string;
  /** As `gouji pack test -f json` says it. */
  cases: string;
}

/** One of several reports. */
export interface Input {
  name: string;
  file: Blob;
  kept: Uint8Array;
  unread?: string;
}

export type Output = 'beside' | 'json' | 'xlsx' | 'html';

/** What a worker begins with: the engine as it stands in the page, or as another worker compiled it. */
export interface Start {
  engine: string | WebAssembly.Module;
  lang: Lang;
  /** Today, as `2024-01-31`. */
  day: string;
}

export type Job =
  | { kind: 'check'; name: string; file: Blob; number: number }
  | { kind: 'mark'; name: string; file: Blob; fix: '' | 'safe' | 'all' }
  | { kind: 'run'; output: Output; inputs: Input[] }
  | { kind: 'pack'; text: string; name: string; report: string }
  | { kind: 'packs' };

export interface Answers {
  check: Shown;
  mark: Marked;
  run: Uint8Array;
  pack: { pack: CheckedPack; shown?: Shown; why?: string };
  packs: { files: string; schema: string; template: string };
}

export type Answer = Answers[Job['kind']];

export type ToWorker = { start: Start } | { id: number; job: Job };

export type FromWorker =
  /** The engine, compiled, and how long that took in milliseconds. */
  | { ready: WebAssembly.Module; ms: number }
  | { failed: string }
  /** A step of a run: the report at an index is done. */
  | { id: number; at: number; shown: Shown | null }
  /** The end of a job; `memory` is what the engine holds now, in bytes. */
  | { id: number; answer: Answer; memory: number }
  | { id: number; why: string; broken: boolean; memory: number };
