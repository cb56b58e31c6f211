/** One lesson: silence, what it may mean, and what a longer timeout buys. */
import { measure } from '../../check/detection/measures.ts';
import { type Lesson, type RunReading, whereBroken } from '../../sim/lesson.ts';
import type { EventId } from '../../sim/trace-event.ts';

const S = 1_000_000;

/** How many suspicions of the run were of processes that were up. */
function mistakes({ trace }: RunReading): number {
  return measure(trace).suspicions.filter(({ wrong }) => wrong).length;
}

function firstStep({ trace }: RunReading, name: string): EventId | undefined {
  for (let id = 0; id < trace.length; id += 1) if (trace.kind(id) === 'step' && trace.word(id) === name) return id;
  return undefined;
}

const CRASH = `ping-heartbeat seed=3 duration=4s
title "Is S3 dead?"
@1s..2.5s crash S3`;

const PAUSE = `ping-heartbeat seed=3 duration=4s
title "Is S2 dead?"
@1s..1.8s pause S2`;

export const detectorLessons: readonly Lesson[] = [
  {
    id: 'silence',
    title: 'What silence tells',
    source: 'Kleppmann 2017, ch. 8, “Unreliable Networks”; Chandra & Toueg 1996',
    steps: [
      {
        text: 'Three processes tell each other every 100 ms that they are alive. At 1 s S3 crashes; the others cannot see that, they only stop hearing it.',
        run: { text: CRASH },
        look: { at: 0.8 * S, until: 1.2 * S, view: 'timeline', processes: ['S3'] },
      },
      {
        text: 'One timeout after the last heartbeat the silence is long enough, and S3 is suspected. Nothing new was learnt at that moment; patience ran out.',
        look: { at: 1.1 * S, until: 2 * S, view: 'timeline', event: (run) => firstStep(run, 'suspect') },
      },
      {
        text: 'Now S2 stands still for 0.8 s, as a process does while its memory is tidied up. It has not crashed and will lose nothing.',
        run: { text: PAUSE },
        look: { at: 0.8 * S, until: 1 * S, view: 'timeline', processes: ['S2'] },
        prediction: {
          question: 'How will the other two take it?',
          choices: [
            { id: 'no', text: 'They do not suspect S2: it has not crashed.' },
            { id: 'withdrawn', text: 'They suspect it, and take that back when they hear it again.' },
            { id: 'kept', text: 'They suspect it, and stay with that.' },
          ],
          truth: (run) => {
            if (mistakes(run) === 0) return 'no';
            const open = measure(run.trace).suspicions.some(({ until }) => until === null);
            return open ? 'kept' : 'withdrawn';
          },
          reason:
            'A pause, a crash and a cut are one and the same silence to whoever waits. The difference shows only when the silence ends.',
        },
      },
      {
        text: 'A longer timeout forgives longer silences, and is later to notice a crash. There is no value that is right for every network.',
        look: { at: 1.7 * S, until: 3 * S, view: 'detection' },
        task: {
          goal: 'Let this pause pass without anybody being suspected. S2 must still stand still for 0.8 s.',
          done: (run) => mistakes(run) === 0 && pausedFor(run) >= 0.8 * S,
          solution: `${PAUSE}\nset timeout=1s`,
          nonSolution: `${PAUSE}\nset timeout=500ms`,
        },
      },
      {
        text: 'One who listens for heartbeats needs half the messages of one who pings. Both notice a crash one timeout after the last sign of life.',
        run: { gallery: 'heartbeats' },
        look: { at: 900000, view: 'timeline' },
      },
      {
        text: 'A pause is not a crash, but from outside it sounds the same: the others suspect S2, wrongly, and take it back when it is heard again.',
        run: { gallery: 'pause' },
        look: { at: 900000, view: 'timeline' },
      },
      {
        text: 'Suspicion has to be withdrawn when its reason is gone. Without that one slow moment is a verdict for good.',
        run: { gallery: 'never-trust-again' },
        look: { at: 1700000, view: 'claims', event: whereBroken },
      },
    ],
  },
];

/** The longest pause of the run that has ended, µs. */
function pausedFor({ trace }: RunReading): number {
  let began = 0;
  let longest = 0;
  for (const id of trace.landmarks()) {
    if (trace.kind(id) === 'pause') began = trace.at(id);
    if (trace.kind(id) === 'resume') longest = Math.max(longest, trace.at(id) - began);
  }
  return longest;
}
