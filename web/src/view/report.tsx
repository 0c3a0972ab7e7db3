/** One report as its reader sees it, with its findings beside it, and what to do with them. */

import { useEffect, useRef, useState } from 'preact/hooks';
import { moveReports, type Moved } from '../moved';
import { SEVERITIES, type Item, type Store } from '../store';
import { draw } from '../trusted';
import { words } from '../words';
import { Back, Copy, Download, Sheet } from './icons';
import { LETTERS } from './use';

/** The report on the page, for what moves it. */
let shown: { item?: Item; store?: Store } = {};
let moved: Moved | undefined;

function names() {
  const say = words(shown.store?.lang ?? 'zh');
  return { rules: shown.item?.titles ?? {}, holds: say.holds, broken: say.broken, none: say.noSums };
}

/** The next finding behind a note, or the one before it. */
function step(by: number, from: Element): void {
  const notes = [...document.querySelectorAll('.note')];
  const next = notes[(notes.indexOf(from) + by + notes.length) % notes.length];
  if (next) moved?.go(next);
}

/** Draws the part of a report that the engine made. */
export function useDrawn(store: Store, item: Item | undefined, worstFirst: boolean) {
  const into = useRef<HTMLDivElement>(null);
  const html = item?.html;
  useEffect(() => {
    let gone = false;
    moved ??= moveReports(names, step);
    shown = { item, store };
    const put = async () => {
      const text = (await html?.text()) ?? '';
      const root = into.current;
      if (gone || !root) return;
      draw(root, text);
      if (worstFirst) sortList(root);
      moved?.prepare(root);
      moved?.lay();
    };
    void put();
    return () => { gone = true; };
  }, [html]);
  return into;
}

/** The list of findings with the worst first; their numbers stay those of their places. */
function sortList(root: HTMLElement): void {
  const list = root.querySelector('.list');
  if (!list) return;
  const rank = (row: Element) => LETTERS.findIndex((letter) => row.classList.contains(letter));
  list.append(...[...list.children].sort((a, b) => rank(a) - rank(b)));
}

export function ReportView({ store, item }: { store: Store; item: Item }) {
  const say = words(store.lang);
  const head = useRef<HTMLHeadingElement>(null);
  const report = item.report;
  const into = useDrawn(store, item, true);
  useEffect(() => head.current?.focus({ preventScroll: true }), [item.key]);
  const title = report?.body ? [report.body, report.year && say.year(report.year)].filter(Boolean).join(' ') : item.name;
  return (
    <article class="one" aria-labelledby="title">
      {store.items.length > 1 && <Steps store={store} item={item} />}
      <header class="head">
        <div>
          <h2 id="title" ref={head} tabIndex={-1}>{title}</h2>
          {title !== item.name && <p class="path">{item.name}</p>}
        </div>
        {report?.kind && (
          <p class={`verdict ${item.counts[0] ? 'e' : item.counts[1] ? 'w' : 'ok'}`}>{say.verdict(...item.counts)}</p>
        )}
      </header>
      {item.state === 'waiting' && <p class="wait">{say.loading}</p>}
      {item.state === 'unread' && <p class="unfit" role="alert"><b>{say.unread}</b> {item.why}</p>}
      {report?.kind && <Actions store={store} item={item} />}
      <div class="drawn" ref={into} />
      {report?.kind && <Todo store={store} item={item} />}
    </article>
  );
}

/** From report to report, where there are many. */
function Steps({ store, item }: { store: Store; item: Item }) {
  const say = words(store.lang);
  const at = store.items.indexOf(item);
  const to = (number: number | undefined) => () => {
    store.open = number;
    store.changed();
    scrollTo(0, 0);
  };
  const [before, after] = [store.items[at - 1], store.items[at + 1]];
  return (
    <nav class="stepping" aria-label={say.reports}>
      <button type="button" onClick={to(undefined)}><Back />{say.back}</button>
      <span>
        <button type="button" disabled={!before} onClick={to(before?.number)}>{say.previous}</button>
        <span class="path">{say.progress(at + 1, store.items.length)}</span>
        <button type="button" disabled={!after} onClick={to(after?.number)}>{say.next}</button>
      </span>
    </nav>
  );
}

/** A menu closes behind what was chosen, and at the escape key. */
function closeBehind(event: MouseEvent | KeyboardEvent): void {
  const menu = event.currentTarget as HTMLDetailsElement;
  const done = 'key' in event ? event.key === 'Escape' : (event.target as Element).closest('button');
  if (!done || !menu.open) return;
  menu.open = false;
  menu.querySelector('summary')?.focus();
}

function Actions({ store, item }: { store: Store; item: Item }) {
  const say = words(store.lang);
  const [fix, setFix] = useState(false);
  const [text, setText] = useState(false);
  const found = item.counts.some(Boolean);
  const word = /\.(docx|docm|doc|wps)$/i.test(item.name);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(item.letter ?? '');
      store.say(say.copied);
    } catch {
      // no clipboard here, as in pages from disk in some browsers: the text can be selected
      setText(true);
      store.say(say.notCopied);
    }
  };
  return (
    <div class="actions">
      {found && (
        <>
          <button type="button" class="primary" title={say.markHint} onClick={() => void store.mark(item, fix ? 'safe' : '')}>
            <Download />{say.mark}
          </button>
          <button type="button" onClick={() => void store.export('xlsx', item)}><Sheet />{say.list}</button>
          <button type="button" onClick={() => void copy()}><Copy />{say.copy}</button>
        </>
      )}
      <details class="menu" onClick={closeBehind} onKeyDown={closeBehind}>
        <summary>{say.more}</summary>
        <div>
          {found && word && (
            <label><input type="checkbox" checked={fix} onChange={() => setFix(!fix)} /> {say.fix}</label>
          )}
          <button type="button" onClick={() => print()}>{say.print}</button>
          <button type="button" onClick={() => void store.export('html', item)}>{say.page}</button>
          <button type="button" onClick={() => void store.export('json', item)}>{say.json}</button>
        </div>
      </details>
      {text && <textarea class="letter" aria-label={say.copyHere} readOnly rows={8} value={item.letter} onFocus={(e) => e.currentTarget.select()} />}
    </div>
  );
}

/** What is left to do, in one sentence, with a way to each finding. */
function Todo({ store, item }: { store: Store; item: Item }) {
  const say = words(store.lang);
  const all = item.report?.diagnostics ?? [];
  const of = (severity: string) => all.flatMap((d, at) => (d.severity === severity ? [at + 1] : []));
  const [errors = [], warnings = []] = SEVERITIES.map(of);
  const go = (n: number) => (event: Event) => {
    event.preventDefault();
    const target = document.getElementById(`r${item.number}f${n}`);
    if (target) moved?.go(target);
  };
  const links = (numbers: number[], letter: string) => numbers.slice(0, 30).map((n) => (
    <a key={n} class={`number ${letter}`} href={`#r${item.number}f${n}`} title={all[n - 1]?.message} onClick={go(n)}>{n}</a>
  ));
  return (
    <section class="todo" aria-labelledby="todo">
      <h3 id="todo">{say.todo}</h3>
      {!all.length && <p>{say.todoNone}</p>}
      {errors.length > 0 && <p>{say.todoErrors(errors.length)}{links(errors, 'e')}</p>}
      {warnings.length > 0 && <p>{say.todoWarnings(warnings.length)}{links(warnings, 'w')}</p>}
      {item.counts[2] > 0 && <p>{say.todoInfos(item.counts[2])}</p>}
      {all.length > 0 && <p class="fine">{say.todoEnd}</p>}
    </section>
  );
}
