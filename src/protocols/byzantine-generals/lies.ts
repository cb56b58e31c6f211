/** What traitors do to the messages they would honestly have sent. They choose values; paths and others' signatures are not theirs. */
import { draw } from '../../sim/chance.ts';
import type { HonestMessage } from '../../sim/protocol.ts';
import type { Json } from '../../sim/scenario.ts';
import { opposite, type Saying } from './messages.ts';
import { sign } from './signatures.ts';

export const behaviours = ['silent', 'lie-to-some', 'lie-to-all', 'random'] as const;
type Behaviour = (typeof behaviours)[number];

export function lie(behaviour: string, message: HonestMessage): Json | undefined {
  const saying = message.payload as Saying; // the only payload of this protocol
  switch (behaviour as Behaviour) {
    case 'silent':
      return undefined;
    case 'lie-to-some':
      // Every second general hears the opposite: two neighbours never hear the same.
      return message.processes.indexOf(message.to) % 2 === 0 ? turned(saying, message) : saying;
    case 'lie-to-all':
      return turned(saying, message);
    case 'random':
      return draw(message.seed, `${message.from}-${message.to}.${message.number}/lie`) < 0.5
        ? turned(saying, message)
        : saying;
    default:
      return saying;
  }
}

/** The opposite, under the liar's own signature: those before it are of another order, and that can be seen. */
function turned(saying: Saying, { seed, from }: HonestMessage): Saying {
  const value = opposite(saying.value);
  if (saying.signatures.length === 0) return { ...saying, value };
  const earlier = saying.signatures.slice(0, -1);
  return { ...saying, value, signatures: [...earlier, sign(seed, from, value, earlier)] };
}
