/** What a screen may not do: go back. And what it should not do for ever: stand still. */
import type { LiveWorld, Monitor, Situation } from '../../sim/protocol.ts';
import type { ProcessId, TrueTime } from '../../sim/scenario.ts';
import type { EventId } from '../../sim/trace-event.ts';
import { isPlayer } from './cast.ts';

interface Shown {
  readonly number: number;
  readonly event: EventId;
}

const SOURCE = 'Vitillo 2021, §2.5 (custom protocols)';

export const neverBack: Monitor<Readonly<Record<ProcessId, Shown>>> = {
  id: 'never-back',
  claim: 'What a player is shown never goes back to an older snapshot.',
  type: 'safety',
  source: SOURCE,
  on: ['show', 'crash'],
  start: {},
  observe(shown, _world, event) {
    const { process = '' } = event;
    const { [process]: before, ...others } = shown;
    if (event.kind !== 'step') return [others, undefined];
    const number = Number(event.detail.number);
    if (before === undefined || number >= before.number)
      return [{ ...others, [process]: { number, event: event.id } }, undefined];
    const message = `${process} is shown snapshot ${number} after snapshot ${before.number}.`;
    return [shown, { holds: false, events: [before.event, event.id], message }];
  },
};

interface Screens {
  /** When each player was last shown something new. */
  readonly last: Readonly<Record<ProcessId, { readonly at: TrueTime; readonly event: EventId }>>;
  readonly trouble: TrueTime;
}

/** In ticks: so long may a screen stand still. A stream that has lost much waits longer and longer between its tries. */
const PATIENCE = 40;

export const goesOn: Monitor<Screens> = {
  id: 'goes-on',
  claim: 'While server and player are up and connected, the player eventually sees something newer.',
  type: 'liveness',
  source: SOURCE,
  on: ['show', 'crash', 'restart', 'pause', 'resume', 'fault'],
  start: { last: {}, trouble: 0 },
  observe(memory, _world, event) {
    if (event.kind !== 'step') return [{ ...memory, trouble: event.at }, undefined];
    return [
      { ...memory, last: { ...memory.last, [event.process ?? '']: { at: event.at, event: event.id } } },
      undefined,
    ];
  },
  conclude({ last, trouble }, world) {
    const patience = PATIENCE * Number(world.option('tick'));
    const still = world.processes
      .filter((process) => isPlayer(process) && canSee(world, process))
      .find((process) => world.now - Math.max(last[process]?.at ?? 0, trouble) > patience);
    if (still !== undefined) {
      const event = last[still]?.event;
      const message = `${still} has been shown nothing new for ${((world.now - (last[still]?.at ?? 0)) / 1000).toFixed(0)} ms.`;
      return { holds: false, events: event === undefined ? [] : [event], message };
    }
    return world.now - trouble > patience
      ? { holds: true, events: [], message: 'Every player has seen something new of late.' }
      : undefined;
  },
};

function canSee(world: LiveWorld, player: ProcessId): boolean {
  const server = world.processes.find((process) => !isPlayer(process)) ?? '';
  const up = [server, player].every((process) => world.statusOf(process) === 'up');
  return up && world.connected(server, player) && world.connected(player, server);
}

/** Came after something newer: over UDP nothing is lost by throwing it away. */
export const tooLate: Situation<null> = {
  id: 'too-late',
  title: 'A snapshot comes after a newer one and is thrown away',
  on: ['late'],
  start: null,
  observe: (memory, _world, event) => [memory, [event.id]],
};
