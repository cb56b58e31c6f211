/** One lesson: what a transport has to do, and what it cannot know. */
import { type Lesson, type RunReading, whereBroken } from '../../sim/lesson.ts';

export const lessons: readonly Lesson[] = [
  {
    id: 'from-datagrams-to-streams',
    title: 'From datagrams to streams',
    source: 'Cachin, Guerraoui, Rodrigues: Reliable and Secure Distributed Programming, §2.4',
    steps: [
      {
        text: 'S1 sends numbered items to S2 over links that lose three messages of ten and double two.',
        run: { gallery: 'fair-loss' },
        look: { at: 0, until: 600_000, view: 'streams' },
      },
      {
        text: 'The same items, the same luck, and a transport below that numbers, acknowledges, waits and sends again.',
        run: { gallery: 'reliable' },
        look: { at: 300_000, until: 1_000_000, view: 'streams' },
        prediction: {
          question: 'Will S2 accept the items in order, without a hole?',
          choices: [
            { id: 'yes', text: 'Yes, though some come late' },
            { id: 'no', text: 'No, some are missing or out of order' },
          ],
          truth: (run) => (acceptedInOrder(run) ? 'yes' : 'no'),
          reason: 'Whatever is not acknowledged goes out again, and what comes early waits for what is missing.',
        },
      },
      {
        text: 'A stream tells nothing about who writes into it. Here S3 speaks in the name of S1 for a while, and is believed.',
        run: { gallery: 'forger-believed' },
        look: { at: 300_000, until: 500_000, view: 'streams', processes: ['S2', 'S3'] },
        task: {
          goal: 'Let S2 accept nothing that S1 has not sent, while S3 still forges.',
          done: (run) => refused(run) > 0 && numbersAccepted(run).every((number) => number < 900_000),
          solution: `links seed=3 duration=1s
network transport=authenticated
model process=arbitrary
@300ms..500ms corrupt S3 behaviour=forge`,
          nonSolution: `links seed=3 duration=1s
network transport=reliable
model process=arbitrary
@300ms..500ms corrupt S3 behaviour=forge`,
        },
      },
      {
        text: 'Numbers alone do not make a link reliable: a receiver must also know what it has had already. Without that it takes the second copy for news.',
        run: { gallery: 'no-de-duplication' },
        look: { at: 200000, view: 'claims', event: whereBroken },
      },
    ],
  },
];

function numbersAccepted({ trace }: RunReading): number[] {
  const numbers: number[] = [];
  for (let id = 0; id < trace.length; id += 1) {
    const event = trace.kind(id) === 'step' ? trace.event(id) : undefined;
    if (event?.kind === 'step' && event.name === 'accept') numbers.push(Number(event.detail.number));
  }
  return numbers;
}

function acceptedInOrder(run: RunReading): boolean {
  return numbersAccepted(run).every((number, index) => number === index + 1);
}

function refused({ trace }: RunReading): number {
  return trace.landmarks().filter((id) => trace.kind(id) === 'lost' && trace.word(id) === 'refused').length;
}
