import { describe, expect, it } from 'vitest';
import { formatProblem } from '../../src/scenario/problems.ts';
import { parseText } from '../../src/scenario/text.ts';
import { fakeCatalog } from '../support/fake-protocol.ts';

function problemsWith(text: string): string {
  const parsed = parseText(text, fakeCatalog);
  return parsed.ok ? 'nothing is wrong' : parsed.error.map(formatProblem).join('\n');
}

describe('a text that cannot be read', () => {
  it.each([
    // Header
    ['', 'line 1: there is no scenario here: the first line names the protocol, as in "raft processes=5"'],
    [
      '# nothing but a comment',
      'line 1: there is no scenario here: the first line names the protocol, as in "raft processes=5"',
    ],
    ['@1s pause S1', 'line 1: the first line names the protocol, as in "raft processes=5"'],
    ['\nnetwork loss=1%', 'line 2: the first line names the protocol, as in "raft processes=5"'],
    ['processes=5', 'line 1: the first line names the protocol, as in "raft processes=5"'],
    ['paxos processes=5', 'line 1: protocol: "paxos" is no protocol of this lab'],
    [
      'raft proceses=5',
      'line 1: "proceses" is nothing one can say of a run (processes, clients, seed, duration); did you mean "processes"?',
    ],
    ['raft processes', 'line 1: "processes" needs a value: processes=…'],
    ['raft seed=1 seed=2', 'line 1: "seed" is said twice'],
    ['raft seed=x', 'line 1: seed: "x" is no integer'],
    ['raft seed=-1', 'line 1: seed: -1 is no integer from 0 to 4294967295'],
    ['raft seed=4294967296', 'line 1: seed: 4294967296 is no integer from 0 to 4294967295'],
    ['raft duration=10', 'line 1: duration: "10" needs a unit: us, ms, s or min'],
    ['raft duration=11min', 'line 1: duration: 660 s is out of bounds: 1 µs to 600 s'],
    ['raft duration=10h', 'line 1: duration: "h" is no unit of time: us, ms, s or min'],
    ['raft processes=17', 'line 1: processes: 17 is no integer from 1 to 16'],
    ['raft processes=12', 'line 1: processes: raft runs with 2 to 9 processes, not 12'],
    ['raft processes=A,A', 'line 1: processes[1]: "A" is there twice'],
    ['raft processes=A,C1', 'line 1: processes[1]: "C1" is the name of a client'],
    ['raft processes=A,heartbeat', 'line 1: processes[1]: "heartbeat" is the name of an option of raft'],
    ['raft processes=A,constructor', 'line 1: processes[1]: "constructor" is taken by JavaScript itself'],
    ['raft processes=A,2', 'line 1: processes[1]: "2" is no id: a letter, then at most 15 letters and digits'],
    ['raft clients=9', 'line 1: clients: 9 is no integer from 0 to 8'],
    // Statements
    [
      'raft\nnetwrk loss=1%',
      'line 2: "netwrk" is nothing a line can begin with (title, notes, network, model, set, initial, break, @time); did you mean "network"?',
    ],
    ['raft\ntitle Old leader', 'line 2: title is followed by one text in straight quotes: title "…"'],
    ['raft\ntitle “Old”', 'line 2: title is followed by one text in straight quotes: title "…"'],
    ['raft\ntitle "Old', 'line 2: the quote in "\\"Old" is never closed'],
    [
      'raft\ntitle "a"b"c"',
      'line 2: "\\"a\\"b\\"c\\"" is no text in quotes: they go around the whole value, and inside it \\" stands for a quote',
    ],
    ['raft\ntitle "a"\ntitle "b"', 'line 3: "title" is already set on line 2'],
    ['raft\nnotes', 'line 2: notes is followed by nothing'],
    ['raft\nnetwork loss=1%\nnetwork loss=2%', 'line 3: "loss" is already set on line 2'],
    [
      'raft\nnetwork dely=1ms',
      'line 2: "dely" is nothing one can say of the network (delay, loss, duplicate, fifo, transport); did you mean "delay"?',
    ],
    ['raft\nnetwork loss=101%', 'line 2: network.loss: 1.01 is no probability: it must lie between 0 and 1 (100%)'],
    ['raft\nnetwork loss=-1%', 'line 2: loss: "-1%" is no probability, such as 30% or 0.3'],
    ['raft\nnetwork loss=0.00001%', 'line 2: loss: "0.00001%" is finer than one in a million'],
    ['raft\nnetwork delay=10..2ms', "line 2: network.delay: 10 ms is above the range's other end, 2 ms"],
    ['raft\nnetwork delay=1..2..3ms', 'line 2: delay: "1..2..3ms" is no range, such as 150..300ms'],
    ['raft\nnetwork delay=2..10', 'line 2: delay: "10" needs a unit: us, ms, s or min'],
    ['raft\nnetwork delay=0.5us', 'line 2: delay: "0.5us" is finer than a microsecond'],
    ['raft\nnetwork fifo=yes', 'line 2: fifo: "yes" is neither true nor false'],
    [
      'raft\nnetwork transport=pigeon',
      'line 2: network.transport: "pigeon" is none of the choices (datagram, reliable, authenticated)',
    ],
    [
      'raft\nmodel timing=synchronos',
      'line 2: model.timing: "synchronos" is none of the choices (synchronous, partially-synchronous, asynchronous); did you mean "synchronous"?',
    ],
    [
      'raft\nset heartbeet=5ms',
      'line 2: options.heartbeet: "heartbeet" is no option of raft (electionTimeout, heartbeat, batch, noop, reads); did you mean "heartbeat"?',
    ],
    ['raft\nset heartbeat=1us', 'line 2: options.heartbeat: 1 µs is out of bounds: 1 ms to 10 s'],
    ['raft\nset heartbeat=5', 'line 2: heartbeat: "5" needs a unit: us, ms, s or min'],
    ['raft\nset batch=5ms', 'line 2: batch: "5ms" is no integer'],
    ['raft\nset reads=lazy', 'line 2: options.reads: "lazy" is none of the choices (log, lease, read-index)'],
    ['raft\nset S3', 'line 2: set S3 is followed by nothing'],
    ['raft\nset S3 batch=5', 'line 2: options.S3.batch: "batch" holds for the whole run, not for one process'],
    ['raft\nset S9 heartbeat=5ms', 'line 2: options.S9: "S9" is no process of this run (S1…S5)'],
    [
      'raft\nset S3=1\nset S3 heartbeat=5ms',
      'line 2: options.S3: is no object of options for S3 alone\nline 3: "S3" already has a value',
    ],
    ['raft\nset S3 heartbeat=5ms\nset S3=1', 'line 3: "S3" is already set on line 2'],
    [
      'raft\nset __proto__=1',
      'line 2: options.__proto__: "__proto__" is no option of raft (electionTimeout, heartbeat, batch, noop, reads)',
    ],
    ['raft\nset __proto__ heartbeat=5ms', 'line 2: options.__proto__: "__proto__" is no process of this run (S1…S5)'],
    ['raft\ninitial term=6', 'line 2: initial names a process and what it stores: initial S1 term=6'],
    ['raft\ninitial S1', 'line 2: initial names a process and what it stores: initial S1 term=6'],
    ['raft\ninitial S7 term=1', 'line 2: initial.S7: "S7" is no process of this run (S1…S5)'],
    ['raft\ninitial C1 term=1', 'line 2: initial.C1: C1 is a client: it stores nothing'],
    ['raft\ninitial S1 mood=good', 'line 2: initial.S1: "mood" is nothing that Raft stores'],
    ['raft\ninitial S1 log=[1', 'line 2: log: "[1" is no JSON (texts in straight quotes, no spaces between values)'],
    ['raft\ninitial S1 log=1e999', 'line 2: initial: holds more than 10000 values, or values that cannot be stored'],
    [
      'raft\nbreak forget-votes',
      'line 2: flaws[0]: "forget-votes" is no flaw of raft (forget-vote, commit-old-terms, no-consistency-check); did you mean "forget-vote"?',
    ],
    ['raft\nbreak forget-vote\nbreak forget-vote', 'line 3: flaws[1]: "forget-vote" is there twice'],
    // What happens, and when
    ['raft\n@', 'line 2: "" is no duration, such as 180ms or 1.5s'],
    ['raft\n@1s', 'line 2: nothing is said to happen at 1s'],
    ['raft\n@soon pause S1', 'line 2: "soon" is no duration, such as 180ms or 1.5s'],
    ['raft\n@-1s pause S1', 'line 2: faults[0].at: −1 s is out of bounds: 0 s to 600 s'],
    [
      'raft\n@3s explode S1',
      'line 2: "explode" is nothing one can do to a run (cut, partition, isolate, degrade, drop, duplicate, delay, pause, crash, restart, skew, drift, corrupt, trigger)',
    ],
    [
      'raft\n@3s psuse S1',
      'line 2: "psuse" is nothing one can do to a run (cut, partition, isolate, degrade, drop, duplicate, delay, pause, crash, restart, skew, drift, corrupt, trigger); did you mean "pause"?',
    ],
    ['raft\n@5s..3s pause S1', 'line 2: faults[0].until: must be after the beginning: 3 s is not after 5 s'],
    ['raft\n@5s..5s pause S1', 'line 2: faults[0].until: must be after the beginning: 5 s is not after 5 s'],
    ['raft\n@3s pause', 'line 2: pause needs a target, such as S1'],
    ['raft\n@3s pause S9', 'line 2: faults[0].process: "S9" is no process of this run (S1…S5)'],
    ['raft\n@3s pause s1', 'line 2: faults[0].process: "s1" is no process of this run (S1…S5); did you mean "S1"?'],
    ['raft\n@3s pause S1 now', 'line 2: "now" is nothing one can say of a pause'],
    ['raft\n@3s..4s drop S1-S2.1', 'line 2: drop happens at one instant: it has no end'],
    ['raft\n@3s cut S1', 'line 2: "S1" is no link, such as S1-S2 (or S1->S2 for one way)'],
    ['raft\n@3s cut S1-S9', 'line 2: faults[0].to: "S9" is no process of this run (S1…S5)'],
    ['raft\n@3s cut S1-S1', 'line 2: faults[0].to: there is no link from S1 to itself'],
    [
      'raft clients=2\n@3s cut C1-C2',
      'line 2: faults[0].to: there is no link C1-C2: clients do not talk to each other',
    ],
    ['raft\n@3s cut *-S1', 'line 2: faults[0].from: "*" is no id: a letter, then at most 15 letters and digits'],
    ['raft\n@3s degrade S1-S2', 'line 2: faults[0]: a link is degraded by at least one of loss, duplicate and delay'],
    [
      'raft\n@3s degrade S1-S2 los=1%',
      'line 2: "los" is nothing one can say of a degrade (loss, duplicate, delay); did you mean "loss"?',
    ],
    ['raft\n@3s partition S1,S2', 'line 2: faults[0].groups: has 1 entries; 2 are the fewest'],
    ['raft\n@3s partition S1,S2/S2,S3', 'line 2: faults[0].groups[1][0]: "S2" is in two places'],
    [
      'raft\n@3s partition S1/',
      'line 2: faults[0].groups[1][0]: "" is no id: a letter, then at most 15 letters and digits',
    ],
    [
      'raft\n@3s drop S1-S2',
      'line 2: faults[0].message: "S1-S2" is no address of a message, such as S1-S2.17 for the 17th message from S1 to S2 (at most 2000000)',
    ],
    [
      'raft\n@3s drop S1-S2.0',
      'line 2: faults[0].message: "S1-S2.0" is no address of a message, such as S1-S2.17 for the 17th message from S1 to S2 (at most 2000000)',
    ],
    [
      'raft\n@3s drop S1-S9.1',
      'line 2: faults[0].message: "S1-S9.1" can never be sent: "S9" is no process of this run (S1…S5)',
    ],
    [
      'raft\n@3s drop S1-S1.1',
      'line 2: faults[0].message: "S1-S1.1" can never be sent: there is no link from S1 to itself',
    ],
    ['raft\n@3s delay S1-S2.1', 'line 2: faults[0].by: is missing'],
    ['raft\n@3s delay S1-S2.1 by=-5ms', 'line 2: faults[0].by: −5 ms is out of bounds: 1 µs to 600 s'],
    ['raft\n@3s skew S1', 'line 2: faults[0].by: is missing'],
    ['raft\n@3s drift S1 ppm=fast', 'line 2: ppm: "fast" is no integer'],
    ['raft\n@3s drift S1 ppm=-1000000', 'line 2: faults[0].ppm: -1000000 is no integer from -900000 to 9000000'],
    [
      'raft\n@3s trigger S1 timer=heartbeet',
      'line 2: faults[0].timer: "heartbeet" is no timer of raft (electionTimeout, heartbeat); did you mean "heartbeat"?',
    ],
    [
      'raft\nmodel process=crash-stop\n@3s restart S1',
      'line 3: faults[0].kind: model process=crash-stop excludes restart: what has crashed stays down',
    ],
    [
      'raft\n@3s corrupt S1 behaviour=stay-silent',
      'line 2: faults[0].kind: model process=crash-recovery excludes corrupt: only process=arbitrary lets processes lie',
    ],
    [
      'raft\nmodel process=arbitrary\n@3s corrupt S1 behaviour=dance',
      'line 3: faults[0].behaviour: "dance" is no behaviour of raft (lie-to-some, stay-silent)',
    ],
    [
      'raft\nmodel timing=synchronous\n@3s pause S1',
      'line 3: faults[0].until: is missing: model timing=synchronous excludes a pause without end',
    ],
    // Requests
    [
      'raft\n@1s C1 wirte x',
      'line 2: workload[0].op: "wirte" is none of the choices (read, write, cas, append); did you mean "write"?',
    ],
    ['raft\n@1s C1 write', 'line 2: a request names a client, an operation and a key: C1 write x=1'],
    ['raft\n@1s C2 write x', 'line 2: workload[0].client: "C2" is no client of this run (C1)'],
    ['raft clients=0\n@1s C1 write x', 'line 2: workload[0].client: "C1" is no client of this run (it has none)'],
    ['raft\n@1s S1 write x', 'line 2: workload[0].client: "S1" is no client of this run (C1)'],
    ['raft\n@1s C1 read x=1', 'line 2: workload[0].value: a read has no value'],
    ['raft\n@1s C1 write x=', 'line 2: value: a value is missing; an empty one is written ""'],
    ['raft\n@1s C1 write x=1 y=2', 'line 2: "y" is nothing one can say of a write'],
    ['raft\n@1s C1 cas x', 'line 2: workload[0].value: is missing: a cas says what to write'],
    ['raft\n@1s..2s C1 write x', 'line 2: a request from one time to another needs an interval: every=100ms'],
    ['raft\n@1s every=10ms C1 write x', 'line 2: a repeated request needs an end: @1s..9s every=100ms'],
    ['raft\n@1s..2s every=0s C1 write x', 'line 2: workload[0].every: 0 s is out of bounds: 1 µs to 600 s'],
    [
      'raft\n@2s..1s every=1ms C1 write x',
      'line 2: workload[0].until: must be after the beginning: 1 s is not after 2 s',
    ],
    ['raft\n@0s..600s every=1ms C1 write x', 'line 2: workload: makes 600001 operations; 100000 are the most'],
    [`raft\n@1s C1 write ${'x'.repeat(65)}`, 'line 2: workload[0].key: is 65 characters long; 64 are the most'],
    ['raft\n@1s C1 write x="\\ud800"', 'line 2: workload[0].value: holds half a character (a lone surrogate)'],
  ])('%j', (text, problem) => {
    expect(problemsWith(text)).toBe(problem);
  });

  it('has all its problems told, in the order of the lines', () => {
    const text = 'raft\n@1s explode S1\n@1s pause S9\nnetwork loss=1\n@1s pause S8\nset x=1';
    expect(
      problemsWith(text)
        .split('\n')
        .map((problem) => problem.slice(0, 6)),
    ).toEqual(['line 2', 'line 3', 'line 5', 'line 6']);
  });

  it('has no more problems told than anyone reads', () => {
    expect(problemsWith(`raft\n${'@1s explode S1\n'.repeat(30)}`).split('\n')).toHaveLength(20);
    expect(problemsWith(`raft\n${'@1s pause S9\n'.repeat(30)}`).split('\n')).toHaveLength(20);
    expect(problemsWith(`raft\n${'@1s cut *-S1\n'.repeat(30)}`).split('\n')).toHaveLength(20);
  });
});
