/** An event as a sentence, where the protocol has none of its own. */
import { unreachable } from '../../base/assert.ts';
import type { TraceEvent } from '../../sim/trace-event.ts';
import { lengthText } from './scale.ts';

const LOSSES = {
  loss: 'is lost on the way',
  cut: 'is lost: the link is cut',
  dropped: 'is dropped',
  crashed: 'finds its receiver down',
  refused: 'is refused',
} as const;

export function eventText(event: TraceEvent): string {
  const who = event.process ?? 'the world';
  switch (event.kind) {
    case 'send':
      return `${who} sends ${event.type} to ${event.to}`;
    case 'receive':
      return `${who} receives ${event.type} from ${event.from}${event.copy === undefined ? '' : ` (copy ${event.copy})`}`;
    case 'lost':
      return `${event.message} ${LOSSES[event.reason]}`;
    case 'timer':
      return `${event.timer} of ${who} runs out`;
    case 'step':
      return `${who}: ${event.name}${detailText(event.detail)}`;
    case 'crash':
      return `${who} crashes`;
    case 'restart':
      return `${who} starts again`;
    case 'pause':
      return `${who} stands still`;
    case 'resume':
      return `${who} goes on`;
    case 'clock':
      return `clock of ${who}: offset ${lengthText(event.offset)}, drift ${event.drift} ppm (${event.reason})`;
    case 'invoke':
      return `${who} asks (operation ${event.operation + 1})`;
    case 'respond':
      return `${who} has its answer (operation ${event.operation + 1})`;
    case 'fault':
      return `fault ${event.fault + 1} ${event.phase === 'begin' ? 'begins' : 'ends'}`;
    case 'moot':
      return `fault ${event.fault + 1} finds nothing to act on`;
    default:
      return unreachable(event);
  }
}

function detailText(detail: Readonly<Record<string, unknown>>): string {
  const parts = Object.entries(detail).map(
    ([name, value]) => `${name} ${typeof value === 'object' ? JSON.stringify(value) : String(value)}`,
  );
  return parts.length === 0 ? '' : ` (${parts.join(', ')})`;
}
