/** A control plane of one process: what it decides stands as soon as it is written down. */
import { nextConfiguration } from './control.ts';
import {
  announcement,
  type ControlContext,
  type ControlOutcome,
  type HeartbeatEvent,
  isMember,
  lease,
  look,
  noteAndRemind,
  tellAll,
} from './control-context.ts';
import { stepping } from './state.ts';

/** As it starts: the first chain, or the one that was. */
export function openAlone(context: ControlContext): ControlOutcome {
  const [next, effects] = decide(context, context.lookedAt);
  return next !== context ? [next, effects] : [context, [roleStep(context), ...tellAll(context)]];
}

export function lookAlone(context: ControlContext, now: number): ControlOutcome {
  return decide(look(context, now), now);
}

/** The heartbeat of a server in the chain is answered, which is its lease. */
export function hearAlone(context: ControlContext, event: HeartbeatEvent): ControlOutcome {
  const { from, payload, reading } = event;
  const [noted, effects] = noteAndRemind(context, event);
  const alive = isMember(context, from) ? [lease({ server: from, sentAt: payload.sentAt })] : [];
  const [decided, more] = payload.ready > 0 ? decide(noted, reading.monotonic) : ([noted, []] as const);
  return [decided, [...alive, ...effects, ...more]];
}

function decide(context: ControlContext, now: number): ControlOutcome {
  const { self, configuration, reports } = context;
  const next = nextConfiguration({ servers: self.servers, configuration, reports, detectAfter: self.detectAfter }, now);
  if (next === undefined) return [context, []];
  const decided = { ...context, configuration: next, announcedAt: now };
  return [decided, [announcement(next), roleStep(decided), ...tellAll(decided)]];
}

function roleStep({ configuration }: ControlContext) {
  return stepping('role', { role: 'control', epoch: configuration.epoch });
}
