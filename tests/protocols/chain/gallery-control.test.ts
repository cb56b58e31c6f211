/** What the sentences of the runs with a replicated control plane say, read off the trace. */
import { describe, expect, it } from 'vitest';
import { answered, chains, edited, galleryRun, s, sends, steps } from './chain-run.ts';

const leaders = (run: Parameters<typeof steps>[0]) =>
  steps(run, 'role')
    .filter(({ detail }) => detail.role === 'leader')
    .map(({ process, detail }) => `${process} ${detail.term}`);

/** When a member of the control plane took on an epoch first, and who it was. */
function decided(run: Parameters<typeof steps>[0], epoch: number) {
  return steps(run, 'configure').find(({ process, detail }) => process?.startsWith('M') && detail.epoch === epoch);
}

describe('control-agrees', () => {
  it('has the chain in the log of a majority before anybody is told', () => {
    const run = galleryRun('control-agrees');
    expect(leaders(run)).toEqual(['M3 1']);
    const appended = steps(run, 'append', s(1)).filter(({ detail }) => String(detail.value).includes('2:S1.0-S3.0'));
    const told = sends(run, 'Configure', s(1)).find(
      ({ payload }) => (payload as { readonly epoch: number }).epoch === 2,
    );
    expect(appended.map(({ process }) => process)).toContain('M3');
    expect(appended.filter(({ at }) => at < (told?.at ?? 0)).length).toBeGreaterThanOrEqual(2);
    expect(chains(run)).toEqual(['1: S1 S2 S3', '2: S1 S3']);
  });

  it('does as well with two of three', () => {
    const two = edited('control-agrees', '@1s crash S2', '@900ms crash M1\n@1s crash S2');
    expect(chains(two)).toEqual(['1: S1 S2 S3', '2: S1 S3']);
  });
});

describe('control-leader-crashes', () => {
  it('has the next leader commit and announce what the first had proposed', () => {
    const run = galleryRun('control-leader-crashes');
    expect(leaders(run).slice(0, 2)).toEqual(['M3 1', 'M1 2']);
    const proposal = steps(run, 'append', s(1)).find(({ detail }) => String(detail.value).includes('2:S1.0-S3.0'));
    expect(proposal).toMatchObject({ process: 'M3', detail: { term: 1 } });
    expect(proposal?.at ?? 0).toBeLessThan(s(1.285));
    expect(decided(run, 2)?.process).toBe('M1');
    expect(chains(run)).toEqual(['1: S1 S2 S3', '2: S1 S3']);
    const later = steps(run, 'append', s(1.285)).filter(({ detail }) => String(detail.value).includes('→2:'));
    expect(later.every(({ detail }) => detail.term === 1)).toBe(true);
  });

  it('waits longer where nothing had been proposed', () => {
    const early = edited('control-leader-crashes', '@1.285s', '@1.275s');
    expect(decided(early, 2)?.at ?? 0).toBeGreaterThan(
      (decided(galleryRun('control-leader-crashes'), 2)?.at ?? 0) + 200_000,
    );
  });
});

describe('control-minority', () => {
  const run = galleryRun('control-minority');

  it('forms the chain on the side of the majority', () => {
    expect(chains(run)).toEqual(['1: S1 S2 S3', '2: S2 S3', '3: S2 S3 S1']);
    expect(decided(run, 2)?.process).toBe('M1');
  });

  it('has the old leader lead on, and give no lease', () => {
    expect(steps(run, 'role', s(1), s(3)).filter(({ process }) => process === 'M3')).toEqual([]);
    expect(sends(run, 'Alive', s(1.1), s(3)).filter(({ process }) => process === 'M3')).toEqual([]);
    expect(answered(run, 'write', s(1.05), s(3), 'C1')).toEqual([]);
    expect(answered(run, 'read', s(1.8), s(3), 'C2').length).toBeGreaterThan(10);
  });
});

describe('control-no-majority', () => {
  it('answers neither writes nor, after the leases, reads, until there is a majority', () => {
    const run = galleryRun('control-no-majority');
    expect(answered(run, 'write', s(1.05), s(3))).toEqual([]);
    expect(answered(run, 'read', s(1.25), s(3))).toEqual([]);
    expect(decided(run, 2)?.at ?? 0).toBeGreaterThan(s(3));
    expect(answered(run, 'write', s(3.5), s(5)).length).toBeGreaterThan(15);
  });

  it('goes on soon where the majority is soon there', () => {
    const soon = edited('control-no-majority', '@900ms..3s crash M1', '@900ms..1.1s crash M1');
    expect(decided(soon, 2)?.at ?? Infinity).toBeLessThan(s(2));
  });
});

describe('two-configurations', () => {
  it('has both sides acknowledge writes in epoch 2', () => {
    const run = galleryRun('two-configurations');
    expect(chains(run).filter((one) => one.startsWith('2'))).toEqual(['2: S1 S2', '2: S3']);
    expect(answered(run, 'write', s(1.6), s(2.5), 'C1').length).toBeGreaterThan(5);
    expect(answered(run, 'write', s(1.6), s(2.5), 'C2').length).toBeGreaterThan(5);
  });
});
