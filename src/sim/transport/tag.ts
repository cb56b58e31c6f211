/**
 * Message authentication codes: FNV-1a over the sender's key and the message, 64 bits. Keys come from the seed; a
 * process tags with its own and no other, so what it sends in another's name carries the wrong tag. Real codes also
 * resist who may try many keys; here nobody tries.
 */
import { Fnv64 } from '../fnv.ts';
import type { Json, ProcessId } from '../scenario.ts';

export interface Tagged {
  readonly to: ProcessId;
  readonly epoch: number;
  /** Number of the message on its link: what was recorded cannot be played again under another. */
  readonly number: number;
  readonly type: string;
  readonly payload: Json;
}

export function tagOf(seed: number, signer: ProcessId, { to, epoch, number, type, payload }: Tagged): string {
  const code = new Fnv64();
  code.add(`${seed}/${signer}-${to}/key/`);
  code.add(asciiOf(JSON.stringify([epoch, number, type, payload])));
  return code.digest();
}

/** Characters beyond ASCII as escapes: the code counts bytes. */
function asciiOf(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, (character) => `\\u${character.charCodeAt(0).toString(16)}`);
}
