/** Scenarios in words, for labels. */
import { unreachable } from '../base/assert.ts';
import type { Fault, Range, TrueTime } from '../sim/scenario.ts';
import { FAULT_SHAPES } from './shapes.ts';
import { formatMicros, printProbability } from './units.ts';

export { formatMicros } from './units.ts';

/** What the fault does and to whom, without its times: `skew S2 +180 ms`, `partition S1 S2 / S3 S4 S5`. */
export function describeFault(fault: Fault): string {
  switch (fault.kind) {
    case 'cut':
      return `cut ${linkOf(fault)}`;
    case 'degrade':
      return `degrade ${linkOf(fault)} ${degradation(fault)}`;
    case 'partition':
      return `partition ${fault.groups.map((group) => group.join(' ')).join(' / ')}`;
    case 'drop':
    case 'duplicate':
      return `${fault.kind} ${fault.message}`;
    case 'delay':
      return `delay ${fault.message} ${signed(fault.by)}`;
    case 'isolate':
    case 'pause':
    case 'crash':
    case 'restart':
      return `${fault.kind} ${fault.process}`;
    case 'skew':
      return `skew ${fault.process} ${signed(fault.by)}`;
    case 'drift':
      return `drift ${fault.process} ${fault.ppm < 0 ? '−' : '+'}${Math.abs(fault.ppm)} ppm`;
    case 'corrupt':
      return `corrupt ${fault.process} ${fault.behaviour}`;
    case 'trigger':
      return `trigger ${fault.process} ${fault.timer}`;
    default:
      return unreachable(fault);
  }
}

/** When it happens: `at 4 s`, `3 s to 5.5 s`, `from 3 s on`. */
export function describeTimes(fault: Fault): string {
  if ('until' in fault && fault.until !== undefined) return `${formatMicros(fault.at)} to ${formatMicros(fault.until)}`;
  return FAULT_SHAPES[fault.kind].lasting ? `from ${formatMicros(fault.at)} on` : `at ${formatMicros(fault.at)}`;
}

function signed(micros: TrueTime): string {
  return `${micros < 0 ? '' : '+'}${formatMicros(micros)}`;
}

function linkOf({ from, to, bothWays }: Extract<Fault, { kind: 'cut' | 'degrade' }>): string {
  const name = (id: string): string => (id === '*' ? 'all' : id);
  return `${name(from)} ${bothWays ? '↔' : '→'} ${name(to)}`;
}

function degradation({ loss, duplicate, delay }: Extract<Fault, { kind: 'degrade' }>): string {
  return [
    ...(loss === undefined ? [] : [`loss ${printProbability(loss).replace('%', ' %')}`]),
    ...(duplicate === undefined ? [] : [`duplicates ${printProbability(duplicate).replace('%', ' %')}`]),
    ...(delay === undefined ? [] : [`delay ${formatRange(delay)}`]),
  ].join(', ');
}

function formatRange([low, high]: Range): string {
  return low === high ? formatMicros(low) : `${formatMicros(low)} to ${formatMicros(high)}`;
}
