/**
 * Signatures of the algorithm SM(m): a tag over the order and all earlier signatures, under the signer's own key.
 * Keys come from the seed. Nobody but `sign` uses one, and whoever lies calls it with no name but its own: a tag in
 * another's name cannot be had, which is what the paper asks of signatures (§4, A4). It is no cryptography.
 */
import { Fnv64 } from '../../sim/fnv.ts';
import type { ProcessId } from '../../sim/scenario.ts';
import type { Saying, Value } from './messages.ts';

export function sign(seed: number, signer: ProcessId, value: Value, earlier: readonly string[]): string {
  const tag = new Fnv64();
  tag.add(`${seed}/${signer}/${value}/${earlier.join('/')}`);
  return tag.digest();
}

/** Whether every general of the path has put its name to this very order. */
export function verifies(seed: number, { path, value, signatures }: Saying): boolean {
  return (
    signatures.length === path.length &&
    path.every((signer, index) => signatures[index] === sign(seed, signer, value, signatures.slice(0, index)))
  );
}
