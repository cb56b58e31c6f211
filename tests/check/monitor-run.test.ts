import { describe, expect, it } from 'vitest';
import { checkHistory } from '../../src/check/check-history.ts';
import { linearizabilityMonitor } from '../../src/check/monitor.ts';
import { raft } from '../../src/protocols/raft/index.ts';
import { parseText } from '../../src/scenario/text.ts';
import type { ProtocolDefinition } from '../../src/sim/protocol.ts';
import { runToEnd } from '../../src/sim/simulation.ts';

const watched: ProtocolDefinition = { ...raft, monitors: [linearizabilityMonitor('Raft §8')] };

function run(text: string) {
  const scenario = parseText(text, (id) => (id === raft.id ? watched : undefined));
  if (!scenario.ok) throw new Error(JSON.stringify(scenario.error));
  return runToEnd(scenario.value, watched);
}

describe('the live claim in a run', () => {
  it('says of every run of Raft’s gallery what the search over its whole history says', () => {
    const seen = raft.gallery.map(({ text }) => {
      const { verdicts, trace } = run(text);
      const { verdict } = checkHistory(trace.operations, { model: 'linearizable' });
      expect(verdict).not.toBe('undecided');
      expect(verdicts[0]?.holds).toBe(verdict === 'holds');
      return trace.operations.length;
    });
    expect(seen.filter((count) => count > 0).length).toBeGreaterThan(2);
  });

  it('fires where acknowledged writes are lost, at the answer that shows it', () => {
    const text = [
      'raft processes=5 clients=2 seed=3 duration=8s',
      '@300ms..7s every=150ms C1 write x',
      '@350ms..7s every=170ms C2 read x',
      '@2s..4s partition S1,S2/S3,S4,S5',
      '@4s..6s partition S3,S4/S1,S2,S5',
    ].join('\n');
    expect(run(text).verdicts[0]).toMatchObject({ holds: true });
    const lossy = raft.flaws.map(({ id }) => run(`${text}\nbreak ${id}`));
    const broken = lossy.filter(({ verdicts }) => verdicts[0]?.holds === false);
    for (const { verdicts, trace } of broken) {
      const { events = [], message = '', at } = verdicts[0] ?? {};
      const answer = trace.event(events.at(-1) ?? 0);
      expect(answer).toMatchObject({ kind: 'respond', at });
      expect(message).toMatch(/^C\d reads x/);
      const operation = answer.kind === 'respond' ? answer.operation : -1;
      expect(trace.answered(operation)).toMatchObject({ status: 'ok' });
      expect(checkHistory(trace.operations, { model: 'linearizable' }).verdict).toBe('violated');
    }
    for (const { verdicts, trace } of lossy)
      expect(verdicts[0]?.holds).toBe(checkHistory(trace.operations, { model: 'linearizable' }).verdict === 'holds');
    expect(broken.length).toBeGreaterThanOrEqual(2);
  });
});
