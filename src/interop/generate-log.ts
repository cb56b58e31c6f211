/** Valid logs of any length, for benchmarks and tests: hosts that work, send and receive, with the clocks of the books. */
import { draw, drawWithin } from '../sim/chance.ts';

export interface LogWish {
  readonly events: number;
  readonly hosts: number;
  readonly seed: number;
  /** Share of events that send, from 0 to 0.5; 0.3 where left out. */
  readonly sending?: number;
}

interface Letter {
  readonly from: string;
  readonly number: number;
  readonly clock: Int32Array;
}

/** In ShiViz's usual form. Messages of one link may overtake each other; every send is received by one host at most. */
export function generateLog({ events, hosts, seed, sending = 0.3 }: LogWish): string {
  const names = Array.from({ length: hosts }, (_, index) => `node${index + 1}`);
  const clocks = names.map(() => new Int32Array(hosts));
  const letters: Letter[][] = names.map(() => []);
  const lines: string[] = [];
  for (let event = 0; event < events; event += 1) {
    const host = drawWithin(seed, `${event}/host`, [0, hosts - 1]);
    const name = names[host] as string; // drawn within range
    const clock = clocks[host] as Int32Array;
    const waiting = letters[host] as Letter[];
    clock[host] = (clock[host] as number) + 1;
    const chance = draw(seed, `${event}/what`);
    let words = `works on item ${event}`;
    if (chance < sending && hosts > 1) {
      const to = (host + drawWithin(seed, `${event}/to`, [1, hosts - 1])) % hosts;
      words = `sends message ${event} to ${names[to]}`;
      letters[to]?.push({ from: name, number: event, clock: clock.slice() });
    } else if (chance < sending * 2.2 && waiting.length > 0) {
      const [letter] = waiting.splice(drawWithin(seed, `${event}/which`, [0, Math.min(waiting.length, 4) - 1]), 1);
      if (letter !== undefined) {
        words = `receives message ${letter.number} from ${letter.from}`;
        letter.clock.forEach((counter, lane) => {
          if (counter > (clock[lane] as number)) clock[lane] = counter;
        });
      }
    }
    lines.push(words, `${name} ${clockText(clock, names)}`);
  }
  return `${lines.join('\n')}\n`;
}

function clockText(clock: Int32Array, names: readonly string[]): string {
  const entries: string[] = [];
  clock.forEach((counter, lane) => {
    if (counter > 0) entries.push(`"${names[lane]}":${counter}`);
  });
  return `{${entries.join(',')}}`;
}
