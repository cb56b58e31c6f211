/** A lease from its first grant to the write that comes too late. */
import { type Lesson, type RunReading, whereBroken } from '../../sim/lesson.ts';
import { holds, stepsOf, writesBy } from './reading.ts';

const MS = 1000;

/** More looks at the clock than reads: one before the read, one before the write. */
function looksTwice(run: RunReading): boolean {
  return stepsOf(run, 'check').length > 1.5 * stepsOf(run, 'read').length;
}

export const leaseLessons: readonly Lesson[] = [
  {
    id: 'who-holds-it',
    title: 'Who holds the lease?',
    source: 'Kleppmann, chapter 8, “The leader and the lock”',
    steps: [
      {
        text: 'K1 gives a lease to one process at a time: a lock that ends by itself after one second unless its holder renews it. S1 is first, and adds one to the value at R1 again and again.',
        run: { gallery: 'acquire-and-renew' },
        look: { until: 1_500 * MS, view: 'leases', event: (run) => stepsOf(run, 'grant')[0]?.id },
      },
      {
        text: 'At 2 s S1 dies. Nobody tells the store.',
        run: { gallery: 'holder-dies' },
        look: { at: 1_900 * MS, until: 2_100 * MS, processes: ['S1', 'K1'] },
        prediction: {
          question: 'When does S2 get the lease?',
          choices: [
            { id: 'at-once', text: 'At its next try, within half a second' },
            { id: 'ttl', text: 'About a second after the last renewal of S1' },
            { id: 'restart', text: 'When S1 is back, at 4.5 s' },
          ],
          truth: (run) => {
            const second = stepsOf(run, 'grant').find(({ detail }) => detail.client === 'S2');
            if (second === undefined || second.at > 4_500 * MS) return 'restart';
            return second.at < 2_500 * MS ? 'at-once' : 'ttl';
          },
          reason:
            'The store cannot tell a dead holder from one that has nothing to say. It waits until the time it promised is over.',
        },
      },
      {
        text: 'Now S1 does not die: it stands still for 1.9 s, as in a garbage collection, between a look at its clock and its write. The resource takes every write.',
        run: { gallery: 'pause-outlives-lease' },
        look: { at: 1_200 * MS, until: 3_190 * MS, view: 'leases' },
        prediction: {
          question: 'What does S1 do when it wakes at 3.2 s?',
          choices: [
            { id: 'stops', text: 'It sees that its lease is over and writes nothing' },
            { id: 'writes', text: 'It writes, and overwrites what S2 has written' },
            { id: 'refused', text: 'It writes, and is refused' },
          ],
          truth: (run) => {
            const late = writesBy(run, 'S1').find(({ at }) => at > 3_200 * MS);
            if (late === undefined) return 'stops';
            return late.detail.accepted === true ? 'writes' : 'refused';
          },
          reason:
            'It had looked at its clock before the pause, and goes on where it stopped. It cannot know that time has passed.',
        },
      },
      {
        text: 'A second look at the clock, just before the write, helps against this pause. It shortens the gap between looking and acting; the way of the message to the resource stays.',
        run: { gallery: 'looking-again' },
        look: {
          at: 3_190 * MS,
          until: 3_300 * MS,
          event: (run) => stepsOf(run, 'check').find(({ detail }) => detail.valid === false)?.id,
        },
      },
      {
        text: 'In this run S1 looks twice and nothing goes wrong. No matter how careful it is, a write on the way obeys no clock.',
        run: { gallery: 'looking-again' },
        task: {
          goal: 'Make an old write take effect after a newer one, although S1 looks at its clock again.',
          done: (run) => looksTwice(run) && !holds(run, 'one-acts'),
          solution: `lease seed=3 duration=5s
set recheck=true
@1.3s delay S1-R1.6 by=1.8s
@1.5s crash S1
break no-check-at-store`,
          nonSolution: `lease seed=3 duration=5s
set recheck=true
@1.3s..4s pause S1
break no-check-at-store`,
        },
      },
      {
        text: 'The store can be a group of three that agrees by Raft. Its leader dies here, and S1 renews the very same lease with the next one.',
        run: { gallery: 'store-leader-dies' },
        look: { at: 1550000, view: 'timeline' },
      },
      {
        text: 'A store has to remember what it has granted longer than it lives. One that comes back empty gives away what another still holds.',
        run: { gallery: 'store-forgets' },
        look: { at: 1250000, view: 'claims', event: whereBroken },
      },
    ],
  },
];
