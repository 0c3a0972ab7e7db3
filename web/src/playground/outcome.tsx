/** What is wrong with a pack, and how its cases end. */

import type { Report } from '../report';
import type { Store } from '../store';
import { LETTERS } from '../view/use';
import { words } from '../words';

/** What `gouji pack test -f json` says. */
export interface Cases {
  cases: {
    rule: string;
    note: string;
    line: number;
    result: 'passed' | 'failed' | 'todo' | 'todo-passes';
    expected?: { places: string[] | null; open: number | null };
    found?: { places: { text: string; cell: string | null }[]; open: string[] } | null;
  }[];
}

const letter = { error: LETTERS[0], warning: LETTERS[1], info: LETTERS[2] };

interface Props {
  store: Store;
  report: Report;
  rules: number;
  cases: Cases;
  round: number;
  go: (line: number) => void;
}

export function Outcome({ store, report, rules, cases, round, go }: Props) {
  const say = words(store.lang);
  const problems = report.diagnostics;
  const errors = problems.filter((d) => d.severity === 'error').length;
  const passed = cases.cases.filter((one) => one.result === 'passed').length;
  const at = (line: number) => <button type="button" class="line" onClick={() => go(line)}>{say.packLine(line)}</button>;
  return (
    <div class="outcome" data-round={round}>
      <section aria-labelledby="pack-problems">
        <h3 id="pack-problems">{say.packProblems}</h3>
        <p class={errors ? 'bad' : 'good'} aria-live="polite">{errors ? say.packWrong(errors) : say.packFine(rules)}</p>
        <ul>
          {problems.map((d, n) => (
            <li key={n} class={letter[d.severity]}>
              {at(d.labels[0]?.start.line ?? 1)} {d.message}
              {d.help && <small>{d.help}</small>}
            </li>
          ))}
        </ul>
      </section>
      <section aria-labelledby="pack-cases">
        <h3 id="pack-cases">{say.packCases}</h3>
        <p class={passed > 0 && passed === cases.cases.length ? 'good' : 'bad'}>
          {cases.cases.length ? say.packCasesSum(passed, cases.cases.length) : say.packNoCases}
        </p>
        <ul>
          {cases.cases.map((one, n) => (
            <li key={n} class={one.result === 'failed' ? 'e' : 'ok'}>
              {at(one.line)} <b>{say.packCase[one.result]}</b> {one.rule}{one.note && ` · ${one.note}`}
              {one.result === 'failed' && (
                <small>
                  {say.packExpected} {list(one.expected?.places, say.packNothing)}；{say.packFound} {list(one.found?.places.map((p) => p.text), say.packNothing)}
                </small>
              )}
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}

const list = (places: string[] | null | undefined, nothing: string) =>
  places?.length ? places.map((p) => `「${p}」`).join('、') : places === null ? '1' : nothing;
