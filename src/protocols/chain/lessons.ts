/** Chain replication from the first write to a chain that mends itself; CRAQ from a dirty read on. */
import { type Lesson, whereBroken } from '../../sim/lesson.ts';
import type { Operation } from '../../sim/trace-event.ts';
import { answeredIn, answeringLink, chainIn, chainNames, crashedIn, holds, medianLatency, stepsOf } from './reading.ts';

const MS = 1000;

const isServer = (id: string): boolean => id.startsWith('S');

export const chainLessons: readonly Lesson[] = [
  {
    id: 'a-chain-that-mends',
    title: 'A chain, and who mends it',
    source: 'van Renesse, Schneider: Chain Replication, 2004; Vitillo, chapter on replication',
    steps: [
      {
        text: 'A write goes in at the head, S1, and from server to server to the tail, S3. The word that it has arrived comes back the same way.',
        run: { gallery: 'start-up' },
        look: {
          at: 590 * MS,
          until: 700 * MS,
          view: 'chain',
          event: (run) => stepsOf(run, 'update', 'S1').find(({ at }) => at > 590 * MS)?.id,
        },
        prediction: {
          question: 'Over which link does C1 hear that its write is done?',
          pick: 'link',
          truth: (run) => answeringLink(run, 'C1', 600 * MS),
          reason:
            'The head answers, when the word from the tail has come back to it: by then every server has the write. Reads are another matter, the tail answers those.',
        },
      },
      {
        text: 'At 1 s S2 in the middle dies, and the control plane takes two seconds to believe it.',
        run: { gallery: 'slow-control-plane' },
        look: { at: 950 * MS, until: 1_100 * MS, view: 'chain', processes: ['S1', 'S2', 'S3'] },
        prediction: {
          question: 'What do clients get between 1.1 s and 3 s?',
          choices: [
            { id: 'nothing', text: 'Nothing at all' },
            { id: 'reads', text: 'Answers to reads, none to writes' },
            { id: 'both', text: 'Both: two of three servers are a majority' },
          ],
          truth: (run) => {
            if (answeredIn(run, 'write', 1_100 * MS, 3_000 * MS) > 0) return 'both';
            return answeredIn(run, 'read', 1_100 * MS, 3_000 * MS) > 0 ? 'reads' : 'nothing';
          },
          reason:
            'A write counts when every server of the chain has it, so that one dead server stops all of them. The tail asks nobody before it answers a read.',
        },
      },
      {
        text: 'Here the middle dies with two updates that it had not passed on. S1 has them, S3 does not.',
        run: { gallery: 'middle-fails' },
        look: { at: 970 * MS, until: 1_340 * MS, view: 'chain' },
        prediction: {
          question: 'What does the new epoch begin with?',
          choices: [
            { id: 'dropped', text: 'S1 drops the two updates, for nobody was told of them' },
            { id: 'resent', text: 'S3 says what it has, and S1 sends it the two' },
            { id: 'clients', text: 'The clients have to ask for them again' },
          ],
          truth: (run) => {
            const late = stepsOf(run, 'update', 'S3').filter(({ at }) => at > 1_300 * MS);
            const sync = stepsOf(run, 'sync', 'S3').find(({ detail }) => detail.epoch === 2);
            if (sync === undefined || late.length === 0) return 'dropped';
            return late.filter(({ at }) => at <= sync.at).length === 2 ? 'resent' : 'clients';
          },
          reason:
            'S1 keeps what is in process until it is acknowledged. With what it sends again, S3’s history is a prefix of its own as before, and the order of the head is kept.',
        },
      },
      {
        text: 'S1, once the head, comes back. It may have what nobody else has, and lack what all others have.',
        run: { gallery: 'new-tail-joins' },
        look: { at: 2_450 * MS, until: 2_600 * MS, view: 'chain', event: (run) => stepsOf(run, 'copy', 'S1')[0]?.id },
        prediction: {
          question: 'Which place does it get?',
          choices: [
            { id: 'head', text: 'The head, as before' },
            { id: 'tail', text: 'The end, after it has copied the tail' },
            { id: 'none', text: 'None: the chain has learnt to do without it' },
          ],
          truth: (run) => {
            const chain = chainNames(chainIn(run, 3));
            if (!chain.includes('S1')) return 'none';
            return chain[0] === 'S1' ? 'head' : 'tail';
          },
          reason:
            'At the end nobody depends on what it has, and what it copies there is committed. Anywhere else it would have to have more than its successor.',
        },
      },
      {
        text: 'The control plane is a Raft group of three here: a new chain is an entry of its log. It may lose one member, the chain all servers but one.',
        run: { gallery: 'control-agrees' },
        look: { at: 1_250 * MS, until: 1_320 * MS, view: 'chain', processes: ['M1', 'M2', 'M3'] },
        task: {
          goal: 'Stop all writes for good, and leave two servers of the chain up.',
          done: (run) =>
            answeredIn(run, 'write', 2_000 * MS, 3_000 * MS) === 0 && crashedIn(run).filter(isServer).length <= 1,
          solution: `chain processes=6 clients=2 seed=3 duration=3s
@500ms..2.7s every=50ms C1 write x
@900ms crash M1
@900ms crash M2
@1s crash S2`,
          nonSolution: `chain processes=6 clients=2 seed=3 duration=3s
@500ms..2.7s every=50ms C1 write x
@900ms crash M1
@1s crash S2`,
        },
      },
    ],
  },
  {
    id: 'what-a-chain-costs',
    title: 'What a chain costs, and what it promises',
    source: 'van Renesse, Schneider: Chain Replication, 2004; Vitillo, chapter on replication',
    steps: [
      {
        text: 'S2 in the middle is slow: whatever it sends takes 60 to 80 ms. Nobody is down, and all is well but for that.',
        run: { gallery: 'chain-vs-raft' },
        look: { at: 490 * MS, until: 760 * MS, view: 'timeline', processes: ['S1', 'S2', 'S3'] },
        prediction: {
          question: 'Who has to wait for S2?',
          choices: [
            { id: 'nobody', text: 'Nobody: two of three servers are quick' },
            { id: 'writes', text: 'Writes, and not reads' },
            { id: 'both', text: 'Reads and writes' },
          ],
          truth: (run) => {
            const slow = (op: Operation['op']) => medianLatency(run, op) > 60 * MS;
            if (!slow('write')) return 'nobody';
            return slow('read') ? 'both' : 'writes';
          },
          reason:
            'An update passes S2 on its way down, and so does the word that it has arrived on its way back: twice the slowest link. The tail answers reads alone.',
        },
      },
      {
        text: 'S3 has been taken out of the chain, and nobody could tell it. With a lease it would fall silent by itself, in time; without one it goes on answering.',
        run: { gallery: 'no-lease' },
        look: { at: 1_330 * MS, view: 'claims', event: whereBroken },
      },
      {
        text: 'An acknowledgement promises that the whole chain has the update. A head that answers by itself promises what it cannot keep.',
        run: { gallery: 'reply-from-head' },
        look: { at: 990 * MS, view: 'claims', event: whereBroken },
        task: {
          goal: 'Make a client read something old by cuts and partitions alone: nobody crashes.',
          done: (run) => !holds(run, 'linearizable') && crashedIn(run).length === 0,
          solution: `chain clients=2 seed=1 duration=3s
@300ms..2.7s every=50ms C1 write x
@310ms..2.7s every=50ms C2 read x
@1s..2.6s partition S1,C1/M1,S2,S3,C2
break reply-from-head`,
          nonSolution: `chain clients=2 seed=1 duration=3s
@300ms..2.7s every=50ms C1 write x
@310ms..2.7s every=50ms C2 read x
@1s..2.6s partition S1,C1/M1,S2,S3,C2`,
        },
      },
    ],
  },
];

export const craqLessons: readonly Lesson[] = [
  {
    id: 'clean-and-dirty',
    title: 'Clean and dirty',
    source: 'Terrace, Freedman: Object Storage on CRAQ, 2009, §2.3',
    steps: [
      {
        text: 'Every server has every object, so every server could answer reads. Three clients read here, and each asks one server after the other.',
        run: { gallery: 'reads-everywhere' },
        look: { at: 290 * MS, until: 400 * MS, view: 'chain' },
      },
      {
        text: 'The last link is slow: S1, S2 and S3 have a new version of x long before the tail S4 has it.',
        run: { gallery: 'dirty-read-asks-tail' },
        look: { at: 390 * MS, until: 410 * MS, view: 'chain', event: (run) => stepsOf(run, 'query')[0]?.id },
        prediction: {
          question: 'How does a server answer a read while its newest version is dirty?',
          choices: [
            { id: 'new', text: 'With the newest version' },
            { id: 'old', text: 'With the last clean one, at once' },
            { id: 'ask', text: 'It asks the tail which version counts' },
          ],
          truth: (run) => {
            const asked = stepsOf(run, 'query').length;
            if (asked > 0) return 'ask';
            return holds(run, 'linearizable') ? 'old' : 'new';
          },
          reason:
            'The tail may have the new version by now, or not: both of the quick answers can be wrong. One small question settles it, and the value itself need not be sent.',
        },
      },
      {
        text: 'Without that rule a reader learns of a write that is only on its way, and the next one, further down the chain, of the value before.',
        run: { gallery: 'serve-dirty' },
        look: { at: 390 * MS, until: 600 * MS, view: 'claims' },
        task: {
          goal: 'Have clients see time run backwards although dirty versions are asked about.',
          done: (run) => !holds(run, 'linearizable') && stepsOf(run, 'query').length > 0,
          solution: `craq clients=2 seed=1 duration=3s
@300ms..2.7s every=50ms C1 write x
@310ms..2.7s every=50ms C2 read x
@1s cut S1-S2
@1.1s..2.6s crash S1
break reply-from-head`,
          nonSolution: `craq clients=2 seed=1 duration=3s
@300ms..2.7s every=50ms C1 write x
@310ms..2.7s every=50ms C2 read x
@1s cut S1-S2
@1.1s..2.6s crash S1`,
        },
      },
    ],
  },
];
