// Made from crates/render/src/json/report.schema.json by `npm run types`.

export type Severity = 'error' | 'warning' | 'info';

/**
 * What `gouji check -f json` writes, version 1. Fields keep their meaning; more may be added.
 */
export interface Run {
  version: 1;
  tool: {
    name: string;
    version: string;
  };
  reports: Report[];
  unread?: Unread[];
  summary: Summary;
}
/**
 * What was found in one file.
 */
export interface Report {
  path: string;
  /**
   * What the file is, where it is no text.
   */
  format?: string;
  /**
   * The kind of report; null where it is none.
   */
  kind: string | null;
  form: string | null;
  year: number | null;
  body: string | null;
  packs: string[];
  checks: Checks;
  diagnostics: Diagnostic[];
  /**
   * What was accepted before.
   */
  accepted?: {
    [k: string]: unknown;
  }[];
  /**
   * What could not be decided.
   */
  unknown: Open[];
}
/**
 * How all evaluations ended.
 */
export interface Checks {
  pass: number;
  fail: number;
  unknown: number;
  not_applicable: number;
}
/**
 * A finding.
 */
export interface Diagnostic {
  rule: string;
  /**
   * The short name of what is wrong.
   */
  fault: string;
  severity: Severity;
  class: string;
  message: string;
  help: string | null;
  source: string | null;
  labels: Label[];
  elsewhere?: Elsewhere[];
  fixes: Fix[];
  cause?: Cause;
}
/**
 * A place, and what is said of it.
 */
export interface Label {
  primary: boolean;
  message: string;
  start: Position;
  end: Position;
  /**
   * The paragraph or the cell, where the file is no text.
   */
  place?: {
    [k: string]: unknown;
  };
  cell?: Cell;
  [k: string]: unknown;
}
/**
 * Line and column from 1, in characters; a byte of the text.
 */
export interface Position {
  line: number;
  column: number;
  offset: number;
}
export interface Cell {
  table: string;
  row: string;
  column: string;
}
/**
 * A place in another file.
 */
export interface Elsewhere {
  path: string;
  line: number;
  column: number;
  length: number;
  message: string;
}
export interface Fix {
  message: string;
  applicability: string;
  edits: Edit[];
}
export interface Edit {
  start: Position;
  end: Position;
  place?: {
    [k: string]: unknown;
  };
  text: string;
  [k: string]: unknown;
}
/**
 * The mistake behind a finding, and the findings that it stands for.
 */
export interface Cause {
  sure: boolean;
  bounded?: boolean;
  candidates: {
    [k: string]: unknown;
  }[];
  findings: Diagnostic[];
  [k: string]: unknown;
}
/**
 * What could not be decided.
 */
export interface Open {
  rule: string;
  instance: string;
  reason: string;
  start?: Position;
  end?: Position;
  [k: string]: unknown;
}
/**
 * A file that could not be read.
 */
export interface Unread {
  path: string;
  unread: string;
}
/**
 * The sums over all files.
 */
export interface Summary {
  reports: number;
  unrecognised: number;
  errors: number;
  warnings: number;
  infos: number;
  checks: Checks;
  [k: string]: unknown;
}
