/** What views share. */

import { useEffect, useReducer } from 'preact/hooks';
import type { Store } from '../store';

/** Draws again whenever the store changes. */
export function useStore(store: Store): void {
  const [, again] = useReducer((n: number) => n + 1, 0);
  useEffect(() => store.subscribe(() => again(undefined)), [store]);
}

/** The letter of a severity, which is its class on both pages. */
export const LETTERS = ['e', 'w', 'i'] as const;
