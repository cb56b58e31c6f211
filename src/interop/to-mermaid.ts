/** A window of a run as a Mermaid sequence diagram. Sequence diagrams know order, not time: messages stand where they end. */
import { fail, ok, type Result } from '../base/result.ts';
import type { Json, TrueTime } from '../sim/scenario.ts';
import type { Trace } from '../sim/trace.ts';

/** More than this cannot be read, and few renderers draw it. */
export const MOST_MESSAGES = 200;

interface Words {
  caption(type: string, payload: Json): string;
  readonly roles: readonly { readonly id: string; readonly title: string }[];
}

/** Messages that end between `from` and `to` (µs), roles that change, crashes; or a sentence where they are too many. */
export function toMermaid(trace: Trace, protocol: Words, from: TrueTime, to: TrueTime): Result<string, string> {
  const lines = ['sequenceDiagram', ...trace.lanes.map((id) => `    participant ${id}`)];
  let messages = 0;
  for (let id = trace.countAt(from - 1); id < trace.countAt(to); id += 1) {
    const event = trace.event(id);
    switch (event.kind) {
      case 'receive':
        messages += 1;
        lines.push(`    ${event.from}->>${event.process}: ${plain(protocol.caption(event.type, event.payload))}`);
        break;
      case 'lost': {
        const send = trace.event(trace.cause(id));
        if (send.kind !== 'send') break;
        messages += 1;
        lines.push(
          `    ${send.process}-x${send.to}: ${plain(protocol.caption(send.type, send.payload))} (${event.reason})`,
        );
        break;
      }
      case 'step': {
        if (event.name !== 'role') break;
        const { role, ...rest } = event.detail;
        const title = protocol.roles.find((one) => one.id === role)?.title ?? String(role);
        const numbers = Object.entries(rest).map(([name, value]) => `, ${name} ${String(value)}`);
        lines.push(`    Note over ${event.process}: ${plain(`${title}${numbers.join('')}`)}`);
        break;
      }
      case 'crash':
      case 'restart':
      case 'pause':
      case 'resume':
        lines.push(`    Note over ${event.process}: ${event.kind}`);
        break;
      default:
        break;
    }
    if (messages > MOST_MESSAGES)
      return fail(`more than ${MOST_MESSAGES} messages are in view: zoom in until fewer are`);
  }
  return ok(`${lines.join('\n')}\n`);
}

/** Characters that Mermaid's grammar would take for its own. */
function plain(text: string): string {
  return text.replace(/[;#:\n]+/g, ' ').trim();
}
