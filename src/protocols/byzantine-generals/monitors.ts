/** The two interactive consistency conditions (Lamport, Shostak, Pease 1982, §1), for as many traitors as were prepared for. */
import type { LiveWorld, Monitor, Situation } from '../../sim/protocol.ts';
import type { ProcessId } from '../../sim/scenario.ts';
import type { EventId } from '../../sim/trace-event.ts';
import { type Decision, FOLLOWED, follow, type Loyalty, loyalDecisions, NOTHING_KNOWN } from './loyalty.ts';
import { keyOf, type Saying } from './messages.ts';

type Violation = { readonly events: readonly EventId[]; readonly message: string } | undefined;

const SOURCE = 'Lamport, Shostak, Pease 1982, §1';

export const agreement: Monitor<Loyalty> = watching(
  'agreement',
  'While at most m generals are traitors or unheard, no two loyal generals decide differently (IC1).',
  (decisions) => {
    const [first] = decisions;
    const other = decisions.find(({ value }) => value !== first?.value);
    if (first === undefined || other === undefined) return undefined;
    return {
      events: [first.event, other.event],
      message: `${first.process} decides ${first.value} and ${other.process} ${other.value}, and both are loyal`,
    };
  },
);

export const validity: Monitor<Loyalty> = watching(
  'validity',
  'While at most m generals are traitors or unheard and the commander is loyal, every loyal general that decides obeys his order (IC2).',
  (decisions, world) => {
    const [commander] = world.processes;
    const given = decisions.find(({ process }) => process === commander);
    const other = decisions.find(({ value }) => value !== given?.value);
    if (given === undefined || other === undefined) return undefined;
    return {
      events: [given.event, other.event],
      message: `${commander} is loyal and orders ${given.value}; ${other.process} is loyal and decides ${other.value}`,
    };
  },
);

function watching(
  id: string,
  claim: string,
  violation: (decisions: readonly Decision[], world: LiveWorld) => Violation,
): Monitor<Loyalty> {
  return {
    id,
    claim,
    type: 'safety',
    source: SOURCE,
    on: FOLLOWED,
    start: NOTHING_KNOWN,
    observe(memory, world, event) {
      const now = follow(memory, world, event);
      if (event.kind !== 'step' || event.name !== 'decide') return [now, undefined];
      const decisions = loyalDecisions(now, world);
      const found = decisions === undefined ? undefined : violation(decisions, world);
      return [now, found === undefined ? undefined : { holds: false, ...found }];
    },
  };
}

/** By speaker and path, what it said first and to whom. */
type Words = ReadonlyMap<string, { readonly value: string; readonly event: EventId; readonly to: ProcessId }>;

export const twoTongues: Situation<Words> = {
  id: 'two-tongues',
  title: 'A general says two things at once',
  on: ['send'],
  start: new Map(),
  observe(memory, _world, event) {
    if (event.kind !== 'send') return [memory, undefined];
    const { path, value } = event.payload as Saying; // the only payload of this protocol
    // A signed order may be passed on once for each value that the commander signed.
    if (path.length > 1 && (event.payload as Saying).signatures.length > 0) return [memory, undefined];
    const key = keyOf(path);
    const said = memory.get(key);
    if (said === undefined) return [new Map([...memory, [key, { value, event: event.id, to: event.to }]]), undefined];
    return [memory, said.value === value ? undefined : [said.event, event.id]];
  },
};

export const refused: Situation<null> = {
  id: 'forgery-refused',
  title: 'A changed order is refused for its signatures',
  on: ['refuse'],
  start: null,
  observe: (memory, _world, event) => [memory, [event.id]],
};
