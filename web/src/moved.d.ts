export interface Moved {
  go(target: Element): void;
  lay(): void;
  prepare(root: ParentNode): void;
  follow(): void;
}

export interface Names {
  rules: Record<string, string>;
  holds: string;
  broken: string;
  none: string;
}

export function moveReports(words: () => Names, step: (by: number, from: Element) => void): Moved;
