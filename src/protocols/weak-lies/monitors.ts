/** What is accepted is the time, as far as a majority of the servers knows it. */
import type { Monitor, Situation } from '../../sim/protocol.ts';
import type { ProcessId } from '../../sim/scenario.ts';

/** Readings are whole µs. */
const ROUNDING = 2;

export const validTime: Monitor<ReadonlySet<ProcessId>> = {
  id: 'valid-time',
  claim:
    'While fewer than half of the servers are false, an accepted time is as near to the true one as the answers are wide.',
  type: 'safety',
  source: 'Marzullo 1984; Kleppmann: Designing Data-Intensive Applications, ch. 8',
  on: ['clock', 'send', 'accept'],
  // Whose clock was ever touched, or who ever lied: the asker's own clock counts too.
  start: new Set(),
  observe(memory, world, event) {
    const process = String(event.process);
    if (event.kind === 'clock') return [new Set([...memory, process]), undefined];
    if (event.kind === 'send') return [world.isCorrupt(process) ? new Set([...memory, process]) : memory, undefined];
    if (event.kind !== 'step') return [memory, undefined];
    const servers = world.processes.slice(1);
    const falseOnes = servers.filter((server) => memory.has(server)).length;
    if (memory.has(process) || falseOnes * 2 >= servers.length) return [memory, undefined];
    const error = Math.abs(Number(event.detail.time) - event.at);
    if (error <= Number(event.detail.bound) + ROUNDING) return [memory, undefined];
    return [
      memory,
      {
        holds: false,
        events: [event.id],
        message: `${process} accepts a time that is ${Math.round(error / 1000)} ms wrong`,
      },
    ];
  },
};

export const refused: Situation<null> = {
  id: 'refused',
  title: 'An answer fails its checksum or its range',
  on: ['refuse'],
  start: null,
  observe: (memory, _world, event) => [memory, [event.id]],
};

export const outvoted: Situation<null> = {
  id: 'outvoted',
  title: 'A plausible answer is outvoted',
  on: ['outvote'],
  start: null,
  observe: (memory, _world, event) => [memory, [event.id]],
};
