/** The control plane's process: it hears heartbeats, decides who is in the chain, and tells everybody. */
import { setup } from 'xstate';
import { acting, type Effect } from '../../sim/actor.ts';
import type { ClockReading, Portrait, ProcessInput } from '../../sim/protocol.ts';
import type { ProcessId } from '../../sim/scenario.ts';
import { type Configuration, chainOf, detailOf, UNCONFIGURED } from './configuration.ts';
import { freshReports, nextConfiguration, noteHeartbeat, type Reports, tell } from './control.ts';
import type { Heartbeat } from './messages.ts';
import { isController, sending, stepping } from './state.ts';

export interface ControlContext {
  readonly self: {
    readonly id: ProcessId;
    readonly members: readonly ProcessId[];
    readonly servers: readonly ProcessId[];
    readonly clients: readonly ProcessId[];
    readonly heartbeat: number;
    readonly detectAfter: number;
    /** Flaw: a configuration is announced before it is agreed and stored. */
    readonly announcesEarly: boolean;
  };
  /** On stable storage, here or in the Raft log. */
  readonly configuration: Configuration;
  readonly reports: Reports;
  /** Its own clock at the last look at the heartbeats. */
  readonly lookedAt: number;
}

export interface ControlStable {
  readonly configuration: Configuration;
}

interface From<Type extends string, Payload> {
  readonly type: Type;
  readonly from: ProcessId;
  readonly payload: Payload;
  readonly reading: ClockReading;
}
export type ControlEvent = From<'Heartbeat', Heartbeat> | From<'Locate', Record<string, never>>;
type Outcome = readonly [ControlContext, readonly Effect[]];

function createControl({ id, processes, clients, options, flaws, stable, reading }: ProcessInput): ControlContext {
  const servers = processes.filter((process) => !isController(process));
  return {
    self: {
      id,
      members: processes.filter(isController),
      servers,
      clients,
      heartbeat: options.heartbeat as number,
      detectAfter: options.detectAfter as number,
      announcesEarly: flaws.includes('two-configurations'),
    },
    configuration: (stable as ControlStable | undefined)?.configuration ?? UNCONFIGURED,
    reports: freshReports(servers, reading.monotonic),
    lookedAt: reading.monotonic,
  };
}

/** The flaw announces what it has not written down. */
export function controlStable({ configuration, self }: ControlContext): ControlStable {
  return { configuration: self.announcesEarly ? UNCONFIGURED : configuration };
}

/** As it starts: the first chain, or the one that was. */
function open(context: ControlContext): Outcome {
  const [next, effects] = decide(context, context.lookedAt);
  return next !== context ? [next, effects] : [context, [roleStep(context), ...tellAll(context)]];
}

/** Alone it need not ask anybody: a decision stands as soon as it is written down. */
function decide(context: ControlContext, now: number): Outcome {
  const { self, configuration, reports } = context;
  const next = nextConfiguration({ servers: self.servers, configuration, reports, detectAfter: self.detectAfter }, now);
  if (next === undefined) return [context, []];
  const decided = { ...context, configuration: next };
  return [decided, [stepping('configure', detailOf(next)), roleStep(decided), ...tellAll(decided)]];
}

function roleStep({ configuration }: ControlContext): Effect {
  return stepping('role', { role: 'control', epoch: configuration.epoch });
}

function tellAll({ configuration, self }: ControlContext): readonly Effect[] {
  return tell(configuration, [...self.servers, ...self.clients]);
}

/** Missed its own beats, as after a pause: then silence says nothing about the others. */
const LATE_BEATS = 3;

function look(before: ControlContext, now: number): Outcome {
  const { self, lookedAt } = before;
  const late = now - lookedAt > LATE_BEATS * self.heartbeat;
  const context = { ...before, lookedAt: now, reports: late ? freshReports(self.servers, now) : before.reports };
  return decide(context, now);
}

/** A heartbeat of a server in the chain is answered, which is its lease; one that speaks of an old epoch is told the new one. */
function hear(context: ControlContext, { from, payload, reading }: From<'Heartbeat', Heartbeat>): Outcome {
  const now = reading.monotonic;
  const heard = { ...context, reports: noteHeartbeat(context.reports, from, payload, now) };
  const member = chainOf(context.configuration).includes(from);
  const alive = member ? [sending(from, 'Alive', { sentAt: payload.sentAt })] : [];
  const [told, effects] = remind(heard, from, payload, now);
  const [decided, more] = payload.ready > 0 ? decide(told, now) : ([told, []] as const);
  return [decided, [...alive, ...effects, ...more]];
}

/** At most once a beat: the configuration may still be on its way. */
function remind(context: ControlContext, server: ProcessId, heartbeat: Heartbeat, now: number): Outcome {
  const report = context.reports[server];
  if (report === undefined || heartbeat.epoch >= context.configuration.epoch) return [context, []];
  if (now - report.toldAt < context.self.heartbeat) return [context, []];
  const reports = { ...context.reports, [server]: { ...report, toldAt: now } };
  return [{ ...context, reports }, tell(context.configuration, [server])];
}

interface Read {
  readonly reading?: ClockReading;
}

const chart = setup({
  types: {} as { context: ControlContext; events: ControlEvent; input: ProcessInput },
  delays: { heartbeat: ({ context }) => context.self.heartbeat },
  actions: {
    open: acting(open),
    look: acting((context: ControlContext, event: Read) => look(context, event.reading?.monotonic ?? context.lookedAt)),
    hear: acting(hear),
    locate: acting(
      (context: ControlContext, { from }: ControlEvent): Outcome => [context, tell(context.configuration, [from])],
    ),
  },
});

export const controlPlane = chart.createMachine({
  id: 'control',
  context: ({ input }) => createControl(input),
  initial: { target: 'alone', actions: 'open' },
  states: {
    alone: {
      after: { heartbeat: { target: 'alone', reenter: true, actions: 'look' } },
      on: { Heartbeat: { actions: 'hear' }, Locate: { actions: 'locate' } },
    },
  },
});

export function portrayControl({ configuration, reports }: ControlContext, state: string): Portrait {
  const heard = Object.entries(reports).filter(([, { heartbeat }]) => heartbeat !== null);
  return {
    role: state === 'alone' ? 'control' : state,
    epoch: configuration.epoch,
    badge: `epoch ${configuration.epoch}`,
    facts: [
      { name: 'chain', value: chainOf(configuration).join(' → ') || 'none yet', stable: true },
      { name: 'heard of', value: heard.map(([id]) => id).join(' ') || 'nobody', stable: false },
    ],
  };
}
