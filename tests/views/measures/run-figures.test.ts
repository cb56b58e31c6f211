import { describe, expect, it } from 'vitest';
import { runFigures, throughput } from '../../../src/views/measures/run-figures.ts';
import { runText } from '../../support/gallery-run.ts';

const ORDERS = `@500ms..3.8s every=200ms C1 write x
@510ms..3.8s every=60ms C2 read x`;

describe('the figures of a run', () => {
  it('count the messages of a write: down the chain and up again, or to all followers and back', () => {
    const chain = runFigures(runText(`chain clients=2 seed=4 duration=4s\n${ORDERS}`).trace);
    // To the head, two updates, two acknowledgements, the answer.
    expect(chain.messagesAWrite).toBe(6);
    const raft = runFigures(runText(`raft processes=3 clients=2 seed=4 duration=4s\n${ORDERS}`).trace);
    // To the leader, to both followers, their answers as far as they are quick enough, the answer.
    expect(raft.messagesAWrite).toBeGreaterThanOrEqual(5);
    expect(raft.messagesAWrite).toBeLessThan(7);
  });

  it('tell of every operation, answered or not', () => {
    const { trace } = runText(`raft processes=3 clients=1 seed=4 duration=3s
@1s..2.8s every=200ms C1 write x
@2s crash S1
@2s crash S2
@2s crash S3`);
    const { writes, reads } = runFigures(trace);
    expect(writes.asked).toBe(trace.operations.length);
    expect(writes.answered).toBe(writes.points.length);
    expect(writes.answered).toBeLessThan(writes.asked);
    expect(reads).toEqual({ asked: 0, answered: 0, median: undefined, p95: undefined, points: [] });
  });

  it('spread the answers over time without losing one', () => {
    const { trace } = runText(`raft processes=3 clients=2 seed=4 duration=4s\n${ORDERS}`);
    const spans = throughput(trace, 4_000_000, 250_000);
    expect(spans).toHaveLength(16);
    const answered = trace.operations.filter((one) => one.return !== null).length;
    expect(spans.reduce((sum, [, rate]) => sum + rate * 0.25, 0)).toBeCloseTo(answered);
  });
});
