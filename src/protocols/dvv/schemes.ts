/** Three ways to stamp versions so that replicas can tell an overwritten one from a concurrent one. */
import type { ProcessId } from '../../sim/scenario.ts';
import type { KeyState, Put, SchemeId, Vector, Version } from './messages.ts';
import { dominates, isBelow, join, withEntry } from './vectors.ts';

/** A write as a replica carries it out. */
export interface Write extends Pick<Put, 'id' | 'value' | 'count'> {
  readonly context: Vector;
  readonly client: ProcessId;
  readonly replica: ProcessId;
}

export interface Scheme {
  readonly id: SchemeId;
  put(state: KeyState, write: Write): KeyState;
  /** Of two replicas' states: what neither knows to be overwritten. */
  merge(mine: KeyState, theirs: KeyState): KeyState;
  /** What one who has read all siblings knows. */
  context(state: KeyState): Vector;
}

export const nothing: KeyState = { versions: [], vector: {} };

/**
 * Dotted version vectors: the dot names the write itself, the vector what its writer had read, and the two are kept
 * apart (Preguiça et al. 2010; Almeida et al. 2014). So a write that did not know of another one of the same replica
 * does not cover it.
 */
export const dotted: Scheme = {
  id: 'dotted',
  put({ versions, vector }, { id, value, context, replica }) {
    const fresh: Version = { id, value, dot: { at: replica, count: next(versions, context, replica) }, knows: context };
    return { versions: [...versions.filter((version) => !covers(context, version)), fresh], vector };
  },
  merge: (mine, theirs) => ({ versions: unbeaten(mine.versions, theirs.versions, overwrites), vector: {} }),
  context: ({ versions }) =>
    join(...versions.map(({ dot, knows }) => (dot === null ? knows : withEntry(knows, dot.at, dot.count)))),
};

/** The flaw: the dot goes into the vector, which then claims all earlier writes of the replica as well. */
export const undotted: Scheme = {
  id: 'dotted',
  put({ versions, vector }, { id, value, context, replica }) {
    const knows = withEntry(context, replica, next(versions, context, replica));
    const fresh: Version = { id, value, dot: null, knows };
    return { versions: [...versions.filter((version) => !isBelow(version.knows, knows)), fresh], vector };
  },
  merge: (mine, theirs) => ({
    versions: unbeaten(mine.versions, theirs.versions, (later, earlier) => isBelow(earlier.knows, later.knows)),
    vector: {},
  }),
  context: ({ versions }) => join(...versions.map(({ knows }) => knows)),
};

/**
 * One version vector a key with an entry for each replica, as Riak had before dots: a write whose context lags behind
 * it joins the siblings, and nobody can tell which of them it had read.
 */
export const server: Scheme = {
  id: 'server',
  put({ versions, vector }, { id, value, context, replica }) {
    const fresh: Version = { id, value, dot: null, knows: {} };
    const knew = join(vector, context);
    const count = (knew[replica] ?? 0) + 1;
    return {
      versions: dominates(context, vector) ? [fresh] : [...versions, fresh],
      vector: withEntry(knew, replica, count),
    };
  },
  merge(mine, theirs) {
    if (dominates(mine.vector, theirs.vector)) return mine;
    if (dominates(theirs.vector, mine.vector)) return theirs;
    return {
      versions: unbeaten(mine.versions, theirs.versions, () => false),
      vector: join(mine.vector, theirs.vector),
    };
  },
  context: ({ vector }) => vector,
};

/** A version vector a version with an entry for each client, which counts its own writes: exact, and as long as there are clients. */
export const client: Scheme = {
  id: 'client',
  put({ versions, vector }, { id, value, count, context, client: writer }) {
    const knows = withEntry(context, writer, count);
    const fresh: Version = { id, value, dot: null, knows };
    return { versions: [...versions.filter((version) => !isBelow(version.knows, knows)), fresh], vector };
  },
  merge: (mine, theirs) => ({
    versions: unbeaten(mine.versions, theirs.versions, (later, earlier) => isBelow(earlier.knows, later.knows)),
    vector: {},
  }),
  context: ({ versions }) => join(...versions.map(({ knows }) => knows)),
};

/** The replica's next count for the key: above all that it has given and all that it has heard of. */
function next(versions: readonly Version[], context: Vector, replica: ProcessId): number {
  const given = versions.map(({ dot, knows }) => Math.max(dot?.at === replica ? dot.count : 0, knows[replica] ?? 0));
  return Math.max(0, context[replica] ?? 0, ...given) + 1;
}

function covers(context: Vector, { dot }: Version): boolean {
  return dot !== null && (context[dot.at] ?? 0) >= dot.count;
}

function overwrites(later: Version, earlier: Version): boolean {
  return covers(later.knows, earlier);
}

/** Versions of either side that no version of the other `beats`, each once, in the order of their ids. */
function unbeaten(
  mine: readonly Version[],
  theirs: readonly Version[],
  beats: (later: Version, earlier: Version) => boolean,
): readonly Version[] {
  const kept = [
    ...mine.filter((version) => !theirs.some((other) => beats(other, version))),
    ...theirs.filter((version) => !mine.some((other) => beats(other, version))),
  ];
  return [...new Map(kept.map((version) => [version.id, version])).values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Those that a run keeps, the one that answers clients first. */
export function schemesFor(stamps: string, flaws: readonly string[]): readonly Scheme[] {
  const dots = flaws.includes('no-dot') ? undotted : dotted;
  const answering = flaws.includes('replica-vectors') ? server : flaws.includes('client-vectors') ? client : dots;
  const others = [dots, server, client].filter((scheme) => scheme !== answering);
  return stamps === 'all' ? [answering, ...others] : [answering];
}
