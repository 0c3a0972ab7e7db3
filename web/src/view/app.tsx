/** The whole page. */

import { useEffect, useState } from 'preact/hooks';
import { dropped } from '../files';
import type { Store } from '../store';
import { words } from '../words';
import { Overview } from './overview';
import { ReportView } from './report';
import { useStore } from './use';
import { Choose, Welcome } from './welcome';

type Tab = 'check' | 'write';

export interface Editor {
  Playground: (props: { store: Store }) => preact.JSX.Element;
}

export function App({ store, editor }: { store: Store; editor: Editor }) {
  useStore(store);
  const [tab, show] = useState<Tab>(location.hash.startsWith('#pack=') ? 'write' : 'check');
  const [opened, opens] = useState(tab === 'write');
  const say = words(store.lang);
  useEffect(() => {
    document.documentElement.lang = say.code;
    document.title = say.title;
  }, [store.lang]);
  const over = useDrop(store, () => show('check'));
  const to = (next: Tab) => () => {
    if (next === 'write') opens(true);
    show(next);
  };
  const { Playground } = editor;
  return (
    <div class={over ? 'page over' : 'page'}>
      <a class="skip" href="#main">{say.skip}</a>
      <header class="top">
        <h1><span class="mark" aria-hidden="true">勾</span>{say.title}</h1>
        <nav aria-label={say.pages}>
          <button type="button" aria-current={tab === 'check' ? 'page' : undefined} onClick={to('check')}>{say.check}</button>
          <button type="button" aria-current={tab === 'write' ? 'page' : undefined} onClick={to('write')}>{say.write}</button>
          <button type="button" class="lang" lang={store.lang === 'zh' ? 'en' : 'zh-CN'} onClick={() => store.speak(store.lang === 'zh' ? 'en' : 'zh')}>{say.other}</button>
        </nav>
      </header>
      <main id="main" tabIndex={-1}>
        {store.broken && <p class="unfit alert" role="alert">{say.notHere} <small>{store.broken}</small></p>}
        <div hidden={tab !== 'check'}><Check store={store} /></div>
        {opened && <div hidden={tab !== 'write'}><Playground store={store} /></div>}
      </main>
      <Status store={store} />
    </div>
  );
}

function Check({ store }: { store: Store }) {
  const say = words(store.lang);
  if (!store.items.length) return <Welcome store={store} />;
  const item = store.current;
  return (
    <>
      <div class="bar">
        <span>{say.drop}</span>
        <Choose store={store} small />
        <button type="button" class="quiet" onClick={() => store.clear()}>{say.again}</button>
      </div>
      {/* another file is another view: the drawing before never stands under its name */}
      {item ? <ReportView key={item.key} store={store} item={item} /> : <Overview store={store} />}
    </>
  );
}

/** What goes on, for eyes and for those who listen. */
function Status({ store }: { store: Store }) {
  const say = words(store.lang);
  const busy = store.busy;
  useEffect(() => {
    if (!store.said) return undefined;
    const said = store.said;
    const timer = setTimeout(() => { if (store.said === said) store.say(''); }, 8000);
    return () => clearTimeout(timer);
  }, [store.said]);
  return (
    <div class="status" data-busy={busy ? '' : undefined} data-finished={store.finished}>
      {busy && (
        <div class="progress">
          <label for="progress">{busy.what} {busy.all > 1 && say.progress(busy.done, busy.all)}</label>
          <progress id="progress" max={busy.all} value={busy.all > 1 ? busy.done : undefined} />
          <button type="button" onClick={() => store.stop()}>{say.stop}</button>
        </div>
      )}
      <output aria-live="polite">{!busy && store.said}</output>
    </div>
  );
}

/** Files may be dropped anywhere on the page. */
function useDrop(store: Store, taken: () => void): boolean {
  const [over, set] = useState(false);
  useEffect(() => {
    let away = 0;
    const files = (event: DragEvent) => event.dataTransfer?.types.includes('Files');
    const drag = (event: DragEvent) => {
      if (!files(event)) return;
      event.preventDefault();
      clearTimeout(away);
      set(true);
      away = window.setTimeout(() => set(false), 300);
    };
    const drop = async (event: DragEvent) => {
      if (!event.dataTransfer || !files(event)) return;
      event.preventDefault();
      set(false);
      taken();
      store.take(await dropped(event.dataTransfer));
    };
    addEventListener('dragover', drag);
    addEventListener('drop', drop);
    return () => {
      removeEventListener('dragover', drag);
      removeEventListener('drop', drop);
    };
  }, [store]);
  return over;
}
