/** What the panel tells of a stream is what the gallery runs are about. */
import { expect, it } from 'vitest';
import { linksGallery } from '../../../src/protocols/links/gallery.ts';
import { acceptancesOf, streamOf } from '../../../src/protocols/links/streams.ts';
import { runToEnd } from '../../../src/sim/simulation.ts';
import { scenarioOf } from '../../laws/run.ts';

function traceOf(path: string) {
  const { scenario, protocol } = scenarioOf(linksGallery.find((run) => run.path === path)?.text ?? '');
  return runToEnd(scenario, protocol).trace;
}

function statesOf(path: string, from = 'S1'): ReadonlySet<string> {
  const trace = traceOf(path);
  return new Set(streamOf(trace, trace.length, from, 'S2').map(({ state }) => state));
}

it('datagrams are lost and doubled, and never wait for their turn', () => {
  expect(statesOf('fair-loss')).toEqual(new Set(['lost', 'doubled', 'delivered']));
});

it('of a reliable stream everything but the newest is delivered, some of it after further transmissions', () => {
  const trace = traceOf('reliable');
  const stories = streamOf(trace, trace.length, 'S1', 'S2');
  expect(stories.slice(0, 80).every(({ state }) => state === 'delivered')).toBe(true);
  expect(stories.some(({ transmissions, lost }) => transmissions > 1 && lost > 0)).toBe(true);
  expect(stories.some(({ discarded }) => discarded > 0)).toBe(true);
  expect(stories.map(({ item }) => item)).toEqual(stories.map((_, index) => index + 1));
});

it('holds what comes early, as long as something before it is missing', () => {
  const trace = traceOf('no-retransmission');
  const stories = streamOf(trace, trace.length, 'S1', 'S2');
  const missing = stories.findIndex(({ state }) => state === 'on its way');
  expect(stories.slice(0, missing).every(({ state }) => state === 'delivered')).toBe(true);
  expect(stories.slice(missing).some(({ state }) => state === 'held')).toBe(true);
  expect(stories.slice(missing).some(({ received }) => received > 0)).toBe(false);
});

it('the forger is refused and the doubled are told', () => {
  expect(statesOf('forger-refused', 'S3')).toContain('refused');
  expect(statesOf('no-de-duplication')).toContain('doubled');
});

it('the receiver accepts in order only where links promise it', () => {
  const orders = (path: string) => {
    const trace = traceOf(path);
    return new Set(acceptancesOf(trace, trace.length, 'S2').map(({ order }) => order));
  };
  expect(orders('fair-loss')).toEqual(new Set(['next', 'hole', 'again']));
  expect(orders('reliable')).toEqual(new Set(['next']));
});
