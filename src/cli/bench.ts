/** `npm run bench`: how fast the core is on this machine, one line a figure, with the aim beside it. */
import { checkHistory } from '../check/check-history.ts';
import { generateLog } from '../interop/generate-log.ts';
import { traceOf } from '../interop/log-trace.ts';
import { parseLog } from '../interop/shiviz-log.ts';
import { catalog } from '../protocols/catalog.ts';
import { encodeLink } from '../scenario/link.ts';
import { parseText } from '../scenario/text.ts';
import { lightCone } from '../sim/causality.ts';
import type { Scenario } from '../sim/scenario.ts';
import { advance, amend, runToEnd, type Simulation, worldAt } from '../sim/simulation.ts';
import type { Operation } from '../sim/trace-event.ts';
import { busyHistory, withStaleRead } from './busy-history.ts';
import type { Loaded } from './load.ts';
import { measure, median, quantile, round, timed } from './measure.ts';

const REPEAT = 5;
const SEEKS = 1000;
/** What a timeline shows at once, µs: the first redrawn frame after an edit needs no more. */
const VISIBLE = 3_000_000;

const minute = scenarioOf('raft duration=60s\n@100ms..60s every=100ms C1 write x');
const tenMinutes = scenarioOf('raft duration=600s\n@100ms..600s every=100ms C1 write x');
const shared = scenarioOf(`raft seed=42
title "Old leader comes back after a partition"
@1s..9s every=100ms C1 write x
@3s..5.5s partition S1,S2/S3,S4,S5
@4s skew S2 by=180ms`);

const short = measure(minute, REPEAT);
const long = measure(tenMinutes, REPEAT);
const run = runToEnd(minute.scenario, minute.protocol);

say('deliveries per second, 60 s of Raft', short.deliveriesPerSecond, '≥ 60000, aiming at 100000');
say('deliveries per second, 600 s of Raft', long.deliveriesPerSecond, '');
say(
  'cost of an event, 600 s against 60 s',
  round(long.wallMs / long.events / (short.wallMs / short.events), 2),
  '≤ 1.3',
);
say('heap bytes an event, 60 s', short.heapBytesPerEvent, '≤ 600');
say('heap bytes an event, 600 s', long.heapBytesPerEvent, '≤ 600');
say(
  'amend in the middle to what is visible, ms (median)',
  round(median(amendTimes(run)), 2),
  '≤ 50 with the frame drawn',
);
say('seek in 60 s, ms (p95)', round(quantile(seekTimes(run), 0.95), 2), '≤ 4');
say('light cone of an event, ms (p95)', round(quantile(coneTimes(run), 0.95), 4), '≤ 0.2');
say('characters of a typical link', encodeLink(shared.scenario, shared.protocol, { at: 3_000_000 }).length, '≤ 300');
for (const count of [1_000, 10_000]) {
  const history = busyHistory(count, 10, 5);
  const aim = count === 1_000 ? '≤ 1000' : '≤ 10000';
  say(`linearizable, ${count} operations of 10 clients on 5 keys, ms`, checkTime(history), aim);
  say('the same with one stale read, ms', checkTime(withStaleRead(history)), aim);
  say('the same with 2 % lost answers, ms', checkTime(busyHistory(count, 10, 5, 20)), aim);
}
for (const [count, aim] of [
  [20_000, '≤ 500'],
  [100_000, '≤ 2500'],
] as const) {
  const log = generateLog({ events: count, hosts: 8, seed: 1 });
  say(`reading a ShiViz log of ${count} events into a trace, ms`, readTime(log), aim);
}

function readTime(text: string): number {
  const read = () => {
    const log = parseLog(text);
    if (!log.ok) throw new Error('the benchmark’s own log does not parse');
    return log.value.executions.map((execution) => traceOf(log.value, execution).length);
  };
  return round(median(Array.from({ length: 3 }, () => timed(read).ms)), 1);
}

function checkTime(operations: readonly Operation[]): number {
  return round(
    median(Array.from({ length: 3 }, () => timed(() => checkHistory(operations, { model: 'linearizable' })).ms)),
    1,
  );
}

function scenarioOf(text: string): Loaded {
  const scenario = parseText(text, catalog);
  const protocol = catalog('raft');
  if (!scenario.ok || protocol === undefined) throw new Error('the benchmark’s own scenario does not parse');
  return { scenario: scenario.value, protocol };
}

function amendTimes(simulation: Simulation): number[] {
  return Array.from({ length: 25 }, (_, index) => {
    const at = 30_000_000 + index * 10_000;
    const edited: Scenario = { ...simulation.scenario, faults: [{ kind: 'isolate', process: 'S1', at }] };
    return timed(() => worldAt(advance(amend(simulation, edited), at + VISIBLE), at + VISIBLE)).ms;
  });
}

/** Moments spread by the golden ratio, so that no two seeks go on from each other. */
function seekTimes(simulation: Simulation): number[] {
  return Array.from({ length: SEEKS }, (_, index) => {
    const at = Math.floor(((index * 0.618034) % 1) * simulation.scenario.duration);
    return timed(() => worldAt(simulation, at)).ms;
  });
}

function coneTimes({ trace }: Simulation): number[] {
  return Array.from(
    { length: SEEKS },
    (_, index) => timed(() => lightCone(trace, Math.floor(((index * 0.618034) % 1) * trace.length))).ms,
  );
}

function say(figure: string, value: number, aim: string): void {
  process.stdout.write(`${figure.padEnd(56)}${String(value).padStart(12)}${aim === '' ? '' : `   (${aim})`}\n`);
}
