/** Lessons on Raft: how a leader comes to be, what a majority is for, and the question that figure 8 asks. */
import type { Lesson, RunReading } from '../../sim/lesson.ts';
import type { ProcessId } from '../../sim/scenario.ts';
import type { EventId, TraceEvent } from '../../sim/trace-event.ts';

const MS = 1000;
type Step = Extract<TraceEvent, { kind: 'step' }>;

export const raftLessons: readonly Lesson[] = [
  {
    id: 'electing-a-leader',
    title: 'Electing a leader',
    source: 'Raft §5.1, §5.2',
    steps: [
      {
        text: 'Five processes start as followers. Each has drawn a patience of its own and waits for word from a leader; there is none yet.',
        run: { gallery: 'start-up' },
        look: { at: 0, until: 150 * MS, view: 'stage' },
      },
      {
        text: 'S4 has lost patience first. It opens term 1, votes for itself and asks the others.',
        look: {
          at: 150 * MS,
          until: 175 * MS,
          view: 'state',
          processes: ['S4'],
        },
        prediction: {
          question: 'How many votes, its own included, does S4 need to lead five?',
          choices: [
            { id: '2', text: 'Two' },
            { id: '3', text: 'Three' },
            { id: '5', text: 'All five' },
          ],
          truth: (run) => String(votesBefore(run, became(run, 'leader'))),
          reason:
            'Three of five is a majority, and two majorities always share a process: so no second leader can be elected in the same term.',
        },
      },
      {
        text: 'The leader crashes at 3 s. Nothing tells the others; they only stop hearing from it.',
        run: { gallery: 'leader-crashes' },
        look: { at: 2_950 * MS, until: 3_200 * MS, view: 'timeline', processes: ['S4'] },
        prediction: {
          question: 'Who will lead next?',
          pick: 'process',
          truth: (run) => leaders(run).at(-1)?.process ?? '',
          reason:
            'The one whose timer runs out first, if its log is good enough. Timers are random so that two seldom run out together.',
        },
      },
      {
        text: 'Here all four run out of patience within a few milliseconds, shorter than a message takes. Each has given its own vote away before the first request comes.',
        run: { gallery: 'split-vote-twice' },
        look: { at: 155 * MS, until: 520 * MS, view: 'timeline' },
        prediction: {
          question: 'In which term is a leader elected?',
          choices: ['1', '2', '3', '4'].map((id) => ({ id, text: `Term ${id}` })),
          truth: (run) => String(leaders(run)[0]?.detail.term ?? 'none'),
          reason:
            'Each split vote costs one timeout; new draws part the timers sooner or later. That is the liveness that randomness buys.',
        },
      },
      {
        text: 'Now it is your turn. Edit the run by hand, or its text.',
        run: { gallery: 'start-up' },
        look: { at: 1_000 * MS, view: 'stage' },
        task: {
          goal: 'Make two processes believe at the same time that they lead, without leaving out a rule.',
          done: ({ trace, verdicts }) =>
            verdicts.every(({ holds }) => holds !== false) && leadTogether({ trace, verdicts }),
          solution: `raft seed=42
@1s..9.5s every=400ms C1 write x
@2s..5s partition S4,S5/S1,S2,S3`,
          nonSolution: `raft seed=42
@1s..9.5s every=400ms C1 write x
@2s..5s crash S4`,
        },
      },
    ],
  },
  {
    id: 'what-a-majority-keeps',
    title: 'What a majority keeps',
    source: 'Raft §5.3, §5.4',
    steps: [
      {
        text: 'A write goes to the leader, which appends it and sends it on. Once a majority has it, it is committed, and only then is the client told.',
        run: { gallery: 'start-up' },
        look: { at: 990 * MS, until: 1_040 * MS, view: 'logs', event: (run) => first(run, 'commit') },
      },
      {
        text: 'A partition leaves the leader S4 with one follower. A client still asks it to write x=11.',
        run: { gallery: 'old-leader-comes-back' },
        look: { at: 2_990 * MS, until: 3_120 * MS, view: 'logs', processes: ['S4', 'S5'] },
        prediction: {
          question: 'Does S4 ever commit the entry it appends now?',
          choices: [
            { id: 'yes', text: 'Yes, at once' },
            { id: 'later', text: 'Yes, when the partition ends' },
            { id: 'no', text: 'No, it is thrown away' },
          ],
          truth: (run) => fateOfStranded(run),
          reason:
            'Two of five are no majority. The other side elects S3, whose log goes on without this entry; when S4 returns it has to follow.',
        },
      },
      {
        text: 'At 5.5 s the partition ends. S4 hears of a later term, steps back, and its log is made the same as the new leader’s.',
        look: { at: 5_480 * MS, until: 5_540 * MS, view: 'logs', processes: ['S4'] },
        prediction: {
          question: 'Which event of S4 takes x=11 back?',
          pick: 'event',
          truth: (run) => String(first(run, 'truncate', 'S4')),
          reason:
            'S3 sends what comes after the last entry that both have. At the place of x=11 S4 has another term, so that it cuts its log there and takes over what the leader sent.',
        },
      },
      {
        text: 'Leave out one rule, that an entry needs a majority, and the same story loses a write that a client was told is done.',
        run: { gallery: 'commit-without-majority' },
        look: { at: 2_050 * MS, view: 'claims', event: (run) => brokenAt(run, 'acknowledged-survives') },
      },
      {
        text: 'Lose an acknowledged write yourself.',
        run: { gallery: 'start-up' },
        look: { at: 1_000 * MS, view: 'scenario' },
        task: {
          goal: 'Break the claim that acknowledged writes survive, with exactly one rule left out.',
          done: ({ verdicts }) =>
            verdicts.some(({ claim, holds }) => claim === 'acknowledged-survives' && holds === false),
          solution: `raft clients=2 seed=42 duration=6s
@1s C1 write x=1
@2s..4s partition S4/S1,S2,S3,S5
@2.1s C1 write x=2
@3s C2 write y=3
break commit-without-majority`,
          nonSolution: `raft clients=2 seed=42 duration=6s
@1s C1 write x=1
@2s..4s partition S4/S1,S2,S3,S5
@2.1s C1 write x=2
@3s C2 write y=3`,
        },
      },
    ],
  },
  {
    id: 'figure-8',
    title: 'On a majority and yet not committed',
    source: 'Raft §5.4.2, figure 8',
    steps: [
      {
        text: 'S1 leads term 2, appends x=a and reaches S2 alone before it crashes. S5 is elected for term 3 by those who never saw x=a, and appends y=b to its own log only.',
        run: { gallery: 'figure-8' },
        look: { at: 1_000 * MS, until: 2_100 * MS, view: 'logs' },
      },
      {
        text: 'S1 is back, leads term 4 and sends x=a of term 2 to S3. Three of five logs hold it now.',
        look: { at: 2_150 * MS, until: 2_500 * MS, view: 'logs', processes: ['S1', 'S2', 'S3'] },
        prediction: {
          question: 'Does S1 call x=a committed?',
          choices: [
            { id: 'yes', text: 'Yes, a majority has it' },
            { id: 'no', text: 'No' },
          ],
          truth: (run) => (commits(run, 'S1', 2_150 * MS, 3_200 * MS) ? 'yes' : 'no'),
          reason:
            'A leader counts copies only of entries of its own term. For an older entry a majority is not enough, as the next step shows.',
        },
      },
      {
        text: 'S1 crashes again, and S5 asks for votes. Its last entry is of term 3, later than the term 2 that the others end with, so they vote for it; and x=a is overwritten on all of them.',
        look: { at: 3_200 * MS, until: 3_500 * MS, view: 'logs', event: (run) => first(run, 'truncate') },
      },
      {
        text: 'Had S1 called x=a committed, a client might have been told. This run differs in that one rule.',
        run: { gallery: 'figure-8-broken' },
        look: { at: 2_200 * MS, view: 'claims', event: (run) => brokenAt(run, 'leader-completeness') },
      },
      {
        text: 'What makes an old entry safe is a new one on top of it: once z=c of term 4 is on a majority, S5 can win no vote there.',
        run: { gallery: 'figure-8-e' },
        look: { at: 2_200 * MS, view: 'logs' },
        prediction: {
          question: 'Does S5 ever lead again in this run?',
          choices: [
            { id: 'yes', text: 'Yes' },
            { id: 'no', text: 'No' },
          ],
          truth: (run) => (leaders(run).some(({ process, at }) => process === 'S5' && at > 2_200 * MS) ? 'yes' : 'no'),
          reason:
            'Its log ends in term 3, those of a majority in term 4: the check that a candidate is up to date refuses it.',
        },
      },
    ],
  },
  {
    id: 'links-and-clocks',
    title: 'Links and clocks that misbehave',
    source: 'Raft §5.2, §6; Ongaro’s dissertation, §9.6',
    steps: [
      {
        text: 'From 2 s on S1 no longer hears the leader, but everybody hears S1. Nothing else is wrong.',
        run: { gallery: 'one-way-link' },
        look: { at: 1_950 * MS, until: 2_400 * MS, view: 'timeline', processes: ['S1'] },
        prediction: {
          question: 'Does the leader, which is doing well, stay in office?',
          choices: [
            { id: 'yes', text: 'Yes' },
            { id: 'no', text: 'No' },
          ],
          truth: (run) => (leaders(run).some(({ at }) => at > 2_000 * MS) ? 'no' : 'yes'),
          reason:
            'S1 stands for election in a later term, and whoever hears of a later term steps back. One half-deaf process can unseat a healthy leader.',
        },
      },
      {
        text: 'A fast clock does the same. For S2 two seconds are ten, so its patience ends between two heartbeats.',
        run: { gallery: 'fast-clock' },
        look: { at: 1_950 * MS, until: 2_400 * MS, view: 'timeline', processes: ['S2'] },
      },
      {
        text: 'One message in five is lost and one in five comes twice. Requests are sent again, and the leader knows by their number which it has had.',
        run: { gallery: 'lossy-network' },
        look: { at: 1_000 * MS, until: 2_000 * MS, view: 'timeline' },
        prediction: {
          question: 'Is any write applied twice?',
          choices: [
            { id: 'yes', text: 'Yes, some are' },
            { id: 'no', text: 'No, each once' },
          ],
          truth: (run) => (appliedTwice(run) ? 'yes' : 'no'),
          reason:
            'Sending again makes it at least once; remembering what was done makes it at most once. Together they are exactly once, as far as the client can see.',
        },
      },
    ],
  },
  {
    id: 'what-a-read-may-show',
    title: 'What a read may show',
    source: 'Raft §8; Ongaro’s dissertation, §6.4; Abadi 2012',
    steps: [
      {
        text: 'S4 is cut off and does not know that S3 leads now. A client on its side asks it to read.',
        run: { gallery: 'stale-leader-reads' },
        look: { at: 2_950 * MS, until: 3_600 * MS, view: 'timeline', processes: ['S4'] },
        prediction: {
          question: 'S4 answers from its own memory. Is what the clients see still as if there were one copy?',
          choices: [
            { id: 'yes', text: 'Yes' },
            { id: 'no', text: 'No, a value comes back that was already overwritten' },
          ],
          truth: ({ verdicts }) =>
            verdicts.some(({ claim, holds }) => claim === 'linearizable' && holds === false) ? 'no' : 'yes',
          reason:
            'One client was told that a newer value is written, and after that the other reads an older one. No order of the two operations explains that.',
        },
      },
      {
        text: 'The cure is to ask before answering: one round of heartbeats that a majority returns. In the partition S4 gets none, and keeps silent.',
        run: { gallery: 'read-index' },
        look: { at: 2_950 * MS, view: 'claims' },
      },
      {
        text: 'A lease saves the round. Followers promise not to elect another for a while, and the leader trusts its clock for so long.',
        run: { gallery: 'leader-lease' },
        look: { at: 2_950 * MS, until: 3_400 * MS, view: 'timeline' },
      },
      {
        text: 'Any server may answer here, and S1 is behind. The client that asks a different one each time sees time run backwards.',
        run: { gallery: 'any-follower' },
        look: { at: 1_950 * MS, until: 2_600 * MS, view: 'claims' },
      },
      {
        text: 'In a partition one has to choose: keep silent, as here, or answer with what one has. Without one the choice is between quick and certain.',
        run: { gallery: 'cap-refuse' },
        look: { at: 2_950 * MS, view: 'reads' },
        task: {
          goal: 'Let C2 be answered within 200 ms at every moment of this partition, whatever the price.',
          done: ({ trace }) =>
            divided(trace) &&
            trace.operations
              .filter(({ client }) => client === 'C2')
              .every(({ invoke, return: answered }) => answered !== null && answered - invoke < 200 * MS),
          solution: `raft clients=2 seed=42 duration=8s
set reads=pinned-follower
@1s..7.5s every=200ms C1 write x
@1.1s..7.5s every=200ms C2 read x
@3s..5.5s partition S1,S2,C2/S3,S4,S5,C1`,
          nonSolution: `raft clients=2 seed=42 duration=8s
set reads=log
@1s..7.5s every=200ms C1 write x
@1.1s..7.5s every=200ms C2 read x
@3s..5.5s partition S1,S2,C2/S3,S4,S5,C1`,
        },
      },
    ],
  },
];

function steps({ trace }: RunReading, name: string): readonly Step[] {
  const found: Step[] = [];
  for (let id = 0; id < trace.length; id += 1) {
    if (trace.kind(id) === 'step' && trace.word(id) === name) found.push(trace.event(id) as Step); // the kind says so
  }
  return found;
}

function first(run: RunReading, name: string, by?: ProcessId): EventId | undefined {
  return steps(run, name).find(({ process }) => by === undefined || process === by)?.id;
}

function leaders(run: RunReading): readonly Step[] {
  return steps(run, 'role').filter(({ detail }) => detail.role === 'leader');
}

function became(run: RunReading, role: string): EventId | undefined {
  return steps(run, 'role').find(({ detail }) => detail.role === role)?.id;
}

/** Votes given to the winner up to its election: what it took. */
function votesBefore(run: RunReading, election: EventId | undefined): number {
  const winner = steps(run, 'role').find(({ id }) => id === election);
  if (winner === undefined || election === undefined) return 0;
  const { trace } = run;
  let granted = 1; // its own
  for (let id = 0; id < election; id += 1) {
    const event = trace.kind(id) === 'receive' ? trace.event(id) : undefined;
    if (event?.kind === 'receive' && event.type === 'Vote' && event.process === winner.process) granted += 1;
  }
  return granted;
}

/** Whether two processes ever lead at one moment: the second elected before the first has stepped back or crashed. */
function leadTogether({ trace }: RunReading): boolean {
  const leading = new Set<string>();
  for (let id = 0; id < trace.length; id += 1) {
    const event = trace.event(id);
    if (event.process === undefined) continue;
    if (event.kind === 'crash') leading.delete(event.process);
    if (event.kind !== 'step' || event.name !== 'role') continue;
    if (event.detail.role === 'leader') leading.add(event.process);
    else leading.delete(event.process);
    if (leading.size > 1) return true;
  }
  return false;
}

function commits(run: RunReading, process: string, from: number, until: number): boolean {
  return steps(run, 'commit').some((step) => step.process === process && step.at >= from && step.at < until);
}

/** What becomes of the first entry that the old leader appends behind a partition. */
function fateOfStranded(run: RunReading): 'yes' | 'later' | 'no' {
  const appended = steps(run, 'append').find(({ process, at }) => process === 'S4' && at >= 3_000 * MS);
  const index = Number(appended?.detail.index);
  const removed = steps(run, 'truncate').find(
    ({ process, detail }) => process === 'S4' && Number(detail.from) <= index,
  );
  if (removed !== undefined) return 'no';
  const committed = steps(run, 'commit').find(
    ({ process, detail }) => process === 'S4' && Number(detail.index) >= index,
  );
  return committed !== undefined && committed.at < 5_500 * MS ? 'yes' : 'later';
}

function brokenAt({ verdicts }: RunReading, claim: string): EventId | undefined {
  return verdicts.find((verdict) => verdict.claim === claim && verdict.holds === false)?.events.at(-1);
}

/** Whether some index was applied twice by one process in one life of it. */
function appliedTwice(run: RunReading): boolean {
  const seen = new Set<string>();
  return steps(run, 'apply').some(({ process, detail }) => {
    const key = `${process} ${detail.index}`;
    const again = seen.has(key);
    seen.add(key);
    return again;
  });
}

/** Whether messages were cut off for two seconds or more, and C2 asked meanwhile. */
function divided(trace: RunReading['trace']): boolean {
  const cuts = Array.from({ length: trace.length }, (_, id) => id).filter(
    (id) => trace.kind(id) === 'lost' && trace.word(id) === 'cut',
  );
  const [from, to] = [trace.at(cuts[0] ?? 0), trace.at(cuts.at(-1) ?? 0)];
  const asked = trace.operations.filter(({ client, invoke }) => client === 'C2' && invoke > from && invoke < to);
  return to - from > 2_000 * MS && asked.length >= 10;
}
