/**
 * An immutable list that shares structure between versions: logs and monitors' memories change by one
 * element an event, and copying them whole was seen to cost half the run time.
 */
const BITS = 4;
const WIDTH = 1 << BITS;
const MASK = WIDTH - 1;

type Node<Value> = readonly (Node<Value> | Value | undefined)[];

export class PersistentVector<Value> {
  readonly length: number;
  /** Levels below the root; 0: the root holds values. */
  private readonly depth: number;
  private readonly root: Node<Value>;
  /** Below it the tree may hold what `take` left behind: more than `length` then. */
  private readonly written: number;

  private constructor(length: number, depth: number, root: Node<Value>, written: number) {
    this.length = length;
    this.depth = depth;
    this.root = root;
    this.written = written;
  }

  static readonly #empty = new PersistentVector<never>(0, 0, [], 0);

  static empty<Value>(): PersistentVector<Value> {
    return PersistentVector.#empty;
  }

  static of<Value>(values: Iterable<Value>): PersistentVector<Value> {
    let vector = PersistentVector.empty<Value>();
    for (const value of values) vector = vector.push(value);
    return vector;
  }

  /** undefined outside [0, length) and where nothing was set. */
  get(index: number): Value | undefined {
    if (index < 0 || index >= this.length) return undefined;
    let node: unknown = this.root;
    for (let level = this.depth; level >= 0; level -= 1) {
      if (node === undefined) return undefined;
      node = (node as Node<Value>)[(index >> (level * BITS)) & MASK];
    }
    return node as Value | undefined;
  }

  push(value: Value): PersistentVector<Value> {
    return this.set(this.length, value);
  }

  /** `index` may lie beyond the end: what is between stays undefined. */
  set(index: number, value: Value): PersistentVector<Value> {
    if (index > this.length && this.written > this.length) return PersistentVector.of(this.slice(0)).set(index, value);
    let { depth, root } = this;
    while (index >= WIDTH << (depth * BITS)) {
      root = [root];
      depth += 1;
    }
    const length = Math.max(this.length, index + 1);
    return new PersistentVector(length, depth, withValue(root, depth, index, value), Math.max(this.written, length));
  }

  /** The first `length` elements. */
  take(length: number): PersistentVector<Value> {
    if (length >= this.length) return this;
    if (length <= 0) return PersistentVector.empty();
    return new PersistentVector(length, this.depth, this.root, this.written);
  }

  /** Elements from `first` up to, not including, `end`. */
  slice(first: number, end: number = this.length): Value[] {
    const values: Value[] = [];
    for (let index = Math.max(0, first); index < Math.min(end, this.length); index += 1)
      values.push(this.get(index) as Value);
    return values;
  }
}

function withValue<Value>(node: Node<Value>, level: number, index: number, value: Value): Node<Value> {
  const copy = node.slice();
  const slot = (index >> (level * BITS)) & MASK;
  // A gap must hold undefined, not a hole: holes make an array slow for good.
  while (copy.length < slot) copy.push(undefined);
  copy[slot] = level === 0 ? value : withValue((node[slot] as Node<Value> | undefined) ?? [], level - 1, index, value);
  return copy;
}
