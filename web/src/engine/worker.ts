/** The engine in a thread of its own: it reads files and answers, and knows nothing of the page. */

import * as engine from '../../engine/gouji_wasm.js';
import type { Answer, FromWorker, Input, Job, Lang, Shown, Start, ToWorker } from './protocol';

const say = (message: FromWorker, transfer: Transferable[] = []) => postMessage(message, { transfer });

let memory: WebAssembly.Memory | undefined;
let begun: Start;
let checker: engine.Engine | undefined;

/** The engine stands in the page as text: packed, and written with letters. */
async function compiled(text: string): Promise<WebAssembly.Module> {
  const letters = atob(text);
  const packed = new Uint8Array(letters.length);
  for (let at = 0; at < letters.length; at += 1) packed[at] = letters.charCodeAt(at);
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'));
  return WebAssembly.compile(await new Response(stream).arrayBuffer());
}

async function start(given: Start): Promise<void> {
  const from = performance.now();
  begun = given;
  const module = typeof given.engine === 'string' ? await compiled(given.engine) : given.engine;
  memory = engine.initSync({ module }).memory;
  checker = new engine.Engine(given.lang, undefined);
  say({ ready: module, ms: performance.now() - from });
}

/** The fields of what the engine gives, which are copied once each; what it held is given back. */
function taken(shown: engine.Shown): Shown {
  const { json, html, titles, letter, marked, kept } = shown;
  shown.free();
  return { json, html, titles, letter, marked, kept };
}

async function bytesOf(file: Blob, lang: Lang): Promise<Uint8Array> {
  const why = engine.too_large(file.size, lang);
  if (why !== undefined) throw why;
  return new Uint8Array(await file.arrayBuffer());
}

function run(id: number, output: string, inputs: Input[]): Uint8Array {
  const files = new FileReaderSync();
  const read = (at: number) => {
    const file = inputs[at]?.file;
    if (!file) throw '';
    const why = engine.too_large(file.size, begun.lang);
    if (why !== undefined) throw why;
    return new Uint8Array(files.readAsArrayBuffer(file));
  };
  const take = (at: number, shown: engine.Shown | null) => say({ id, at, shown: shown && taken(shown) });
  const rows = inputs.map((input) => [input.name, input.kept, input.unread]);
  if (!checker) throw '';
  return checker.run(output, rows, begun.day, read, take);
}

function pack(text: string, name: string, report: string): Answer {
  const { lang, day } = begun;
  const checked = engine.check_pack(text, lang);
  const { rules, problems, cases } = checked;
  checked.free();
  const own = new engine.Engine(lang, text);
  try {
    const shown = taken(own.check(name, new TextEncoder().encode(report), 1, day));
    return { pack: { rules, problems, cases }, shown };
  } catch (error) {
    if (typeof error !== 'string') throw error;
    return { pack: { rules, problems, cases }, why: error };
  } finally {
    own.free();
  }
}

async function work(id: number, job: Job): Promise<Answer> {
  const { lang, day } = begun;
  if (!checker) throw '';
  switch (job.kind) {
    case 'check':
      return taken(checker.check(job.name, await bytesOf(job.file, lang), job.number, day));
    case 'mark': {
      const marked = checker.mark(job.name, await bytesOf(job.file, lang), job.fix, day);
      const { name, bytes, rewritten } = marked;
      marked.free();
      return { name, bytes, rewritten };
    }
    case 'run':
      return run(id, job.output, job.inputs);
    case 'pack':
      return pack(job.text, job.name, job.report);
    case 'packs':
      return { files: engine.builtin(lang), schema: engine.pack_schema(), template: engine.new_pack(lang) };
  }
}

addEventListener('message', async (event: MessageEvent<ToWorker>) => {
  const message = event.data;
  if ('start' in message) {
    start(message.start).catch((error: unknown) => say({ failed: String(error) }));
    return;
  }
  const { id, job } = message;
  const held = () => memory?.buffer.byteLength ?? 0;
  try {
    const answer = await work(id, job);
    say({ id, answer, memory: held() });
  } catch (error) {
    // what the engine says is a sentence; anything else means that it stopped in the middle
    const broken = typeof error !== 'string';
    say({ id, why: broken ? String(error) : error, broken, memory: held() });
  }
});
