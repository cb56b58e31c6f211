/** A machine's states and transitions as plain data, read off the very machine that runs. */
import type { Machine, Snapshot } from './protocol.ts';

export interface ChartState {
  /** Unique in the machine, e.g. `raft.follower`. */
  readonly id: string;
  /** Path below the root, e.g. `follower` or `primary.idle`. */
  readonly name: string;
  readonly initial: boolean;
  readonly final: boolean;
}

export type Trigger =
  | { readonly kind: 'event'; readonly name: string }
  /** A timer: `name` is the delay's name, or its length in µs. */
  | { readonly kind: 'after'; readonly name: string }
  /** Taken at once, as soon as its guard holds. */
  | { readonly kind: 'always' };

export interface ChartTransition {
  readonly from: string;
  /** The state that is entered; undefined: handled without leaving the state. */
  readonly to: string | undefined;
  readonly trigger: Trigger;
  readonly guard: string | undefined;
  readonly actions: readonly string[];
}

export interface Statechart {
  readonly id: string;
  /** States that have none below them, in the order of the machine. */
  readonly states: readonly ChartState[];
  readonly transitions: readonly ChartTransition[];
}

type Node = Machine['root'];
type Edge = NonNullable<Node['always']>[number];

/** What XState names the event of a delayed transition begins with. */
const AFTER = 'xstate.after.';

/** Transitions of a compound state are listed at each state below it. */
export function statechartOf(machine: Machine): Statechart {
  const { root } = machine;
  const first = new Set(initialLeaves(root).map((node) => node.id));
  const leaves = leavesOf(root);
  return {
    id: machine.id,
    states: leaves.map((node) => ({
      id: node.id,
      name: node.path.join('.') || node.key,
      initial: first.has(node.id),
      final: node.type === 'final',
    })),
    transitions: leaves.flatMap((leaf) =>
      ancestry(leaf).flatMap((node) => edgesOf(node).map((edge) => transitionOf(edge, leaf, node))),
    ),
  };
}

/** Ids of the states that are active in a snapshot of the machine. */
export function activeStates(machine: Machine, snapshot: Snapshot): readonly string[] {
  const names = pathsOf(snapshot.value as StateValue, []);
  return names.map((path) => leafAt(machine.root, path)?.id ?? '').filter((id) => id !== '');
}

type StateValue = string | { readonly [key: string]: StateValue | undefined };

function pathsOf(value: StateValue, above: readonly string[]): readonly (readonly string[])[] {
  if (typeof value === 'string') return [[...above, value]];
  return Object.entries(value).flatMap(([key, below]) =>
    below === undefined ? [[...above, key]] : pathsOf(below, [...above, key]),
  );
}

function leafAt(root: Node, path: readonly string[]): Node | undefined {
  return path.reduce<Node | undefined>((node, key) => childrenOf(node)[key], root);
}

/** XState's own type says that children are configurations; in a machine they are nodes. */
function childrenOf(node: Node | undefined): Readonly<Record<string, Node>> {
  return (node?.states ?? {}) as unknown as Readonly<Record<string, Node>>;
}

function leavesOf(node: Node): readonly Node[] {
  if (node.type === 'history') return [];
  const children = Object.values(childrenOf(node));
  return children.length === 0 ? [node] : children.flatMap(leavesOf);
}

function initialLeaves(node: Node): readonly Node[] {
  const children = Object.values(childrenOf(node));
  if (children.length === 0) return [node];
  if (node.type === 'parallel') return children.flatMap(initialLeaves);
  const targets = (node.initial?.target ?? []) as readonly Node[];
  return targets.flatMap(initialLeaves);
}

/** The state itself and all above it. */
function ancestry(node: Node): readonly Node[] {
  return node.parent === undefined ? [node] : [node, ...ancestry(node.parent as Node)];
}

function edgesOf(node: Node): readonly Edge[] {
  return [...[...node.transitions.values()].flat(), ...(node.always ?? [])];
}

function transitionOf(edge: Edge, leaf: Node, owner: Node): ChartTransition {
  const target = edge.target?.[0] as Node | undefined;
  return {
    from: leaf.id,
    to: target === undefined ? undefined : initialLeaves(target)[0]?.id,
    trigger: triggerOf(edge, owner),
    guard: nameOf(edge.guard),
    actions: (edge.actions ?? []).map((action) => nameOf(action) ?? '').filter((name) => name !== ''),
  };
}

function triggerOf({ eventType }: Edge, owner: Node): Trigger {
  if (eventType === '') return { kind: 'always' };
  if (!eventType.startsWith(AFTER)) return { kind: 'event', name: eventType };
  return { kind: 'after', name: eventType.slice(AFTER.length, -(owner.id.length + 1)) };
}

/** Guards and actions are named, or named with parameters; a bare function has no name to show. */
function nameOf(thing: unknown): string | undefined {
  if (typeof thing === 'string') return thing;
  if (typeof thing === 'object' && thing !== null && 'type' in thing && typeof thing.type === 'string')
    return thing.type;
  return undefined;
}
