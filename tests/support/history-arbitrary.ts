/** Small histories for checkers: random ones, and ones that a real register could have answered. */
import fc from 'fast-check';
import { effectOn, explains, type State } from '../../src/check/register.ts';
import type { OperationKind } from '../../src/sim/scenario.ts';
import type { Operation } from '../../src/sim/trace-event.ts';

interface Shape {
  readonly keys: readonly string[];
  readonly values: readonly string[];
  readonly clients: number;
  readonly most: number;
}

const SMALL: Shape = { keys: ['x', 'y'], values: ['1', '2'], clients: 3, most: 6 };

interface Draw {
  readonly client: number;
  readonly op: OperationKind;
  readonly key: string;
  readonly value: string;
  readonly expected: string | null;
  readonly wait: number;
  readonly length: number;
  readonly status: 'ok' | 'fail' | 'unknown';
  /** Where in its span it takes effect, permille; with what it answers otherwise. */
  readonly point: number;
  readonly answer: string | null;
  readonly flag: boolean;
  readonly honest: boolean;
}

function draws({ keys, values, clients, most }: Shape): fc.Arbitrary<readonly Draw[]> {
  return fc.array(
    fc.record({
      client: fc.nat(clients - 1),
      op: fc.constantFrom<OperationKind>('read', 'read', 'write', 'cas', 'append'),
      key: fc.constantFrom(...keys),
      value: fc.constantFrom(...values),
      expected: fc.constantFrom(null, ...values),
      wait: fc.nat(4),
      length: fc.nat(8),
      status: fc.constantFrom<Operation['status']>('ok', 'ok', 'ok', 'ok', 'unknown', 'fail'),
      point: fc.nat(1000),
      answer: fc.constantFrom(null, ...values),
      flag: fc.boolean(),
      honest: fc.integer({ min: 0, max: 9 }).map((chance) => chance > 1),
    }),
    { maxLength: most },
  );
}

/** Each client one after another; answers mostly as a register gives them whose operations take effect within their span. */
export function historyArbitrary(shape: Partial<Shape> = {}): fc.Arbitrary<readonly Operation[]> {
  return draws({ ...SMALL, ...shape }).map(historyOf);
}

function historyOf(drawn: readonly Draw[]): readonly Operation[] {
  const free = new Map<number, number>();
  const spans = drawn.map((draw) => {
    const invoke = (free.get(draw.client) ?? 0) + draw.wait * 10;
    const end = invoke + draw.length * 10;
    free.set(draw.client, end + (draw.status === 'unknown' ? 10 : 0));
    return { draw, invoke, end, at: invoke + ((end - invoke) * draw.point) / 1000 };
  });
  const answers = new Map<Draw, Operation['result']>();
  const states = new Map<string, State>();
  for (const { draw } of [...spans].sort((a, b) => a.at - b.at)) {
    const { op, key, value, expected, status, answer, flag, honest } = draw;
    const state = states.get(key) ?? null;
    const asked = { op, key, value, expected };
    const takesEffect = status === 'ok' || (status === 'unknown' && flag);
    const told = op === 'read' ? state : op === 'cas' ? explains(state, asked, true) : null;
    const lie = op === 'read' ? answer : op === 'cas' ? flag : null;
    answers.set(draw, honest ? told : lie);
    if (takesEffect) states.set(key, effectOn(state, asked));
  }
  return spans.map(({ draw, invoke, end }): Operation => {
    const { client, op, key, value, expected, status } = draw;
    const asked = op === 'read' ? {} : op === 'cas' ? { value, expected } : { value };
    const known = status === 'ok';
    return {
      ...{ client: `C${client + 1}`, op, key, ...asked, invoke },
      return: status === 'unknown' ? null : end,
      result: known ? (answers.get(draw) ?? null) : null,
      status,
    };
  });
}
