/** What a person sees first: where to put the report, and that it stays here. */

import { useRef, useState } from 'preact/hooks';
import sample from '../../../tests/samples/qinghe-2023.txt?raw';
import { ENDINGS, chosen, type Given } from '../files';
import type { Store } from '../store';
import { words } from '../words';
import { Document, Lock } from './icons';

export const textGiven = (name: string, text: string): Given => ({
  files: [{ name, file: new Blob([text], { type: 'text/plain' }) }],
  skipped: 0,
});

const ACCEPT = ENDINGS.map((e) => `.${e}`).join(',');

/** Buttons that take files, folders and text. */
export function Choose({ store, small }: { store: Store; small?: boolean }) {
  const say = words(store.lang);
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const [pasting, paste] = useState(false);
  const taken = (event: Event) => {
    const input = event.currentTarget as HTMLInputElement;
    if (input.files?.length) store.take(chosen(input.files));
    input.value = '';
  };
  return (
    <>
      <div class="choose">
        <button type="button" class={small ? '' : 'primary'} onClick={() => files.current?.click()}>{say.choose}</button>
        <button type="button" onClick={() => folder.current?.click()}>{say.folder}</button>
        <button type="button" aria-expanded={pasting} onClick={() => paste(!pasting)}>{say.paste}</button>
        {!small && (
          <button type="button" class="quiet" onClick={() => store.take(textGiven(say.sampleName, sample))}>{say.sample}</button>
        )}
        <input ref={files} id="files" type="file" multiple accept={ACCEPT} hidden onChange={taken} />
        <input ref={folder} id="folder" type="file" hidden onChange={taken} {...{ webkitdirectory: true }} />
      </div>
      {pasting && <Paste store={store} close={() => paste(false)} />}
    </>
  );
}

function Paste({ store, close }: { store: Store; close: () => void }) {
  const say = words(store.lang);
  const area = useRef<HTMLTextAreaElement>(null);
  const go = () => {
    const text = area.current?.value ?? '';
    if (!text.trim()) return;
    close();
    store.take(textGiven(say.pasteName, text));
  };
  return (
    <div class="paste">
      <label for="pasted">{say.pasteTitle}</label>
      <textarea id="pasted" ref={area} rows={8} autofocus spellcheck={false} />
      <div class="choose">
        <button type="button" class="primary" onClick={go}>{say.pasteGo}</button>
        <button type="button" onClick={close}>{say.cancel}</button>
      </div>
    </div>
  );
}

/** Why nothing leaves the machine, in words and in those of the browser. */
export function Private({ store }: { store: Store }) {
  const say = words(store.lang);
  const rule = document.querySelector('meta[http-equiv="Content-Security-Policy"]');
  const policy = (rule?.getAttribute('content') ?? '').replace(/'sha256-[^']*'/g, "'sha256-…'");
  return (
    <section class="private" aria-labelledby="private">
      <Lock />
      <div>
        <h2 id="private">{say.private}</h2>
        <p>{say.privateWhy}</p>
        <details>
          <summary>{say.privateHow}</summary>
          {say.privateMore.map((text) => <p key={text}>{text}</p>)}
          <p>{say.privatePolicy}</p>
          <pre tabIndex={0}>{policy}</pre>
        </details>
      </div>
    </section>
  );
}

export function Welcome({ store }: { store: Store }) {
  const say = words(store.lang);
  return (
    <div class="welcome">
      <section class="drop" aria-labelledby="drop">
        <Document />
        <h2 id="drop">{say.drop}</h2>
        <p class="over" aria-hidden="true">{say.dropHere}</p>
        <p>{say.dropMore}</p>
        <Choose store={store} />
        <p class="fine">{say.formats}</p>
      </section>
      <Private store={store} />
      <ol class="steps">
        {say.steps.map((step, at) => <li key={step}><b>{step}</b><span>{say.stepsMore[at]}</span></li>)}
      </ol>
    </div>
  );
}
