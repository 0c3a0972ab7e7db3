/** Many reports: how many are clean, what is wrong most often, and the way to each. */

import { useState } from 'preact/hooks';
import { SEVERITIES, type Item, type Store } from '../store';
import { words } from '../words';
import { Sheet } from './icons';
import { LETTERS } from './use';

/** So many rows of the list are shown at first. */
const ROWS = 60;
/** So many bars of a plot. */
const BARS = 8;

/** Clean, infos only, warnings, errors, no report, unreadable, waiting. */
function stateOf(item: Item): number {
  if (item.state === 'unread') return 5;
  if (item.state === 'waiting') return 6;
  if (!item.report?.kind) return 4;
  const [e, w, i] = item.counts;
  return e ? 3 : w ? 2 : i ? 1 : 0;
}

const ORDER = [3, 2, 1, 0, 4, 5, 6];

export function Overview({ store }: { store: Store }) {
  const say = words(store.lang);
  const states = store.items.map(stateOf);
  const count = (state: number) => states.filter((s) => s === state).length;
  const reports = states.filter((s) => s < 4).length;
  const clean = count(0) + count(1);
  const percent = reports ? Math.round((clean * 100) / reports) : 0;
  const sums = SEVERITIES.map((_, at) => store.items.reduce((n, item) => n + (item.counts[at] ?? 0), 0));
  const [e = 0, w = 0, i = 0] = sums;
  return (
    <section id="overview" aria-labelledby="overview-title">
      <h2 id="overview-title">{say.overview}</h2>
      <p class="lead">
        <strong class={percent >= 90 ? 'good' : percent >= 60 ? 'fair' : 'poor'}>{percent}%</strong>
        <span>{say.share(clean, reports)}<br />{say.sums(e, w, i)}</span>
      </p>
      <Share states={states} labels={say.states} said={say.share(clean, reports)} />
      <div class="actions">
        <button type="button" class="primary" onClick={() => void store.export('xlsx')}><Sheet />{say.list}</button>
        <button type="button" onClick={() => void store.export('html')}>{say.page}</button>
        <button type="button" onClick={() => void store.export('json')}>{say.json}</button>
        <button type="button" onClick={() => print()}>{say.print}</button>
      </div>
      <Skipped store={store} />
      <div class="plots">
        <Faults store={store} />
        <Bodies store={store} />
      </div>
      <Rows store={store} />
    </section>
  );
}

function Skipped({ store }: { store: Store }) {
  const say = words(store.lang);
  const said = [store.skipped && say.skippedFiles(store.skipped), store.marked && say.markedFiles(store.marked)];
  const text = said.filter(Boolean).join(' · ');
  return text ? <p class="run">{text}</p> : null;
}

function Share({ states, labels, said }: { states: number[]; labels: string[]; said: string }) {
  let before = 0;
  const parts = ORDER.map((state) => {
    const n = states.filter((s) => s === state).length;
    const x = before;
    before += n;
    return { state, n, x };
  }).filter((part) => part.n > 0);
  return (
    <>
      <svg class="share" viewBox={`0 0 ${states.length} 1`} preserveAspectRatio="none" role="img" aria-label={said}>
        {parts.map(({ state, n, x }) => <rect key={state} class={`s${state}`} x={x} width={n} height="1" />)}
      </svg>
      <ul class="legend">
        {parts.map(({ state, n }) => <li key={state} class={`s${state}`}><i />{labels[state]} <b>{n}</b></li>)}
      </ul>
    </>
  );
}

interface Bar {
  key: string;
  label: string;
  parts: number[];
  title?: string;
}

/** Bars of numbers by severity, the longest first; each can be read as a row of a table. */
function Plot({ caption, bars }: { caption: string; bars: Bar[] }) {
  const total = (bar: Bar) => bar.parts.reduce((a, b) => a + b, 0);
  const first = [...bars].sort((a, b) => total(b) - total(a)).slice(0, BARS);
  const most = Math.max(1, ...first.map(total));
  if (!first.length) return null;
  return (
    <table class="plot">
      <caption>{caption}</caption>
      <tbody>
        {first.map((bar) => {
          let x = 0;
          return (
            <tr key={bar.key}>
              <th scope="row" title={bar.title}>{bar.label}</th>
              <td>
                <svg viewBox={`0 0 ${most} 1`} preserveAspectRatio="none" aria-hidden="true">
                  {bar.parts.map((n, at) => {
                    const from = x;
                    x += n;
                    return n > 0 && <rect class={LETTERS[at]} x={from} width={n} height="1" />;
                  })}
                </svg>
              </td>
              <td>{total(bar)}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** In how many reports each thing is wrong. */
function Faults({ store }: { store: Store }) {
  const say = words(store.lang);
  const bars = new Map<string, Bar>();
  for (const item of store.items.filter((one) => one.report?.kind)) {
    const seen = new Set<string>();
    for (const d of item.report?.diagnostics ?? []) {
      if (d.severity === 'info' || seen.has(d.rule)) continue;
      seen.add(d.rule);
      const bar = bars.get(d.rule) ?? { key: d.rule, label: d.fault || d.rule, parts: [0, 0], title: d.rule };
      const at = SEVERITIES.indexOf(d.severity);
      bar.parts[at] = (bar.parts[at] ?? 0) + 1;
      bars.set(d.rule, bar);
    }
  }
  return <Plot caption={`${say.faults}（${say.faultsOf}）`} bars={[...bars.values()]} />;
}

function Bodies({ store }: { store: Store }) {
  const say = words(store.lang);
  const bars = new Map<string, Bar>();
  for (const item of store.items) {
    const body = item.report?.body;
    const [e, w] = item.counts;
    if (!body || !(e || w)) continue;
    const bar = bars.get(body) ?? { key: body, label: body, parts: [0, 0] };
    bar.parts = [(bar.parts[0] ?? 0) + e, (bar.parts[1] ?? 0) + w];
    bars.set(body, bar);
  }
  return bars.size > 1 ? <Plot caption={say.bodies} bars={[...bars.values()]} /> : null;
}

function Rows({ store }: { store: Store }) {
  const say = words(store.lang);
  const [every, all] = useState(false);
  const rank = (item: Item) => ORDER.indexOf(stateOf(item));
  const order = (a: Item, b: Item) =>
    rank(a) - rank(b) || b.counts[0] - a.counts[0] || b.counts[1] - a.counts[1] || b.counts[2] - a.counts[2] || a.number - b.number;
  const sorted = [...store.items].sort(order);
  const shown = every ? sorted : sorted.slice(0, ROWS);
  const open = (item: Item) => (event: Event) => {
    event.preventDefault();
    store.open = item.number;
    store.changed();
    scrollTo(0, 0);
  };
  return (
    <>
      <div class="wide">
        <table class="reports">
          <caption>{say.reports}</caption>
          <thead>
            <tr>
              <th scope="col">{say.report}</th>
              {SEVERITIES.map((s) => <th key={s} scope="col">{say.severities[s]}</th>)}
            </tr>
          </thead>
          <tbody>
            {shown.map((item) => <Row key={item.key} item={item} open={open(item)} store={store} />)}
          </tbody>
        </table>
      </div>
      {shown.length < sorted.length && (
        <button type="button" class="all" onClick={() => all(true)}>{say.showAll(sorted.length)}</button>
      )}
    </>
  );
}

function Row({ item, open, store }: { item: Item; open: (event: Event) => void; store: Store }) {
  const say = words(store.lang);
  const report = item.report;
  const name = report?.body ? [report.body, report.year && say.year(report.year)].filter(Boolean).join(' ') : item.name;
  const state = stateOf(item);
  const why = state === 5 ? item.why : state === 4 ? report?.diagnostics[0]?.message ?? say.noReport : '';
  return (
    <tr>
      <th scope="row">
        {state === 6 ? name : <a href={`#r${item.number}`} onClick={open}>{name}</a>}
        {name !== item.name && <span class="path"> {item.name}</span>}
        {why && <span class="why"><b>{say.states[state]}</b> {why}</span>}
      </th>
      {state < 4
        ? item.counts.map((n, at) => <td key={at} class={n ? LETTERS[at] : 'zero'}>{n}</td>)
        : <td colSpan={3} class="o">{say.states[state]}</td>}
    </tr>
  );
}
