import { describe, expect, it } from 'vitest';
import { present } from '../../src/base/assert.ts';
import { generateLog } from '../../src/interop/generate-log.ts';
import { parseLog } from '../../src/interop/shiviz-log.ts';
import { CAUSAL_STEP } from '../../src/sim/trace.ts';
import { createLogStore, type LogStore, type LogView } from '../../src/store/log.ts';

function opened(text: string): LogStore {
  const store = createLogStore();
  const log = parseLog(text);
  if (!log.ok) throw new Error(JSON.stringify(log.error));
  store.open(log.value, 'a log');
  return store;
}

const view = (store: LogStore): LogView => present(store.getState().open, 'log').view;

describe('a log in hand', () => {
  it('opens whole where it is small, and at its beginning where it is large', () => {
    const small = view(opened('a\nA {"A":1}'));
    expect(small.window).toEqual({ from: 0, to: small.duration });
    const large = view(opened(generateLog({ events: 5_000, hosts: 4, seed: 2 })));
    expect(large.window.from).toBe(0);
    expect(large.trace.countAt(large.window.to)).toBeLessThan(400);
    expect(large.trace.countAt(large.window.to)).toBeGreaterThan(100);
  });

  it('brings what is selected into view, and leaves the view alone where it is there', () => {
    const store = opened(generateLog({ events: 5_000, hosts: 4, seed: 2 }));
    const { window, trace } = view(store);
    store.select({ kind: 'event', event: 3 });
    expect(view(store).window).toBe(window);
    store.select({ kind: 'event', event: 4_999 });
    const moved = view(store).window;
    expect(moved.to - moved.from).toBe(window.to - window.from);
    expect(moved.from).toBeLessThanOrEqual(trace.at(4_999));
    expect(moved.to).toBeGreaterThanOrEqual(trace.at(4_999));
  });

  it('pairs the next event that is selected with the one to compare', () => {
    const store = opened('a\nA {"A":1}\nb\nB {"B":1}');
    store.select({ kind: 'event', event: 0 });
    store.compareWithNext(0);
    store.select({ kind: 'event', event: 1 });
    expect(view(store).selection).toEqual({ kind: 'event', event: 0, other: 1 });
    store.select({ kind: 'event', event: 1 });
    expect(view(store).selection).toEqual({ kind: 'event', event: 1 });
  });

  it('shows another execution from its beginning, nothing selected', () => {
    const store = opened('=== one ===\na\nA {"A":1}\n=== two ===\na\nA {"A":1}\nb\nA {"A":2}');
    store.select({ kind: 'event', event: 0 });
    store.show(1);
    expect(view(store)).toMatchObject({ index: 1, selection: undefined, duration: 3 * CAUSAL_STEP });
    expect(view(store).trace.length).toBe(2);
  });
});
