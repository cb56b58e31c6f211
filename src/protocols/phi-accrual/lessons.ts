/** One lesson: suspicion as a level, what it is learnt from, and what a threshold is. */
import { measure } from '../../check/detection/measures.ts';
import { type Lesson, type RunReading, whereBroken } from '../../sim/lesson.ts';
import type { EventId } from '../../sim/trace-event.ts';

const S = 1_000_000;

function mistakesAfter({ trace }: RunReading, from: number): number {
  return measure(trace).suspicions.filter((one) => one.wrong && one.from >= from).length;
}

function firstSuspicion({ trace }: RunReading): EventId | undefined {
  for (let id = 0; id < trace.length; id += 1) if (trace.kind(id) === 'step' && trace.word(id) === 'suspect') return id;
  return undefined;
}

const EAGER = `phi-accrual seed=6 duration=6s
title "Quick, and right"
network delay=2..40ms
set threshold=1
@5s crash S2`;

export const accrualLessons: readonly Lesson[] = [
  {
    id: 'a-level',
    title: 'How suspect is this silence?',
    source: 'Hayashibara et al. 2004, §3 and §4',
    steps: [
      {
        text: 'S1 keeps the times between the heartbeats of S2 and asks at every moment how rare a silence as long as this one has been. φ = 1 is one in ten, φ = 8 one in a hundred million.',
        run: { gallery: 'crash' },
        look: { at: 1 * S, until: 3 * S, view: 'phi' },
      },
      {
        text: 'S2 crashes at 3 s. Nothing draws φ back to 0 any more, it climbs faster and faster and crosses the threshold.',
        look: { at: 2.9 * S, until: 3.4 * S, view: 'phi', event: firstSuspicion },
      },
      {
        text: 'On this run the delays of a link begin to vary at 2 s. Nobody crashes.',
        run: { gallery: 'slow-link' },
        look: { at: 1.9 * S, until: 2.1 * S, view: 'phi' },
        prediction: {
          question: 'What will become of the suspicions?',
          choices: [
            { id: 'none', text: 'There are none: nobody has crashed.' },
            { id: 'learnt', text: 'A few at first, then none: the detector learns the link.' },
            { id: 'on', text: 'They go on: the link stays bad.' },
          ],
          truth: (run) => {
            if (mistakesAfter(run, 0) === 0) return 'none';
            return mistakesAfter(run, 6 * S) === 0 ? 'learnt' : 'on';
          },
          reason:
            'Each long interval widens the deviation in the window. The same silence is less rare then, and φ stays below the line; a real crash is noticed later for it.',
        },
      },
      {
        text: 'A low threshold is quick and makes mistakes; a high one waits. The level itself is the same for all who read it.',
        run: { text: EAGER },
        look: { at: 4.5 * S, view: 'phi' },
        task: {
          goal: 'Choose a threshold with which nobody is suspected before the crash at 5 s, and the crash is noticed within 300 ms.',
          done: (run) => {
            const { suspicions, detections } = measure(run.trace);
            const crash = detections.find(({ crashedAt }) => crashedAt === 5 * S);
            const inTime = crash !== undefined && crash.after !== null && crash.after <= 0.3 * S;
            return inTime && suspicions.every(({ wrong }) => !wrong);
          },
          solution: EAGER.replace('threshold=1', 'threshold=8'),
          nonSolution: EAGER.replace('threshold=1', 'threshold=100'),
        },
      },
      {
        text: 'What is learnt must be what arrived. A detector that learns from silence too finds it ever more usual, and never notices the crash.',
        run: { gallery: 'learn-silence' },
        look: { at: 1900000, view: 'claims', event: whereBroken },
      },
    ],
  },
];
