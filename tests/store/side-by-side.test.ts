import { describe, expect, it } from 'vitest';
import { catalog } from '../../src/protocols/catalog.ts';
import { parseText } from '../../src/scenario/text.ts';
import { traceHash } from '../../src/sim/trace-json.ts';
import {
  computeSlice,
  createSideBySide,
  durationOf,
  moveOn,
  play,
  replaceSide,
  type SideBySideStore,
  seek,
} from '../../src/store/side-by-side.ts';
import { runText } from '../support/gallery-run.ts';

const RAFT = 'raft processes=3 seed=4 duration=2s\n@500ms..1.8s every=100ms C1 write x';
const CHAIN = 'chain seed=4 duration=3s\n@500ms..1.8s every=100ms C1 write x';

function subject(text: string) {
  const scenario = parseText(text, catalog);
  const found = scenario.ok ? catalog(scenario.value.protocol) : undefined;
  if (!scenario.ok || found === undefined) throw new Error(text);
  return { scenario: scenario.value, protocol: found };
}

function whole(store: SideBySideStore): SideBySideStore {
  while (computeSlice(store));
  return store;
}

describe('two runs under one playhead', () => {
  it('are each the run of their scenario', () => {
    const { left, right } = whole(createSideBySide(subject(RAFT), subject(CHAIN), 0)).getState();
    expect(traceHash(left.trace)).toBe(traceHash(runText(RAFT).trace));
    expect(traceHash(right.trace)).toBe(traceHash(runText(CHAIN).trace));
  });

  it('play on while the longer one lasts, and stop there', () => {
    const store = whole(createSideBySide(subject(RAFT), subject(CHAIN), 0));
    store.setState({ speed: 1 });
    play(store, true);
    for (let frame = 0; frame < 25; frame += 1) moveOn(store, 100);
    expect(store.getState()).toMatchObject({ playing: true, cursor: 2_500_000 });
    for (let frame = 0; frame < 10; frame += 1) moveOn(store, 100);
    expect(store.getState()).toMatchObject({ playing: false, cursor: 3_000_000 });
    play(store, true);
    expect(store.getState().cursor).toBe(0);
  });

  it('do not play further than both are known', () => {
    const store = createSideBySide(subject(RAFT), subject(CHAIN), 0);
    store.setState({ speed: 1 });
    computeSlice(store);
    computeSlice(store);
    play(store, true);
    for (let frame = 0; frame < 40; frame += 1) moveOn(store, 100);
    const { cursor, left, right } = store.getState();
    expect(cursor).toBeLessThanOrEqual(Math.min(left.reached, right.reached));
  });

  it('keep the playhead in view and within the longer run', () => {
    const store = whole(createSideBySide(subject(RAFT), subject(CHAIN), 9_000_000));
    const inView = () => {
      const { cursor, window } = store.getState();
      return (
        cursor >= window.from && cursor <= window.to && window.from >= 0 && window.to <= durationOf(store.getState())
      );
    };
    expect(store.getState().cursor).toBe(3_000_000);
    expect(inView()).toBe(true);
    seek(store, -5);
    expect(store.getState().cursor).toBe(0);
    expect(inView()).toBe(true);
    replaceSide(store, 'right', subject(RAFT.replace('2s', '900ms')));
    replaceSide(store, 'left', subject(RAFT.replace('2s', '900ms')));
    expect(durationOf(store.getState())).toBe(900_000);
    expect(inView()).toBe(true);
  });
});
