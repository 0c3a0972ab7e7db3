/** For those who write packs: the pack on the left, its cases and what it finds in a report on the right, as one types. */

import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import sample from '../../../tests/samples/qinghe-2023.txt?raw';
import { Pool, Refused } from '../engine/pool';
import type { Answers } from '../engine/protocol';
import { save } from '../files';
import type { Report } from '../report';
import { engineSettings, type Item, type Store } from '../store';
import { useDrawn } from '../view/report';
import { words } from '../words';
import { completer, type Schema } from './complete';
import { edit, type Editing } from './editor';
import { fromFragment, toFragment } from './link';
import { Outcome, type Cases } from './outcome';

/** A file of a pack that comes along. */
interface Builtin {
  path: string;
  name: string;
  text: string;
}

/** Links longer than this are cut by some programs, in bytes. */
const LONG = 8000;
/** So many milliseconds without a key before the pack is checked. */
const PAUSE = 250;

interface Result {
  report: Report;
  cases: Cases;
  rules: number;
  item?: Item;
  why?: string;
  /** How often the pack was checked. */
  round: number;
}

export function Playground({ store }: { store: Store }) {
  const say = words(store.lang);
  const place = useRef<HTMLDivElement>(null);
  const editor = useRef<Editing | undefined>(undefined);
  const schema = useRef<Schema>({});
  const [files, setFiles] = useState<Builtin[]>([]);
  const [pack, setPack] = useState('');
  const [shownBuiltin, showBuiltin] = useState('');
  const [report, setReport] = useState(sample);
  const [editing, editReport] = useState(false);
  const [result, setResult] = useState<Result>();
  const [late, setLate] = useState(false);
  const rounds = useRef(0);
  const pool = useMemo(() => new Pool(engineSettings(store.lang, 1), () => undefined), [store.lang]);

  useEffect(() => () => pool.close(), [pool]);
  useEffect(() => {
    const parent = place.current;
    if (!parent || editor.current) return;
    editor.current = edit(parent, setPack, (context) => completer(schema.current, () => store.lang)(context));
  }, []);
  useEffect(() => editor.current?.name(`${say.pack}。${say.editorHelp}`), [say]);
  const open = (text: string, readOnly = '') => {
    editor.current?.set(text, readOnly !== '');
    showBuiltin(readOnly);
    setPack(text);
  };
  useEffect(() => {
    void pool.ask<'packs'>({ kind: 'packs' }).then(async (answer) => {
      setFiles(JSON.parse(answer.files) as Builtin[]);
      schema.current = JSON.parse(answer.schema) as Schema;
      if (pack) return;
      const linked = await fromFragment(location.hash);
      if (linked?.report) setReport(linked.report);
      if (location.hash.startsWith('#pack=')) store.say(linked ? say.packLoaded : say.packBadLink);
      open(linked?.pack ?? answer.template);
    }, () => undefined);
  }, [pool]);
  useEffect(() => {
    if (!pack || shownBuiltin) return undefined;
    const timer = setTimeout(() => void check(), PAUSE);
    const check = async () => {
      pool.stop();
      try {
        const answer = await pool.ask<'pack'>({ kind: 'pack', text: pack, name: 'report.txt', report });
        rounds.current += 1;
        const next = { ...resultOf(answer), round: rounds.current };
        setLate(false);
        setResult(next);
        editor.current?.mark(next.report.diagnostics);
      } catch (error) {
        if (error instanceof Refused && error.kind === 'late') setLate(true);
      }
    };
    return () => clearTimeout(timer);
  }, [pack, report, shownBuiltin, pool]);

  const link = async () => {
    const own = report === sample ? undefined : report;
    const fragment = await toFragment({ pack, report: own });
    history.replaceState(null, '', fragment);
    const long = fragment.length > LONG ? say.packLong(Math.ceil(fragment.length / 1024)) : say.packLinked;
    try {
      await navigator.clipboard.writeText(location.href);
      store.say(long);
    } catch {
      store.say(say.notCopied);
    }
  };
  const pick = (path: string) => {
    const file = files.find((one) => one.path === path);
    if (file) open(file.text, file.path);
  };
  const copyOf = () => open(pack.replace(/^(id\s*=\s*")([^"]*)"/m, '$1my-$2"'));
  return (
    <div class="playground">
      <p class="intro">{say.packIntro}</p>
      <section class="left" aria-label={say.pack}>
        <div class="tools">
          <select aria-label={say.packs} value={shownBuiltin} onChange={(event) => pick(event.currentTarget.value)}>
            <option value="">{say.packs}……</option>
            {files.map((file) => <option key={file.path} value={file.path}>{`${file.path.replace(/^rules\//, '')}${file.name ? `（${file.name}）` : ''}`}</option>)}
          </select>
          <button type="button" onClick={() => void pool.ask<'packs'>({ kind: 'packs' }).then((a) => open(a.template))}>{say.packNew}</button>
          {shownBuiltin && <button type="button" class="primary" onClick={copyOf}>{say.packReadOnly}</button>}
          {!shownBuiltin && <button type="button" onClick={() => save(say.packNamed, pack, 'application/toml')}>{say.packDownload}</button>}
          {!shownBuiltin && <button type="button" onClick={() => void link()}>{say.packLink}</button>}
        </div>
        <div class="editor" ref={place} />
      </section>
      <section class="right" aria-label={say.packFindings}>
        {late && <p class="unfit alert" role="alert">{say.packLate}</p>}
        {!shownBuiltin && result && (
          <Outcome store={store} report={result.report} rules={result.rules} cases={result.cases} round={result.round} go={(line) => editor.current?.reveal(line)} />
        )}
        <div class="tools">
          <h3>{say.packReport}</h3>
          <button type="button" aria-pressed={editing} onClick={() => editReport(!editing)}>{editing ? say.packView : say.packEdit}</button>
        </div>
        {editing
          ? <textarea class="text-of" aria-label={say.packText} value={report} spellcheck={false} onInput={(event) => setReport(event.currentTarget.value)} />
          : <Findings store={store} result={result} />}
      </section>
    </div>
  );
}

function Findings({ store, result }: { store: Store; result?: Result }) {
  const say = words(store.lang);
  const into = useDrawn(store, result?.item, true);
  if (result?.why) return <p class="unfit">{result.why}</p>;
  return (
    <>
      {result?.item && !result.item.counts.some(Boolean) && <p>{say.packNoFindings}</p>}
      <div class="drawn narrow" ref={into} />
    </>
  );
}

function resultOf(answer: Answers['pack']): Omit<Result, 'round'> {
  const report = JSON.parse(answer.pack.problems) as Report;
  const cases = JSON.parse(answer.pack.cases) as Cases;
  const { rules } = answer.pack;
  if (!answer.shown) return { report, cases, rules, why: answer.why };
  const found = JSON.parse(answer.shown.json) as Report;
  const item: Item = {
    number: 1,
    key: 0,
    name: found.path,
    file: new Blob(),
    state: 'done',
    report: found,
    html: new Blob([answer.shown.html]),
    titles: JSON.parse(answer.shown.titles || '{}') as Record<string, string>,
    kept: answer.shown.kept,
    counts: [
      found.diagnostics.filter((d) => d.severity === 'error').length,
      found.diagnostics.filter((d) => d.severity === 'warning').length,
      found.diagnostics.filter((d) => d.severity === 'info').length,
    ],
  };
  return { report, cases, rules, item };
}
