import { describe, expect, it } from 'vitest';
import { printText } from '../../src/scenario/print.ts';
import { formatProblem } from '../../src/scenario/problems.ts';
import { parseText } from '../../src/scenario/text.ts';
import type { Scenario } from '../../src/sim/scenario.ts';
import { fakeCatalog, fakeProtocol } from '../support/fake-protocol.ts';

function read(text: string): Scenario {
  const parsed = parseText(text, fakeCatalog);
  if (!parsed.ok) throw new Error(parsed.error.map(formatProblem).join('\n'));
  return parsed.value;
}

const printed = (text: string): string => printText(read(text), fakeProtocol);

describe('text', () => {
  it('leaves out what is the default', () => {
    const all = [
      'raft processes=5 clients=1 seed=1 duration=10s',
      'title ""',
      'network delay=2..10ms loss=0% duplicate=0% fifo=false transport=datagram',
      'model timing=partially-synchronous process=crash-recovery',
      'set electionTimeout=150..300ms heartbeat=50ms batch=16 noop=true reads=log',
      'set S3 heartbeat=50ms',
      '@1s cas x expected=null value=1',
    ];
    expect(printed(all.slice(0, -1).join('\n'))).toBe('raft');
    expect(printed('raft\n@1s C1 cas x expected=null value=1')).toBe('raft\n@1s C1 cas x value=1');
  });

  it.each([
    'raft processes=3 clients=2 seed=4294967295 duration=600s',
    'raft processes=A,B,C clients=0',
    'raft processes=S2,S1',
    'raft\ntitle "It says \\"hi\\" — and_more; \\n ~"\nnotes "Two\\nlines"',
    'raft\nnetwork delay=5ms loss=0.0001% duplicate=100% fifo=true',
    'raft\nnetwork delay=0..10ms',
    'raft\nnetwork delay=500us..2s',
    'raft\nmodel timing=synchronous process=crash-stop gst=3s',
    'raft\nset electionTimeout=120ms heartbeat=1.5ms batch=8 noop=false reads=read-index',
    'raft\nset electionTimeout=200ms\nset S2 electionTimeout=150..300ms\nset C1 heartbeat=20ms',
    'raft\n@1s C1 write x=1\n@1s C1 write x\n@1s C1 read x\n@1s C1 append x=ab\n@1s C1 append x',
    'raft\n@1s C1 cas x value=2\n@1s C1 cas x expected=1 value=2\n@1s C1 cas x expected="null" value=null\n@1s C1 cas x expected="" value=""',
    'raft\n@1s..9s every=100ms C1 write x\n@0s..1us every=1us C1 read x',
    'raft\n@1s C1 write "a b"="c=\\"d\\""\n@1s C1 write "="',
    'raft\n@3s..5.5s partition S1,S2/S3,S4,S5\n@3s partition S1,C1/S3',
    'raft\n@1s cut S1-S2\n@1s cut S1->S2\n@1s cut C1->S2\n@1s..2s cut S2-C1',
    'raft\n@1s degrade S1-S2 loss=30% delay=5..20ms\n@1s degrade *-* loss=0%\n@1s degrade *->S2 duplicate=12.5%\n@1s..2s degrade S1->* delay=1s',
    'raft\n@1s drop S3-S4.17\n@1s duplicate S3-C1.1\n@1s delay C1-S4.2000000 by=20ms',
    'raft\n@1s isolate S1\n@1s..2s pause S1\n@1s crash C1\n@2s restart C1\n@0s crash S1',
    'raft\n@1s skew S2 by=180ms\n@1s skew S2 by=-1.5s\n@1s skew S2 by=0s\n@1s drift S2 ppm=200000\n@1s..2s drift S2 ppm=-900000',
    'raft\nmodel process=arbitrary\n@1s..2s corrupt S2 behaviour=lie-to-some',
    'raft\n@1s trigger S3 timer=electionTimeout',
    'raft\ninitial S1 log=1,1,1,4,4,5,5,6,6 term=6 votedFor=S2\ninitial S2 log=[4] note="a b" term=0',
    'raft\ninitial S1 log=[] note={"a":[1,"x y"]} votedFor="null"',
    'raft\nbreak forget-vote no-consistency-check',
  ])('prints as it was written: %s', (text) => {
    expect(printed(text)).toBe(text);
  });

  it.each([
    ['raft\n@1000ms pause S1', 'raft\n@1s pause S1'],
    ['raft\n@1..2s pause S1', 'raft\n@1s..2s pause S1'],
    ['raft\n@0.5min pause S1', 'raft\n@30s pause S1'],
    ['raft\n@1.5ms pause S1', 'raft\n@1.5ms pause S1'],
    ['raft\n@0.0015s pause S1', 'raft\n@1.5ms pause S1'],
    ['raft\nnetwork loss=0.3', 'raft\nnetwork loss=30%'],
    ['raft\nnetwork delay=3..3ms', 'raft\nnetwork delay=3ms'],
    ['raft\nnetwork delay=1000us..0.002s', 'raft\nnetwork delay=1..2ms'],
    ['raft\nset electionTimeout=120ms', 'raft\nset electionTimeout=120ms'],
    ['raft\n@1s skew S1 by=+5ms', 'raft\n@1s skew S1 by=5ms'],
    ['raft\n@1s C1 write "x"="1"', 'raft\n@1s C1 write x=1'],
    ['raft\nbreak no-consistency-check\nbreak forget-vote', 'raft\nbreak forget-vote no-consistency-check'],
    [
      'raft\ninitial S2 votedFor=S1 term=2\ninitial S1 term=1',
      'raft\ninitial S1 term=1\ninitial S2 term=2 votedFor=S1',
    ],
    ['raft\n@1s pause S1\n@1s C1 read x', 'raft\n@1s C1 read x\n@1s pause S1'],
    ['\uFEFF# a comment\r\n\r\n  raft   seed=2\t\r\n   # another\r\n', 'raft seed=2'],
    ['raft\nnetwork loss=1%\nnetwork fifo=true', 'raft\nnetwork loss=1% fifo=true'],
  ])('has one spelling for what can be written in several: %s', (text, canonical) => {
    expect(printed(text)).toBe(canonical);
  });

  it('tells a word from a null, a number or a list by its quotes', () => {
    const [word, nothing] = read(
      'raft\n@1s C1 cas x expected="null" value=1\n@1s C1 cas x expected=null value=1',
    ).workload;
    expect(word?.expected).toBe('null');
    expect(nothing?.expected).toBeNull();
    expect(read('raft\ninitial S1 note="1,2" log=1,2 term=null votedFor=true').initial.S1).toEqual({
      log: [1, 2],
      note: '1,2',
      term: null,
      votedFor: true,
    });
  });

  it('reads what the contract shows', () => {
    const text = `raft processes=5 clients=1 seed=42 duration=10s
title "Old leader comes back after a partition"
network delay=2..10ms loss=1%
set electionTimeout=150..300ms heartbeat=50ms
@1s C1 write x=1
@1s..9s every=100ms C1 write x
@3s..5.5s partition S1,S2/S3,S4,S5
@4s skew S2 by=180ms
@6.2s drop S3-S4.17
set S3 electionTimeout=120ms
initial S1 term=6 log=1,1,1,4,4,5,5,6,6
break forget-vote`;
    expect(read(text)).toEqual({
      protocol: 'raft',
      processes: ['S1', 'S2', 'S3', 'S4', 'S5'],
      clients: ['C1'],
      seed: 42,
      duration: 10_000_000,
      title: 'Old leader comes back after a partition',
      notes: '',
      network: { delay: [2_000, 10_000], loss: 0.01, duplicate: 0, fifo: false, transport: 'datagram' },
      model: { timing: 'partially-synchronous', process: 'crash-recovery' },
      options: {},
      processOptions: { S3: { electionTimeout: [120_000, 120_000] } },
      initial: { S1: { term: 6, log: [1, 1, 1, 4, 4, 5, 5, 6, 6] } },
      workload: [
        { client: 'C1', op: 'write', key: 'x', value: '1', when: { at: 1_000_000 } },
        { client: 'C1', op: 'write', key: 'x', when: { from: 1_000_000, until: 9_000_000, every: 100_000 } },
      ],
      faults: [
        {
          kind: 'partition',
          at: 3_000_000,
          until: 5_500_000,
          groups: [
            ['S1', 'S2'],
            ['S3', 'S4', 'S5'],
          ],
        },
        { kind: 'skew', at: 4_000_000, process: 'S2', by: 180_000 },
        { kind: 'drop', at: 6_200_000, message: 'S3-S4.17' },
      ],
      flaws: ['forget-vote'],
    });
  });
});
