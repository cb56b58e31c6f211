/** Steps of the transport are folded away in the timeline's picture unless asked for. */
import { describe, expect, it } from 'vitest';
import { runToEnd, worldAt } from '../../../src/sim/simulation.ts';
import { isTransportStep } from '../../../src/sim/transport/steps.ts';
import { foldedFlights } from '../../../src/views/stage/segments.ts';
import { eachFlight } from '../../../src/views/timeline/flights.ts';
import { pictureOf } from '../../../src/views/timeline/picture.ts';
import { layoutRows } from '../../../src/views/timeline/rows.ts';
import { eachSegment, type SegmentFlight } from '../../../src/views/timeline/segments.ts';
import { storiesOf } from '../../../src/views/timeline/stories.ts';
import { tonesOf } from '../../../src/views/timeline/tones.ts';
import { scenarioOf } from '../../laws/run.ts';

function marks(transport: string, segments: boolean): number {
  const { scenario, protocol } = scenarioOf(`links seed=3 duration=500ms\nnetwork loss=20% transport=${transport}`);
  const { trace } = runToEnd(scenario, protocol);
  const window = { from: 0, to: scenario.duration };
  const rows = layoutRows(trace.lanes.length, trace.serverCount, 300);
  const input = { trace, stories: storiesOf(trace), rows, tones: tonesOf(protocol), window, rate: 0.01 };
  return pictureOf({ ...input, reached: scenario.duration, dense: false, segments }).dots.length / 2;
}

it('shows them only when asked', () => {
  expect(marks('reliable', true)).toBeGreaterThan(marks('reliable', false) + 20);
  expect(marks('datagram', true)).toBe(marks('datagram', false));
});

it('takes a protocol’s own step of the same name for what it is', () => {
  const { scenario, protocol } = scenarioOf('links seed=3 duration=200ms\nnetwork transport=reliable');
  const { trace } = runToEnd(scenario, protocol);
  const accepts = Array.from({ length: trace.length }, (_, id) => id).filter(
    (id) => trace.kind(id) === 'step' && trace.word(id) === 'accept',
  );
  expect(accepts.length).toBeGreaterThan(2);
  expect(accepts.some((id) => isTransportStep(trace, id))).toBe(false);
});

const LOSSY = 'network loss=30% duplicate=20% transport=reliable';

function lossy(lines = '', seed = 3) {
  const { scenario, protocol } = scenarioOf(`links seed=${seed} duration=2s\n${LOSSY}\n${lines}`);
  return runToEnd(scenario, protocol);
}

describe('segments shown', () => {
  it('each transmission and each acknowledgement has one arrow, and an end', () => {
    const { trace, reached } = lossy();
    const flights: SegmentFlight[] = [];
    eachSegment(trace, { from: 0, to: reached }, reached, (flight) => flights.push(flight));
    const started = ids(trace).filter((id) => trace.kind(id) === 'step' && trace.word(id) === 'segment');
    const early = started.filter((id) => trace.at(id) < reached - 100_000);
    const drawn = new Set(flights.map(({ start }) => start));
    expect(early.filter((id) => !drawn.has(id))).toEqual([]);
    expect(flights.filter(({ start, ending }) => ending === 'flying' && trace.at(start) < reached - 100_000)).toEqual(
      [],
    );
    const ends = flights.filter(({ end }) => end >= 0).map(({ end }) => end);
    expect(new Set(ends).size).toBe(ends.length);
    const lost = ids(trace).filter((id) => ['lost', 'astray'].includes(trace.kind(id)));
    expect(flights.filter(({ ending }) => ending === 'lost').map(({ end }) => end)).toEqual(
      expect.arrayContaining(lost),
    );
    for (const { start, end } of flights.filter(({ end }) => end >= 0)) {
      const took = trace.at(end) - trace.at(start);
      expect(took).toBeGreaterThan(0);
      expect(took).toBeLessThanOrEqual(10_000);
    }
    expect(flights.some(({ kind, ending }) => kind === 'ack' && ending === 'lost')).toBe(true);
  });

  it('gives for a part of the run what it gives of that part for the whole', () => {
    const { trace, reached } = lossy('@500ms..700ms crash S2');
    const part = { from: 400_000, to: 900_000 };
    const some: number[] = [];
    eachSegment(trace, part, reached, ({ end }) => some.push(end));
    const all: number[] = [];
    eachSegment(trace, { from: 0, to: reached }, reached, ({ start, end }) => {
      if (end >= 0 && trace.at(start) <= part.to && trace.at(end) >= part.from) all.push(end);
    });
    expect(some).toEqual(all);
  });
});

describe('segments folded away', () => {
  it('each message has one arrow, from its send to the moment its process gets it', () => {
    const { trace, reached } = lossy();
    const arrows = new Map<number, number>();
    eachFlight(trace, { from: 0, to: reached }, reached, (send, end) => {
      expect(arrows.has(send)).toBe(false);
      arrows.set(send, end);
    });
    const sends = ids(trace).filter((id) => trace.kind(id) === 'send');
    expect([...arrows.keys()].sort((a, b) => a - b)).toEqual(sends);
    for (const end of arrows.values()) expect(end < 0 || trace.kind(end) === 'receive').toBe(true);
  });

  it('a message is lost where nobody sends it again', () => {
    const { trace, reached } = lossy('@500ms..700ms crash S2');
    const lost: string[] = [];
    eachFlight(trace, { from: 0, to: reached }, reached, (send, _end, ending) => {
      if (ending === 'lost') lost.push(trace.address(send));
    });
    const received = new Set(
      ids(trace)
        .filter((id) => trace.kind(id) === 'receive')
        .map((id) => trace.address(id)),
    );
    expect(lost.length).toBeGreaterThan(0);
    expect(lost.filter((message) => received.has(message))).toEqual([]);
  });

  it('on the stage no message is in two places, and none that its process has is anywhere', () => {
    const simulation = lossy();
    const { trace } = simulation;
    let stood = 0;
    for (let at = 5_000; at < 2_000_000; at += 7_300) {
      const world = worldAt(simulation, at);
      const shown = foldedFlights(world).map(({ flight }) => flight);
      expect(new Set(shown.map(({ message }) => message)).size).toBe(shown.length);
      stood += world.standing.length;
      const open = ids(trace).filter((id) => trace.kind(id) === 'send' && trace.at(id) <= at);
      const had = new Set(
        ids(trace)
          .filter((id) => trace.kind(id) === 'receive' && trace.at(id) <= at)
          .map((id) => trace.cause(id)),
      );
      const everything = new Set(
        [...world.flights.filter(({ superfluous }) => superfluous !== true), ...world.standing].map(({ send }) => send),
      );
      expect([...everything].sort((a, b) => a - b)).toEqual(open.filter((id) => !had.has(id)));
    }
    expect(stood).toBeGreaterThan(10);
  });
});

function ids({ length }: { readonly length: number }): number[] {
  return Array.from({ length }, (_, id) => id);
}
