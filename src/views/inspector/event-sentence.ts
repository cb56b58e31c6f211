/** An event as a sentence: the protocol's own where it has one, else what every protocol's events have in common. */
import { unreachable } from '../../base/assert.ts';
import type { ProtocolDefinition } from '../../sim/protocol.ts';
import type { Scenario } from '../../sim/scenario.ts';
import type { Trace } from '../../sim/trace.ts';
import type { EventId, LossReason, TraceEvent } from '../../sim/trace-event.ts';
import { isTransportStep } from '../../sim/transport/steps.ts';
import { shortTime, signed } from '../stage/words.ts';
import { transportSentence } from './transport-sentence.ts';

export type Speaker = Pick<ProtocolDefinition, 'caption' | 'sentence' | 'timers'>;

/** What a list of events asks of a protocol, or of whatever stands in its place. */
export type Narrator = Speaker & Pick<ProtocolDefinition, 'messages' | 'roles'>;

const LOSSES: Readonly<Record<LossReason, string>> = {
  loss: 'on the way',
  cut: 'cut link',
  dropped: 'dropped by hand',
  crashed: 'receiver is down',
  refused: 'refused by the transport',
};

export function eventSentence(
  trace: Trace,
  id: EventId,
  protocol: Speaker,
  scenario?: Pick<Scenario, 'faults'>,
): string {
  const event = trace.event(id);
  if (event.kind === 'step' && isTransportStep(trace, id)) return transportSentence(event);
  return protocol.sentence(event) ?? genericSentence(event, trace, protocol, scenario);
}

function genericSentence(
  event: TraceEvent,
  trace: Trace,
  protocol: Speaker,
  scenario: Pick<Scenario, 'faults'> | undefined,
): string {
  const who = event.process ?? 'the world';
  switch (event.kind) {
    case 'send':
      return `${who} sends ${protocol.caption(event.type, event.payload)} to ${event.to}`;
    case 'receive':
      return `${who} receives ${protocol.caption(event.type, event.payload)} from ${event.from}${event.copy === undefined ? '' : `, copy ${event.copy}`}`;
    case 'lost':
      return `${event.message}${event.copy === undefined ? '' : ` copy ${event.copy}`} is lost: ${LOSSES[event.reason]}`;
    case 'astray':
      return `what ${event.from} acknowledges to ${event.to} is lost: ${LOSSES[event.reason]}`;
    case 'timer':
      return `${who}: ${protocol.timers.find(({ name }) => name === event.timer)?.title ?? event.timer} runs out`;
    case 'step':
      return `${who}: ${event.name}${detailText(event.detail)}`;
    case 'crash':
      return `${who} crashes`;
    case 'restart':
      return `${who} starts again from what it kept`;
    case 'pause':
      return `${who} is paused`;
    case 'resume':
      return `${who} goes on`;
    case 'clock':
      return `clock of ${who} now runs ${clockText(event)}`;
    case 'invoke':
      return `${who} asks: ${askedText(trace, event.operation)}`;
    case 'respond':
      return `${who} has its answer to ${askedText(trace, event.operation)}`;
    case 'fault':
      return `${faultText(event.fault, scenario)} ${event.phase === 'begin' ? 'begins' : 'ends'}`;
    case 'moot':
      return `${faultText(event.fault, scenario)} finds nothing to act on`;
    default:
      return unreachable(event);
  }
}

function detailText(detail: Readonly<Record<string, unknown>>): string {
  const parts = Object.entries(detail).map(
    ([name, value]) => `${name} ${typeof value === 'object' ? JSON.stringify(value) : String(value)}`,
  );
  return parts.length === 0 ? '' : ` ${parts.join(', ')}`;
}

function clockText({ offset, drift }: { readonly offset: number; readonly drift: number }): string {
  const ahead = offset === 0 ? '' : `${shortTime(Math.abs(offset))} ${offset > 0 ? 'ahead' : 'behind'}`;
  const rate = drift === 0 ? '' : `at ${signed(drift)} ppm`;
  return [ahead, rate].filter((part) => part !== '').join(', ') || 'true';
}

function askedText(trace: Trace, operation: number): string {
  const { op, key, value, expected } = trace.asked(operation);
  switch (op) {
    case 'read':
      return `read ${key}`;
    case 'write':
      return `${key} = ${value ?? ''}`;
    case 'append':
      return `${key} += ${value ?? ''}`;
    case 'cas':
      return `${key}: ${expected ?? 'nothing'} → ${value ?? ''}`;
    default:
      return unreachable(op);
  }
}

function faultText(index: number, scenario: Pick<Scenario, 'faults'> | undefined): string {
  const fault = scenario?.faults[index];
  if (fault === undefined) return `fault ${index + 1}`;
  switch (fault.kind) {
    case 'partition':
      return `partition ${fault.groups.map((group) => group.join(' ')).join(' / ')}`;
    case 'cut':
    case 'degrade':
      return `${fault.kind} ${fault.from}${fault.bothWays ? '–' : '→'}${fault.to}`;
    case 'drop':
    case 'duplicate':
    case 'delay':
      return `${fault.kind} ${fault.message}`;
    default:
      return `${fault.kind} ${fault.process}`;
  }
}
