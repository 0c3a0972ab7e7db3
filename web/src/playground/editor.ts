/** The editor of packs. */

import { autocompletion, closeBrackets, completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { HighlightStyle, StreamLanguage, bracketMatching, syntaxHighlighting } from '@codemirror/language';
import { toml } from '@codemirror/legacy-modes/mode/toml';
import { lintGutter, lintKeymap, setDiagnostics, type Diagnostic as Lint } from '@codemirror/lint';
import { Compartment, EditorState, type Extension } from '@codemirror/state';
import { EditorView, drawSelection, highlightActiveLine, keymap, lineNumbers } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import type { CompletionSource } from '@codemirror/autocomplete';
import type { Diagnostic, Position } from '../report';

const look = EditorView.theme({
  '&': { backgroundColor: 'var(--sheet)', color: 'var(--ink)', fontSize: '.86rem', height: '100%' },
  '&.cm-focused': { outline: '2px solid var(--accent)', outlineOffset: '-2px' },
  '.cm-scroller': { fontFamily: 'ui-monospace, SFMono-Regular, Consolas, "Noto Sans Mono CJK SC", monospace', lineHeight: '1.65' },
  '.cm-content': { caretColor: 'var(--ink)' },
  '.cm-cursor': { borderLeftColor: 'var(--ink)' },
  '.cm-gutters': { backgroundColor: 'var(--sheet)', color: 'var(--soft)', border: '0' },
  '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'color-mix(in srgb, var(--also-bg) 60%, transparent)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
    backgroundColor: 'var(--i-bg)',
  },
  '.cm-tooltip': { backgroundColor: 'var(--sheet)', color: 'var(--ink)', border: '1px solid var(--line)', borderRadius: '6px' },
  '.cm-tooltip-autocomplete ul li[aria-selected]': { backgroundColor: 'var(--accent)', color: 'var(--sheet)' },
  '.cm-completionDetail': { color: 'inherit', opacity: '.75', fontStyle: 'normal' },
  '.cm-diagnostic': { whiteSpace: 'pre-line' },
});

const colours = HighlightStyle.define([
  { tag: tags.comment, color: 'var(--soft)' },
  { tag: [tags.string, tags.special(tags.string)], color: 'var(--clean)' },
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: 'var(--accent)' },
  { tag: [tags.atom, tags.number, tags.bool], color: 'var(--w)' },
  { tag: [tags.bracket, tags.heading, tags.keyword], color: 'var(--e)', fontWeight: '600' },
]);

export interface Editing {
  view: EditorView;
  /** Puts another text in, which may be changed or only read. */
  set(text: string, readOnly: boolean): void;
  mark(problems: Diagnostic[]): void;
  /** Shows a line and puts the cursor there. */
  reveal(line: number): void;
  name(label: string): void;
}

export function edit(parent: HTMLElement, changed: (text: string) => void, complete: CompletionSource): Editing {
  const label = new Compartment();
  let setting = false;
  const extensions = (readOnly: boolean): Extension => [
    lineNumbers(), history(), drawSelection(), bracketMatching(), closeBrackets(), highlightActiveLine(), lintGutter(),
    StreamLanguage.define(toml), syntaxHighlighting(colours), look, EditorView.lineWrapping,
    autocompletion({ override: [complete] }),
    keymap.of([...defaultKeymap, ...historyKeymap, ...completionKeymap, ...lintKeymap]),
    EditorState.readOnly.of(readOnly),
    label.of([]),
    EditorView.updateListener.of((update) => {
      if (update.docChanged && !setting) changed(update.state.doc.toString());
    }),
  ];
  const view = new EditorView({ parent, state: EditorState.create({ extensions: extensions(false) }) });
  let named = '';
  const name = (text: string) => {
    named = text;
    view.dispatch({ effects: label.reconfigure(EditorView.contentAttributes.of({ 'aria-label': text, tabindex: '0' })) });
  };
  return {
    view,
    name,
    set(text, readOnly) {
      setting = true;
      view.setState(EditorState.create({ doc: text, extensions: extensions(readOnly) }));
      name(named);
      setting = false;
    },
    mark(problems) {
      view.dispatch(setDiagnostics(view.state, problems.map((one) => lint(view.state, one))));
    },
    reveal(line) {
      const at = view.state.doc.line(Math.max(1, Math.min(line, view.state.doc.lines))).from;
      view.dispatch({ selection: { anchor: at }, effects: EditorView.scrollIntoView(at, { y: 'center' }) });
      view.focus();
    },
  };
}

/** A column counts characters; the editor counts units of UTF-16. */
export function offset(state: EditorState, place: Position): number {
  const line = state.doc.line(Math.max(1, Math.min(place.line, state.doc.lines)));
  const before = Array.from(line.text).slice(0, Math.max(0, place.column - 1)).join('');
  return Math.min(line.to, line.from + before.length);
}

function lint(state: EditorState, one: Diagnostic): Lint {
  const label = one.labels.find((l) => l.primary) ?? one.labels[0];
  const from = label ? offset(state, label.start) : 0;
  const to = label ? Math.max(from, offset(state, label.end)) : 0;
  const severity = one.severity === 'info' ? 'info' : one.severity;
  return { from, to, severity, message: [one.message, one.help].filter(Boolean).join('\n') };
}
