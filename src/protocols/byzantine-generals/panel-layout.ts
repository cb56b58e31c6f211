/** Where the nodes of a general's tree go: depth to the right, one row a leaf. */
import type { Node } from './tree.ts';

export interface Placed {
  readonly node: Node;
  /** Column, from 0, and row, counted in leaves from the top; a parent stands between its children. */
  readonly column: number;
  readonly row: number;
  readonly parent: { readonly column: number; readonly row: number } | undefined;
}

export interface TreeLayout {
  readonly nodes: readonly Placed[];
  readonly columns: number;
  readonly rows: number;
}

export function layoutTree(root: Node): TreeLayout {
  const nodes: Placed[] = [];
  let rows = 0;
  const place = (node: Node, column: number): number => {
    const at = nodes.length;
    const below = node.children.map((child) => place(child, column + 1));
    const row = below.length === 0 ? rows++ : ((below[0] ?? 0) + (below.at(-1) ?? 0)) / 2;
    for (let index = at; index < nodes.length; index += 1) {
      const placed = nodes[index];
      if (placed?.column === column + 1) nodes[index] = { ...placed, parent: { column, row } };
    }
    nodes.push({ node, column, row, parent: undefined });
    return row;
  };
  place(root, 0);
  return { nodes, columns: 1 + Math.max(...nodes.map(({ column }) => column)), rows };
}
