/** Events as lines that a directed test can spell out: no ids and no clocks. */

import { present, unreachable } from '../../src/base/assert.ts';
import { describeFault } from '../../src/scenario/describe.ts';
import type { Json } from '../../src/sim/scenario.ts';
import type { Simulation } from '../../src/sim/simulation.ts';
import type { EventId, TraceEvent } from '../../src/sim/trace-event.ts';

/** `0.150000  S3 → S1  RequestVote 1  vote t1?` */
export function printEvents(simulation: Simulation): string[] {
  return Array.from({ length: simulation.trace.length }, (_, id) => printEvent(simulation, id));
}

export function printEvent(simulation: Simulation, id: EventId): string {
  const event = simulation.trace.event(id);
  return [seconds(event.at), ...words(simulation, event)].filter((word) => word !== '').join('  ');
}

function words({ scenario, protocol, trace }: Simulation, event: TraceEvent): string[] {
  const who = event.process ?? '·';
  switch (event.kind) {
    case 'send':
      return [
        `${who} → ${event.to}`,
        `${event.type} ${numberOf(event.message)}`,
        protocol.caption(event.type, event.payload),
      ];
    case 'receive':
      return [`${who} ← ${event.from}`, `${event.type} ${numberOf(event.message)}${copyOf(event)}`];
    case 'lost':
      return [
        `${event.message.split('.')[0]?.replace('-', ' × ')}`,
        `${trace.word(present(event.cause, 'send'))} ${numberOf(event.message)}${copyOf(event)}`,
        event.reason,
      ];
    case 'astray':
      return [`${event.from} × ${event.to}`, `acknowledgement${copyOf(event)}`, event.reason];
    case 'timer':
      return [who, `timer ${event.timer}`];
    case 'step':
      return [who, `${event.name} ${plain(event.detail)}`];
    case 'clock':
      return [who, `clock offset=${event.offset} drift=${event.drift} ${event.reason}`];
    case 'crash':
    case 'restart':
    case 'pause':
    case 'resume':
      return [who, event.kind];
    case 'invoke':
    case 'respond':
      return [who, `${event.kind} operation ${event.operation}`];
    case 'fault':
    case 'moot':
      return [who, `${event.kind} ${event.phase}: ${describeFault(present(scenario.faults[event.fault], 'fault'))}`];
    default:
      return unreachable(event);
  }
}

function plain(detail: Readonly<Record<string, Json | undefined>>): string {
  return Object.entries(detail)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key}=${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(' ');
}

function numberOf(message: string): string {
  return message.slice(message.indexOf('.') + 1);
}

function copyOf({ copy }: { readonly copy?: number }): string {
  return copy === undefined ? '' : ` copy ${copy}`;
}

function seconds(at: number): string {
  return (at / 1_000_000).toFixed(6);
}
