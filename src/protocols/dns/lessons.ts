/** One lesson: why a change is seen late, and what one pays for seeing it early. */
import { type Lesson, type RunReading, whereBroken } from '../../sim/lesson.ts';
import type { EventId } from '../../sim/trace-event.ts';
import { cacheHistory, outdatedAt } from './cache-history.ts';

const S = 1_000_000;
const CHANGED = 1 * S;

const LATE = `dns seed=3 clients=2 duration=5s
title "A change that is seen late"
initial auth www="10.0.0.1"
@200ms..4.6s every=400ms C1 read www
@1s C2 write www=10.0.0.2`;

function stepNamed({ trace }: RunReading, name: string): EventId | undefined {
  for (let id = 0; id < trace.length; id += 1) if (trace.kind(id) === 'step' && trace.word(id) === name) return id;
  return undefined;
}

/** When C1 last had the old address, µs. */
function lastOld({ trace }: RunReading): number {
  const { editions, given } = cacheHistory(trace, trace.length, { www: '10.0.0.1' });
  const old = given.filter(({ name, version, at }) => at > outdatedAt(editions, name, version));
  return old.at(-1)?.at ?? 0;
}

function queries({ trace }: RunReading): number {
  let count = 0;
  for (let id = 0; id < trace.length; id += 1)
    if (trace.kind(id) === 'send' && trace.word(id) === 'Query' && trace.lanes[trace.to(id)] === 'auth') count += 1;
  return count;
}

export const dnsLessons: readonly Lesson[] = [
  {
    id: 'seen-late',
    title: 'A change that is seen late',
    source: 'RFC 1034, RFC 1035; Vitillo 2021, ch. 4',
    steps: [
      {
        text: 'R1 knows only the root. It is referred from root to com and from com to auth, which knows the address. The answer comes with a time to live of 2 s.',
        run: { gallery: 'walk' },
        look: { at: 0.19 * S, until: 0.4 * S, view: 'timeline', event: (run) => stepNamed(run, 'store') },
      },
      {
        text: 'From now on R1 answers by itself, and asks nobody. At 1 s the address changes at auth.',
        run: { gallery: 'change-seen-late' },
        look: { at: 0.4 * S, until: 1.1 * S, view: 'caches', event: (run) => stepNamed(run, 'change') },
        prediction: {
          question: 'Until when may C1 be given the old address?',
          choices: [
            { id: 'now', text: 'Until the change: auth tells R1 of it.' },
            { id: 'stored', text: 'Until about 2.2 s: 2 s after R1 was told.' },
            { id: 'changed', text: 'Until 3 s: 2 s after the change.' },
          ],
          truth: (run) => {
            const last = lastOld(run);
            if (last <= CHANGED) return 'now';
            return last < 2.3 * S ? 'stored' : 'changed';
          },
          reason:
            'The time to live counts from when the answer was given. Nobody is told of a change: who keeps a list of all who remember?',
        },
      },
      {
        text: 'auth is down from 0.5 s on, and for a while nobody notices: what is remembered needs no authority.',
        run: { gallery: 'authority-down' },
        look: { at: 0.4 * S, until: 2.4 * S, view: 'caches' },
      },
      {
        text: 'A resolver that never looks at the time to live gives the old address for good.',
        run: { gallery: 'ignore-ttl' },
        look: { at: 2.9 * S, view: 'claims', event: whereBroken },
      },
      {
        text: 'The strips show what R1 holds: green while it is what auth says, orange while it is not. A shorter time to live means a shorter orange, and more questions to auth.',
        run: { text: LATE },
        look: { at: 2.6 * S, view: 'caches' },
        task: {
          goal: 'Have the change at 1 s seen before 1.6 s, and auth asked no more than eight times in the run.',
          done: (run) => {
            const { editions } = cacheHistory(run.trace, run.trace.length, { www: '10.0.0.1' });
            const changed = editions.some(({ version, from }) => version === 2 && from < 1.1 * S);
            return changed && lastOld(run) < 1.6 * S && queries(run) <= 8;
          },
          solution: `${LATE}\nset ttl=700ms`,
          nonSolution: `${LATE}\nset ttl=0ms`,
        },
      },
    ],
  },
];
