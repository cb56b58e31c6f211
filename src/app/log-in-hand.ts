/** The one imported log of the page, and how components read it. */
import { useStore } from 'zustand';
import { createLogStore, type LogState } from '../store/log.ts';

export const logStore = createLogStore();

export function useLog<Value>(select: (state: LogState) => Value): Value {
  return useStore(logStore, select);
}
