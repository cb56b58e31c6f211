/** Faults in words: what a clip says, and what is read aloud. */
import { unreachable } from '../../base/assert.ts';
import type { Fault, FaultKind, ProcessId, ProcessOrAll } from '../../sim/scenario.ts';
import { lengthText, timeText } from './scale.ts';

/** What a fault acts on: decides the colour of its clip. */
export type FaultGroup = 'network' | 'process' | 'clock' | 'lie';

const GROUPS: Readonly<Record<FaultKind, FaultGroup>> = {
  cut: 'network',
  partition: 'network',
  isolate: 'network',
  degrade: 'network',
  drop: 'network',
  duplicate: 'network',
  delay: 'network',
  pause: 'process',
  crash: 'process',
  restart: 'process',
  trigger: 'process',
  skew: 'clock',
  drift: 'clock',
  corrupt: 'lie',
};

export function groupOf(fault: Fault): FaultGroup {
  return GROUPS[fault.kind];
}

/** What a prompt is called: `Send to S2`; undefined: the timer is no prompt. */
export type PromptTitle = (process: ProcessId, timer: string) => string | undefined;

/** In a few words, without its time: `partition S1 S2 / S3 S4 S5`. */
export function describeFault(fault: Fault, promptTitle?: PromptTitle): string {
  switch (fault.kind) {
    case 'cut':
      return `cut ${link(fault.from, fault.to, fault.bothWays)}`;
    case 'partition':
      return `partition ${fault.groups.map((group) => group.join(' ')).join(' / ')}`;
    case 'isolate':
    case 'pause':
    case 'crash':
    case 'restart':
      return `${fault.kind} ${fault.process}`;
    case 'degrade':
      return `${link(fault.from, fault.to, fault.bothWays)} ${figures(fault)}`;
    case 'drop':
    case 'duplicate':
      return `${fault.kind} ${fault.message}`;
    case 'delay':
      return `delay ${fault.message} +${lengthText(fault.by)}`;
    case 'skew':
      return `skew ${fault.process} ${signed(fault.by, lengthText(Math.abs(fault.by)))}`;
    case 'drift':
      return `drift ${fault.process} ${signed(fault.ppm, `${Math.abs(fault.ppm)} ppm`)}`;
    case 'corrupt':
      return `${fault.process} lies: ${fault.behaviour}`;
    case 'trigger': {
      const title = promptTitle?.(fault.process, fault.timer);
      return title === undefined ? `${fault.timer} of ${fault.process} runs out` : `${fault.process}: ${title}`;
    }
    default:
      return unreachable(fault);
  }
}

/** With its time, as read aloud: `pause S4, from 3.000 s to 5.500 s`. */
export function announceFault(fault: Fault, promptTitle?: PromptTitle): string {
  return `${describeFault(fault, promptTitle)}, ${spanText(fault)}`;
}

function spanText(fault: Fault): string {
  if (!isLasting(fault)) return `at ${timeText(fault.at)}`;
  return fault.until === undefined
    ? `from ${timeText(fault.at)} on`
    : `from ${timeText(fault.at)} to ${timeText(fault.until)}`;
}

export type LastingFault = Extract<Fault, { readonly until?: number }>;

const LASTING: ReadonlySet<FaultKind> = new Set([
  'cut',
  'partition',
  'isolate',
  'degrade',
  'pause',
  'crash',
  'drift',
  'corrupt',
]);

/** Whether the fault has a length. */
export function isLasting(fault: Fault): fault is LastingFault {
  return LASTING.has(fault.kind);
}

function link(from: ProcessOrAll, to: ProcessOrAll, bothWays: boolean): string {
  if (from === '*' && to === '*') return 'all links';
  const name = (end: ProcessOrAll) => (end === '*' ? 'all' : end);
  return `${name(from)}${bothWays ? '–' : '→'}${name(to)}`;
}

function figures(fault: Extract<Fault, { kind: 'degrade' }>): string {
  const parts: string[] = [];
  if (fault.loss !== undefined) parts.push(`loss ${percent(fault.loss)}`);
  if (fault.duplicate !== undefined) parts.push(`duplicates ${percent(fault.duplicate)}`);
  if (fault.delay !== undefined) parts.push(`delay ${lengthText(fault.delay[0])} to ${lengthText(fault.delay[1])}`);
  return parts.join(', ');
}

function percent(share: number): string {
  return `${Number((share * 100).toFixed(2))} %`;
}

function signed(value: number, text: string): string {
  return `${value < 0 ? '−' : '+'}${text}`;
}
