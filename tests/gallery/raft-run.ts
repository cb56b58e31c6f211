/** A run of Raft as the address of an exhibit asks for it. */
import { raft } from '../../src/protocols/raft/index.ts';
import { parseText } from '../../src/scenario/text.ts';
import type { ProtocolDefinition } from '../../src/sim/protocol.ts';
import type { Scenario } from '../../src/sim/scenario.ts';

export const query = new URLSearchParams(location.search);
export const number = (name: string, fallback: number) => Number(query.get(name) ?? fallback);

const FAULTS = '@1s..2.2s partition S1,S2/S3,S4,S5;@1.6s skew S2 by=180ms;@2.6s..3.1s pause S3;@3.3s..4s crash S4';

export function scenarioOf(from: URLSearchParams): {
  readonly scenario: Scenario;
  readonly protocol: ProtocolDefinition;
} {
  const seconds = number('seconds', 5);
  const text = `raft processes=${number('processes', 5)} clients=${number('clients', 1)} seed=${number('seed', 42)} duration=${seconds}s
network delay=${from.get('delay') ?? '2..10'}ms loss=${from.get('loss') ?? '1'}%
${number('clients', 1) === 0 ? '' : `@0.5s..${seconds - 0.5}s every=${number('writes', 400)}ms C1 write x`}
${from.get('faults') ?? FAULTS}`;
  const parsed = parseText(text.replaceAll(';', '\n'), () => raft);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  return { protocol: raft, scenario: parsed.value };
}
