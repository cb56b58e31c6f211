/** What the sentences of the gallery's runs on the chain and its failures say, read off the trace. */
import { describe, expect, it } from 'vitest';
import { answered, chains, edited, galleryRun, historyAt, s, sends, steps } from './chain-run.ts';

describe('start-up', () => {
  it('has several updates under way at once, which reach the tail in the head’s order', () => {
    const run = galleryRun('start-up');
    const at = (process: string, name: string) =>
      steps(run, name)
        .filter((step) => step.process === process)
        .map(({ detail }) => Number(detail.seq));
    const cleaned = new Map(
      steps(run, 'clean')
        .filter(({ process }) => process === 'S1')
        .map(({ at: when, detail }) => [detail.seq, when]),
    );
    const begun = steps(run, 'update').filter(({ process }) => process === 'S1');
    const most = Math.max(
      ...begun.map(
        ({ at: now }) =>
          begun.filter(({ at: when, detail }) => when <= now && (cleaned.get(detail.seq ?? 0) ?? Infinity) > now)
            .length,
      ),
    );
    expect(most).toBeGreaterThan(2);
    const tail = at('S3', 'update');
    expect(tail.length).toBeGreaterThan(150);
    expect(tail).toEqual(at('S1', 'update').slice(0, tail.length));
  });

  it('acknowledges nothing once S2 is cut from S3, and reads go on', () => {
    const cut = edited('start-up', '@305ms', '@1s cut S2-S3\n@305ms');
    expect(answered(cut, 'write', s(1.1), s(3))).toEqual([]);
    expect(answered(cut, 'read', s(1.1), s(3)).length).toBeGreaterThan(20);
  });
});

describe('head-fails', () => {
  it('makes S2 the head; what S1 alone had is asked of it again', () => {
    const run = galleryRun('head-fails');
    expect(chains(run)).toEqual(['1: S1 S2 S3', '2: S2 S3']);
    expect(historyAt(run, 'S1', s(1.1))).toHaveLength(15);
    expect(historyAt(run, 'S2', s(1.1))).toHaveLength(14);
    const [again] = steps(run, 'update', s(1.35)).filter(({ process }) => process === 'S2');
    expect(again?.detail).toMatchObject({ seq: 15, key: 'x', value: '15' });
    expect(sends(run, 'Request', s(1), s(1.4)).filter(({ to }) => to === 'S2').length).toBeGreaterThan(0);
  });
});

describe('middle-fails', () => {
  it('has S1 send S3 the two updates that S2 took with it', () => {
    const run = galleryRun('middle-fails');
    expect(chains(run)).toEqual(['1: S1 S2 S3', '2: S1 S3']);
    const [first, second] = sends(run, 'Attached', s(1.3));
    expect(first).toMatchObject({
      process: 'S1',
      to: 'S3',
      payload: { after: 27, updates: [{ seq: 28 }, { seq: 29 }] },
    });
    expect(second).toBeUndefined();
  });
});

describe('tail-fails', () => {
  it('makes S2 the tail, for which all that it has is committed at once', () => {
    const run = galleryRun('tail-fails');
    expect(chains(run)).toEqual(['1: S1 S2 S3', '2: S1 S2']);
    const tails = steps(run, 'role', s(1)).filter(({ process }) => process === 'S2');
    expect(tails.map(({ detail }) => detail.role)).toEqual(['tail']);
    expect(
      steps(run, 'update', s(1.4))
        .filter(({ process }) => process === 'S2')
        .every(({ detail }) => detail.state === 'clean'),
    ).toBe(true);
  });

  it('goes on with one server', () => {
    const alone = edited('tail-fails', '@1.015s crash S3', '@1.015s crash S3\n@2s crash S2');
    expect(chains(alone)).toEqual(['1: S1 S2 S3', '2: S1 S2', '3: S1']);
    expect(answered(alone, 'write', s(2.5), s(4)).length).toBeGreaterThan(10);
    expect(answered(alone, 'read', s(2.5), s(4)).length).toBeGreaterThan(10);
  });
});

describe('new-tail-joins', () => {
  it('has S1 copy the tail first, and then be the tail of epoch 3', () => {
    const run = galleryRun('new-tail-joins');
    expect(chains(run)).toEqual(['1: S1 S2 S3', '2: S2 S3', '3: S2 S3 S1']);
    const [copy] = steps(run, 'copy');
    const [joined] = steps(run, 'configure').filter(({ process, detail }) => process === 'M1' && detail.epoch === 3);
    expect(copy).toMatchObject({ process: 'S1' });
    expect(copy?.at ?? 0).toBeLessThan(joined?.at ?? 0);
    expect(steps(run, 'read', s(3)).every(({ process }) => process === 'S1')).toBe(true);
  });

  it('is not missed where it comes back soon', () => {
    const soon = edited('new-tail-joins', '@1s..2.5s crash S1', '@1s..1.1s crash S1');
    expect(chains(soon)).toEqual(['1: S1 S2 S3']);
    expect(answered(soon, 'write', s(1.5), s(5)).length).toBeGreaterThan(40);
  });
});

describe('slow-control-plane', () => {
  it('acknowledges no write for two seconds, and goes on answering reads', () => {
    const run = galleryRun('slow-control-plane');
    expect(answered(run, 'write', s(1.02), s(3))).toEqual([]);
    expect(answered(run, 'write', s(3), s(5)).length).toBeGreaterThan(30);
    expect(answered(run, 'read', s(1.02), s(3)).length).toBeGreaterThan(25);
  });

  it('stops for a fraction of that with a quicker one', () => {
    const quick = edited('slow-control-plane', 'detectAfter=2s', 'detectAfter=250ms');
    expect(answered(quick, 'write', s(1.02), s(1.5)).length).toBeGreaterThan(0);
  });
});

describe('tail-cut-off', () => {
  it('has S3 fall silent before the chain goes on without it', () => {
    const run = galleryRun('tail-cut-off');
    expect(chains(run).slice(0, 2)).toEqual(['1: S1 S2 S3', '2: S1 S2']);
    const last = steps(run, 'read', 0, s(2.4)).at(-1);
    const [out] = steps(run, 'configure').filter(({ process, detail }) => process === 'M1' && detail.epoch === 2);
    expect(last?.process).toBe('S3');
    expect(last?.at ?? 0).toBeLessThan(out?.at ?? 0);
    expect(answered(run, 'read', s(1.3), s(2.5), 'C2')).toEqual([]);
  });
});
