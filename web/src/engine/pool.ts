/**
 * Workers with the engine: as many as there are cores to spare. One that takes too long, breaks or has grown is thrown
 * away with all of its memory, and another takes its place.
 */

import type { Answers, FromWorker, Job, Lang, Shown, Start } from './protocol';

/** A worker that holds more than so many bytes gives its place to a fresh one … */
const GROWN = 192 << 20;
/** … and so does one with more than this when there is nothing left to do. */
const IDLE = 96 << 20;
/** So many milliseconds a file may take. */
const PATIENCE = 60_000;

/** Why a job has no answer. */
export class Refused extends Error {
  /** It took too long, or the engine broke: the words are not the engine's. */
  constructor(
    message: string,
    readonly kind: 'said' | 'late' | 'broken' | 'stopped',
  ) {
    super(message);
  }
}

interface Task {
  job: Job;
  settle: (answer: never) => void;
  fail: (why: Refused) => void;
  step?: (at: number, shown: Shown | null) => void;
}

interface Crew {
  worker: Worker;
  ready: boolean;
  id: number;
  task?: Task;
  timer?: number;
}

export interface Settings {
  script: string;
  engine: string;
  lang: Lang;
  day: string;
  /** At most so many workers. */
  most: number;
  patience?: number;
  /** Gets how long an engine took to start, in milliseconds. */
  started?: (ms: number) => void;
}

/** The engine is compiled once for all pools of the page. */
let compiled: WebAssembly.Module | undefined;

export class Pool {
  private crew: Crew[] = [];
  private queue: Task[] = [];
  private next = 1;

  constructor(
    private readonly settings: Settings,
    private readonly onFailure: (why: string) => void,
  ) {
    this.grow();
  }

  ask<K extends Job['kind']>(
    job: Extract<Job, { kind: K }>,
    step?: (at: number, shown: Shown | null) => void,
  ): Promise<Answers[K]> {
    return new Promise((settle, fail) => {
      this.queue.push({ job, settle: settle as (answer: never) => void, fail, step });
      this.deal();
    });
  }

  /** Drops what has not begun, and what is under way. */
  stop(): void {
    const stopped = new Refused('', 'stopped');
    for (const task of this.queue.splice(0)) task.fail(stopped);
    for (const one of this.crew.filter((c) => c.task)) this.replace(one, stopped);
  }

  close(): void {
    this.queue = [];
    for (const one of this.crew.splice(0)) this.end(one);
  }

  private grow(): void {
    const worker = new Worker(this.settings.script as unknown as URL);
    const one: Crew = { worker, ready: false, id: 0 };
    this.crew.push(one);
    worker.onmessage = (event: MessageEvent<FromWorker>) => this.hear(one, event.data);
    worker.onerror = (event) => {
      event.preventDefault();
      this.broke(one, event.message || 'worker');
    };
    const { engine, lang, day } = this.settings;
    const start: Start = { engine: compiled ?? engine, lang, day };
    worker.postMessage({ start });
  }

  private end(one: Crew): void {
    clearTimeout(one.timer);
    one.worker.onmessage = null;
    one.worker.terminate();
    this.crew = this.crew.filter((other) => other !== one);
  }

  private replace(one: Crew, why?: Refused): void {
    this.end(one);
    if (why) one.task?.fail(why);
    this.grow();
  }

  private broke(one: Crew, why: string): void {
    if (one.ready) {
      this.replace(one, new Refused(why, 'broken'));
      return;
    }
    // an engine that cannot start will not start the next time either
    this.end(one);
    this.onFailure(why);
  }

  private hear(one: Crew, message: FromWorker): void {
    if ('ready' in message) {
      compiled ??= message.ready;
      this.settings.started?.(message.ms);
      one.ready = true;
      this.deal();
      return;
    }
    if ('failed' in message) {
      this.broke(one, message.failed);
      return;
    }
    const task = one.task;
    if (!task || message.id !== one.id) return;
    if ('at' in message) {
      this.watch(one);
      task.step?.(message.at, message.shown);
      return;
    }
    clearTimeout(one.timer);
    one.task = undefined;
    if ('answer' in message) task.settle(message.answer as never);
    else task.fail(new Refused(message.why, message.broken ? 'broken' : 'said'));
    const idle = this.queue.length === 0;
    const broken = 'broken' in message && message.broken;
    if (broken || message.memory > (idle ? IDLE : GROWN)) this.replace(one);
    else this.deal();
  }

  private watch(one: Crew): void {
    clearTimeout(one.timer);
    const patience = this.settings.patience ?? PATIENCE;
    one.timer = window.setTimeout(() => this.replace(one, new Refused('', 'late')), patience);
  }

  /** Gives what waits to those that have nothing to do. */
  private deal(): void {
    for (const one of this.crew.filter((c) => c.ready && !c.task)) {
      const task = this.queue.shift();
      if (!task) return;
      one.task = task;
      one.id = this.next;
      this.next += 1;
      this.watch(one);
      one.worker.postMessage({ id: one.id, job: task.job });
    }
    const more = compiled !== undefined && this.crew.length < this.settings.most;
    if (more && this.queue.length > 1 && this.crew.every((c) => c.ready)) this.grow();
  }
}

/** Cores for workers: one is left to the page. */
export function cores(): number {
  return Math.max(1, Math.min(4, (navigator.hardwareConcurrency || 2) - 1));
}
