/** Histories to begin with, each in another of the forms that can be read. */

export interface HistoryExample {
  readonly title: string;
  readonly text: string;
}

const operation = (client: string, op: string, value: string | null, invoke: number, end: number | null) =>
  JSON.stringify({
    ...{ client, op, key: 'x', ...(op === 'read' ? {} : { value }), invoke: invoke * 1000 },
    ...{ return: end === null ? null : end * 1000, result: op === 'read' ? value : null },
    status: end === null ? 'unknown' : 'ok',
  });

const list = (...operations: readonly string[]) => `[\n  ${operations.join(',\n  ')}\n]`;

const jepsen = (process: number, type: string, f: string, value: string) =>
  `{:process ${process}, :type :${type}, :f :${f}, :value ${value}}`;

const kv = (process: number, type: string, f: string, value: string) =>
  `{:process ${process}, :type :${type}, :f :${f}, :key "cart", :value ${value}}`;

export const HISTORY_EXAMPLES: readonly HistoryExample[] = [
  {
    title: 'A read goes back',
    text: list(
      operation('C1', 'write', '7', 10, 45),
      operation('C2', 'read', '7', 52, 80),
      operation('C1', 'write', '8', 66, 182),
      operation('C2', 'read', '8', 95, 124),
      operation('C3', 'read', '7', 134, 166),
    ),
  },
  {
    title: 'An answer was lost',
    text: [
      jepsen(0, 'invoke', 'write', '1'),
      jepsen(0, 'ok', 'write', '1'),
      jepsen(1, 'invoke', 'cas', '[1 2]'),
      jepsen(2, 'invoke', 'read', 'nil'),
      jepsen(2, 'ok', 'read', '1'),
      jepsen(1, 'info', 'cas', '[1 2]'),
      jepsen(3, 'invoke', 'write', '3'),
      jepsen(2, 'invoke', 'read', 'nil'),
      jepsen(2, 'ok', 'read', '2'),
      jepsen(3, 'ok', 'write', '3'),
      jepsen(0, 'invoke', 'read', 'nil'),
      jepsen(0, 'ok', 'read', '3'),
    ].join('\n'),
  },
  {
    title: 'A lost append',
    text: [
      kv(0, 'invoke', 'append', '"milk "'),
      kv(1, 'invoke', 'append', '"bread "'),
      kv(0, 'ok', 'append', '"milk "'),
      kv(1, 'ok', 'append', '"bread "'),
      kv(0, 'invoke', 'get', 'nil'),
      kv(0, 'ok', 'get', '"milk bread "'),
      kv(1, 'invoke', 'append', '"eggs "'),
      kv(1, 'ok', 'append', '"eggs "'),
      kv(0, 'invoke', 'get', 'nil'),
      kv(0, 'ok', 'get', '"milk eggs "'),
    ].join('\n'),
  },
];
