/** Which servers form the chain in which order: one configuration an epoch, decided by the control plane. */
import type { Json, ProcessId } from '../../sim/scenario.ts';

/** A server in its place; `since`: the epoch in which it was put at the end, 0 for those of the first chain. */
export type Member = { readonly id: ProcessId; readonly since: number };

/** From head to tail. Epoch 0: nothing is known yet. */
export type Configuration = { readonly epoch: number; readonly members: readonly Member[] };

export const UNCONFIGURED: Configuration = { epoch: 0, members: [] };

export type Position = 'outside' | 'alone' | 'head' | 'middle' | 'tail';

export function chainOf({ members }: Configuration): readonly ProcessId[] {
  return members.map(({ id }) => id);
}

export function headOf({ members }: Configuration): ProcessId | undefined {
  return members[0]?.id;
}

export function tailOf({ members }: Configuration): ProcessId | undefined {
  return members.at(-1)?.id;
}

export function positionOf({ members }: Configuration, id: ProcessId): Position {
  const index = members.findIndex((member) => member.id === id);
  if (index < 0) return 'outside';
  if (members.length === 1) return 'alone';
  if (index === 0) return 'head';
  return index === members.length - 1 ? 'tail' : 'middle';
}

/** undefined for the head, and outside of the chain. */
export function predecessorOf({ members }: Configuration, id: ProcessId): ProcessId | undefined {
  const index = members.findIndex((member) => member.id === id);
  return index <= 0 ? undefined : members[index - 1]?.id;
}

/** undefined for the tail, and outside of the chain. */
export function successorOf({ members }: Configuration, id: ProcessId): ProcessId | undefined {
  const index = members.findIndex((member) => member.id === id);
  return index < 0 ? undefined : members[index + 1]?.id;
}

/** As a step says it. */
export function detailOf(configuration: Configuration): Readonly<Record<string, Json>> {
  return { epoch: configuration.epoch, chain: chainOf(configuration) };
}

/** As a value in the control plane's log: `3:S2.0-S3.0-S1.3`. */
export function printConfiguration({ epoch, members }: Configuration): string {
  return `${epoch}:${members.map(({ id, since }) => `${id}.${since}`).join('-')}`;
}

/** Only for what `printConfiguration` wrote. */
export function parseConfiguration(text: string): Configuration {
  const [epoch, list = ''] = text.split(':');
  return {
    epoch: Number(epoch),
    members: list.split('-').map((part) => {
      const [id = '', since] = part.split('.');
      return { id, since: Number(since) };
    }),
  };
}
