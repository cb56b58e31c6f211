/** The run of the exhibits: a leader is cut off, another takes over, the old one comes back. Written by hand. */
import type { ProtocolDefinition } from '../../src/sim/protocol.ts';
import type { Fault, Scenario } from '../../src/sim/scenario.ts';
import type { Trace } from '../../src/sim/trace.ts';
import { HandTrace } from '../support/hand-trace.ts';

const SERVERS = ['S1', 'S2', 'S3', 'S4', 'S5'];

export const protocol = {
  id: 'hand',
  title: 'Hand-written',
  roles: [
    { id: 'follower', title: 'follower', tone: 'following' },
    { id: 'candidate', title: 'candidate', tone: 'seeking' },
    { id: 'leader', title: 'leader', tone: 'leading' },
  ],
  messages: [
    { type: 'Append', title: 'Append', form: 'request', tone: 'leading' },
    { type: 'Appended', title: 'Appended', form: 'reply', tone: 'leading' },
    { type: 'Vote?', title: 'Vote?', form: 'request', tone: 'seeking' },
    { type: 'Vote', title: 'Vote', form: 'reply', tone: 'seeking' },
    { type: 'Request', title: 'Request', form: 'request', tone: 'neutral' },
    { type: 'Answer', title: 'Answer', form: 'reply', tone: 'neutral' },
  ],
  sentence: () => undefined,
} as unknown as ProtocolDefinition; // the timeline reads roles, messages and sentences alone

export const faults: readonly Fault[] = [
  { kind: 'skew', at: 1_120_000, process: 'S2', by: 180_000 },
  {
    kind: 'partition',
    at: 1_630_000,
    until: 3_550_000,
    groups: [
      ['S1', 'S2'],
      ['S3', 'S4', 'S5'],
    ],
  },
  { kind: 'pause', at: 3_700_000, until: 4_050_000, process: 'S4' },
  { kind: 'crash', at: 2_600_000, until: 3_050_000, process: 'S5' },
  { kind: 'drop', at: 2_200_000, message: 'S3-S4.3' },
  { kind: 'drop', at: 1_400_000, message: 'S3-S4.99' },
  { kind: 'degrade', at: 4_300_000, from: '*', to: '*', bothWays: true, delay: [20_000, 40_000] },
];

export const scenario: Scenario = {
  protocol: 'hand',
  processes: SERVERS,
  clients: ['C1', 'C2'],
  seed: 1,
  duration: 5_000_000,
  title: '',
  notes: '',
  network: { delay: [2000, 10000], loss: 0, duplicate: 0, fifo: false, transport: 'datagram' },
  model: { timing: 'partially-synchronous', process: 'crash-recovery' },
  options: {},
  processOptions: {},
  initial: {},
  workload: [],
  faults,
  flaws: [],
};

/** `flight`: how long one hop takes, ms; `every`: between heartbeats; `until`: length of the run, ms. */
export function handRun(flight: number, every: number, until: number): Trace {
  const run = new HandTrace(SERVERS, ['C1', 'C2']);
  for (const process of SERVERS)
    run.step(0, process, 'role', process === 'S1' ? { role: 'leader', term: 2 } : { role: 'follower', term: 2 });
  const reply = (send: number, at: number, from: string, to: string, type: string) => {
    run.receive(at, send);
    run.receive(at + flight * 0.7, run.send(at + flight * 0.15, from, to, type));
  };
  const isCut = (a: string, b: string, ms: number) => ms > 1630 && ms < 3550 && a < 'S3' !== b < 'S3';
  const isOut = (process: string, ms: number) =>
    (process === 'S5' && ms > 2600 && ms < 3050) || (process === 'S4' && ms > 3700 && ms < 4050);
  const beat = (leader: string, ms: number) => {
    SERVERS.forEach((other, place) => {
      if (other === leader) return;
      const send = run.send(ms, leader, other, 'Append');
      const arrives = ms + flight * (0.6 + 0.12 * place);
      if (arrives > until) return;
      if (isCut(leader, other, arrives)) run.lost(ms + flight * 0.35, send, 'cut');
      else if (isOut(other, arrives)) run.lost(arrives, send, 'crashed');
      else reply(send, arrives, other, leader, 'Appended');
    });
  };
  for (let ms = 130; ms < Math.min(3580, until); ms += every) beat('S1', ms);
  const change = 2050 + flight * 1.9;
  for (let ms = change + 4; ms < until; ms += every) beat('S3', ms);
  run.timer(2050, 'S3', 'election');
  run.step(2050.5, 'S3', 'role', { role: 'candidate', term: 3 });
  for (const other of ['S1', 'S2', 'S4', 'S5']) {
    const send = run.send(2051, 'S3', other, 'Vote?');
    if (other < 'S3') run.lost(2051 + flight * 0.4, send, 'cut');
    else {
      run.step(2051 + flight * 0.8, other, 'role', { role: 'follower', term: 3 });
      reply(send, 2051 + flight * 0.8, other, 'S3', 'Vote');
    }
  }
  run.step(change, 'S3', 'role', { role: 'leader', term: 3 });
  for (const process of ['S1', 'S2']) run.step(3620, process, 'role', { role: 'follower', term: 3 });
  run.clock(1120, 'S2', 180_000);
  run.mark(2600, 'S5', 'crash');
  run.mark(3050, 'S5', 'restart');
  run.step(3050, 'S5', 'role', { role: 'follower', term: 3 });
  run.mark(3700, 'S4', 'pause');
  run.mark(4050, 'S4', 'resume');
  run.moot(1400, 5);
  run.operation(1180, 1440, 'C1', { op: 'write', key: 'x', value: '3' }, 'ok');
  run.operation(1780, undefined, 'C1', { op: 'write', key: 'x', value: '9' });
  run.operation(2300, 2580, 'C2', { op: 'write', key: 'x', value: '5' }, 'ok');
  run.operation(3750, 4000, 'C2', { op: 'read', key: 'x' }, '5');
  run.operation(3650, 3900, 'C1', { op: 'read', key: 'x' }, '9');
  for (let ms = 4100; ms < until && ms < 200_000; ms += every * 3)
    run.operation(ms, ms + every * 2.4, 'C1', { op: 'append', key: 'log', value: String(ms) });
  run.receive(1180 + flight, run.send(1180, 'C1', 'S1', 'Request'));
  run.receive(1440, run.send(1440 - flight, 'S1', 'C1', 'Answer'));
  return run.done();
}
