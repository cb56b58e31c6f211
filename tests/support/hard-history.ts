/** A history whose sequential consistency takes long to decide: few values, written again and again by many clients. */
import type { Operation } from '../../src/sim/trace-event.ts';

export function hardHistory(): readonly Operation[] {
  const clients = Array.from({ length: 12 }, (_, client) =>
    Array.from({ length: 12 }, (_, index): Operation[] => {
      const at = index * 10;
      const common = { client: `C${client}`, key: 'x', status: 'ok' } as const;
      const value = String((client * 3 + index) % 5);
      return [
        { ...common, op: 'write', value, invoke: at, return: at + 5, result: null },
        { ...common, op: 'read', invoke: at + 6, return: at + 7, result: String((client + 5 * index * index) % 5) },
      ];
    }),
  );
  const own = { key: 'y', status: 'ok' } as const;
  // Two writes of one client, read the wrong way round: no order, however the rest is placed.
  return [
    ...clients.flat(2),
    { ...own, client: 'W', op: 'write', value: '7', invoke: 0, return: 5, result: null },
    { ...own, client: 'W', op: 'write', value: '8', invoke: 10, return: 15, result: null },
    { ...own, client: 'Z', op: 'read', invoke: 0, return: 1000, result: '8' },
    { ...own, client: 'Z', op: 'read', invoke: 1001, return: 1002, result: '7' },
  ];
}
