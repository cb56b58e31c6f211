import { describe, expect, it } from 'vitest';
import { catalog } from '../../src/protocols/catalog.ts';
import { printText } from '../../src/scenario/print.ts';
import { parseText } from '../../src/scenario/text.ts';
import { type Edit, setDuration, setNetwork, setProcessOption } from '../../src/store/edits.ts';
import { scenarioOf } from '../laws/run.ts';

/** The text of a small Raft after the edits, which must parse again. */
function edited(...edits: readonly Edit[]): string {
  const { scenario, protocol } = scenarioOf('raft seed=2\n@4s..6s pause S2');
  const result = edits.reduce((current, edit) => edit(current), scenario);
  const text = printText(result, protocol);
  expect(parseText(text, catalog)).toEqual({ ok: true, value: result });
  return text;
}

describe("a process's own option", () => {
  const own = setProcessOption('S3', 'heartbeat', 70_000, 50_000);

  it('is a line of the text', () => {
    expect(edited(own)).toContain('set S3 heartbeat=70ms');
  });

  it('is gone again where it is the same as for all', () => {
    expect(edited(own, setProcessOption('S3', 'heartbeat', 50_000, 50_000))).toBe(edited());
  });

  it('stands beside others of the same process', () => {
    const text = edited(own, setProcessOption('S3', 'electionTimeout', [90_000, 95_000], [150_000, 300_000]));
    expect(text).toContain('set S3 electionTimeout=90..95ms heartbeat=70ms');
  });
});

describe('the network', () => {
  it('changes in one figure and keeps the others', () => {
    expect(edited(setNetwork({ loss: 0.25 }), setNetwork({ fifo: true }))).toContain('network loss=25% fifo=true');
  });
});

describe('the duration', () => {
  it('may end before a fault: the fault stays in the text', () => {
    expect(edited(setDuration(3_000_000))).toContain('@4s..6s pause S2');
  });
});
