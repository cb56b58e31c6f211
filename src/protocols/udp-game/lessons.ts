/** One lesson: reliability has a price, and freshness is what it is paid in. */
import { type Lesson, type RunReading, whereBroken } from '../../sim/lesson.ts';
import type { EventId } from '../../sim/trace-event.ts';
import { ages, screens } from './freshness.ts';

const S = 1_000_000;
const END = 3 * S;

function worst({ trace }: RunReading, player: string): number {
  const screen = screens(trace, trace.length).find((one) => one.player === player);
  return screen === undefined ? Number.POSITIVE_INFINITY : (ages(screen, END)?.most ?? Number.POSITIVE_INFINITY);
}

function firstLoss({ trace }: RunReading): EventId | undefined {
  return trace.landmarks().find((id) => trace.kind(id) === 'lost');
}

/** Of the link from the server to P1, among all that were sent. */
function lostTo({ trace }: RunReading, player: string): number {
  return trace.landmarks().filter((id) => trace.kind(id) === 'lost' && trace.lanes[trace.to(id)] === player).length;
}

const STREAM = `udp-game seed=4 duration=3s
title "A game over an ordered stream"
network delay=20..30ms loss=10% transport=reliable`;

export const gameLessons: readonly Lesson[] = [
  {
    id: 'late-or-lost',
    title: 'Better lost than late',
    source: 'Vitillo 2021, §2.5',
    steps: [
      {
        text: 'Twenty times a second S1 sends both players the whole game. One message in ten is lost, and nobody misses it: the next one is newer anyhow.',
        run: { gallery: 'udp' },
        look: { at: 0.4 * S, until: 1 * S, view: 'timeline', event: firstLoss },
      },
      {
        text: 'The chart shows the age of the picture. It grows while nothing comes and falls with each new snapshot; a loss makes one tooth higher.',
        look: { at: 2.9 * S, view: 'freshness' },
      },
      {
        text: 'Now the same line carries a reliable stream: what is lost is sent again, and what comes behind it waits.',
        run: { text: STREAM },
        look: { at: 0.1 * S, view: 'timeline' },
        prediction: {
          question: 'How old will the picture of P1 get at worst, compared with UDP, where it stayed below 250 ms?',
          choices: [
            { id: 'fresher', text: 'Fresher: nothing is missing any more.' },
            { id: 'same', text: 'About the same.' },
            { id: 'older', text: 'Older: newer snapshots wait for older ones.' },
          ],
          truth: (run) => {
            const most = worst(run, 'P1');
            if (most < 150_000) return 'fresher';
            return most <= 250_000 ? 'same' : 'older';
          },
          reason:
            'The stream keeps its promise: every snapshot, in order. For a game that promise is worth nothing, for an old snapshot tells nothing that a newer one does not.',
        },
      },
      {
        text: 'P1 is cut off for 0.6 s. When the stream gets through again it first delivers all that is old by now.',
        run: { gallery: 'outage-stream' },
        look: { at: 1.9 * S, view: 'freshness' },
      },
      {
        text: 'Freshness is not free over UDP either: a player that shows whatever arrives jumps back and forth in time.',
        run: { gallery: 'show-what-arrives' },
        look: { at: 0.5 * S, view: 'claims', event: whereBroken },
      },
      {
        text: 'Every link has loss. What a program makes of it is a choice.',
        run: { text: STREAM },
        look: { at: 2.9 * S, view: 'freshness' },
        task: {
          goal: 'Keep the picture of P1 younger than 250 ms all the time, with at least three messages to it lost.',
          done: (run) => worst(run, 'P1') < 250_000 && lostTo(run, 'P1') >= 3,
          solution: STREAM.replace(' transport=reliable', ''),
          nonSolution: `${STREAM}\nset tick=30ms`,
        },
      },
    ],
  },
];
