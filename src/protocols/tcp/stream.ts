/** What an application writes: letters that tell their place and their connection, so that a wrong one shows. */
import { hash } from '../../sim/chance.ts';
import type { ProcessId } from '../../sim/scenario.ts';

const LETTERS = 26;
const CAPITAL = 65;
const SMALL = 97;

/** Bytes `from` to `to` of the stream, counted from 1, both included. Connections take turns in small and capital letters. */
export function textOf(process: ProcessId, connection: number, from: number, to: number): string {
  const codes: number[] = [];
  for (let place = from; place <= to; place += 1) codes.push(codeAt(process, connection, place));
  return String.fromCharCode(...codes);
}

function codeAt(process: ProcessId, connection: number, place: number): number {
  const first = connection % 2 === 0 ? CAPITAL : SMALL;
  return first + (hash(connection, `${process}/${place}`) % LETTERS);
}
