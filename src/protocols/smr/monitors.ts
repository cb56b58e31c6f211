/** What replication of a state machine rests on: one order, each command once, and operations that depend on nothing else. */

import { PersistentMap } from '../../base/persistent-map.ts';
import { linearizabilityMonitor } from '../../check/monitor.ts';
import type { Finding, LiveWorld, Monitor } from '../../sim/protocol.ts';
import type { ProcessId } from '../../sim/scenario.ts';
import type { EventId, TraceEvent } from '../../sim/trace-event.ts';
import type { ReplicaContext } from './replica.ts';
import { digestOf } from './state-machine.ts';

const SOURCE = 'Schneider, Implementing Fault-Tolerant Services Using the State Machine Approach, 1990';

type Step = Extract<TraceEvent, { kind: 'step' }>;

/** An entry as the first replica that came so far applied it. */
interface First {
  readonly event: EventId;
  readonly process: ProcessId;
  readonly said: string;
}

function broken(events: readonly EventId[], message: string): Finding {
  return { holds: false, events, message };
}

function firstOf({ id, process = '' }: Step, said: string): First {
  return { event: id, process, said };
}

const sameState: Monitor<PersistentMap<First>> = {
  id: 'same-state',
  claim: 'Whoever has applied the same log has the same state, on any replica and in any life.',
  type: 'safety',
  source: `${SOURCE}, §2`,
  on: ['apply'],
  start: PersistentMap.empty(),
  observe(byLog, _world, event) {
    if (event.kind !== 'step') return [byLog, undefined];
    const { index, log, state } = event.detail;
    const first = byLog.get(String(log));
    if (first === undefined) return [byLog.set(String(log), firstOf(event, String(state))), undefined];
    if (first.said === state) return [byLog, undefined];
    const who = first.process === event.process ? 'itself before its restart' : first.process;
    const message = `${event.process} has applied the same ${index} entries as ${who}, and is in another state`;
    return [byLog, broken([first.event, event.id], message)];
  },
};

const sameOrder: Monitor<PersistentMap<First>> = {
  id: 'same-order',
  claim: 'At each index every replica applies the same command.',
  type: 'safety',
  source: `${SOURCE}, §3; Cachin, Guerraoui, Rodrigues 2011, §6.1`,
  on: ['apply'],
  start: PersistentMap.empty(),
  observe(byIndex, _world, event) {
    if (event.kind !== 'step') return [byIndex, undefined];
    const { index, command } = event.detail;
    const first = byIndex.get(String(index));
    if (first === undefined) return [byIndex.set(String(index), firstOf(event, String(command))), undefined];
    if (first.said === command) return [byIndex, undefined];
    const message = `at index ${index} ${event.process} applies ${command} and ${first.process} ${first.said}`;
    return [byIndex, broken([first.event, event.id], message)];
  },
};

const once: Monitor<PersistentMap<EventId>> = {
  id: 'once',
  claim: 'No command takes effect twice, however often its client asks for it.',
  type: 'safety',
  source: `${SOURCE}, §4; Ongaro, Ousterhout 2014, §8`,
  on: ['apply'],
  start: PersistentMap.empty(),
  observe(effects, _world, event) {
    if (event.kind !== 'step') return [effects, undefined];
    const { command, index, effective, replayed } = event.detail;
    // Replayed it takes effect in a new state; twice in one log it would be there at two indices.
    if (effective !== true || replayed === true) return [effects, undefined];
    const key = `${event.process} ${command}`;
    const before = effects.get(key);
    if (before === undefined) return [effects.set(key, event.id), undefined];
    const message = `${event.process} lets ${command} take effect a second time, at index ${index}`;
    return [effects, broken([before, event.id], message)];
  },
};

const converges: Monitor<null> = {
  id: 'converges',
  claim: 'When commands stop and the replicas can talk, all of them come to the same state.',
  type: 'liveness',
  source: `${SOURCE}, §3`,
  on: [],
  start: null,
  observe: () => [null, undefined],
  conclude: (_, world) => {
    const behind = behindIn(world);
    return behind.length === 0
      ? { holds: true, events: [], message: 'At the end all replicas are up and in the same state.' }
      : { holds: null, events: [], message: `Not there at the end: ${behind.join(', ')}.` };
  },
};

/** Who is down or has another state than the sequencer. */
function behindIn(world: LiveWorld): readonly ProcessId[] {
  const stateOf = (process: ProcessId) => digestOf((world.snapshotOf(process).context as ReplicaContext).state);
  const [sequencer = ''] = world.processes;
  const state = stateOf(sequencer);
  return world.processes.filter((process) => world.statusOf(process) === 'crashed' || stateOf(process) !== state);
}

export const smrMonitors: readonly Monitor[] = [
  sameState as Monitor,
  sameOrder as Monitor,
  once as Monitor,
  linearizabilityMonitor('Herlihy, Wing 1990; Schneider 1990, §2') as Monitor,
  converges as Monitor,
];
