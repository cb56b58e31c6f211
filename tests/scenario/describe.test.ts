import { describe, expect, it } from 'vitest';
import { describeFault, describeTimes } from '../../src/scenario/describe.ts';
import { parseText } from '../../src/scenario/text.ts';
import { fakeCatalog } from '../support/fake-protocol.ts';

describe('a fault in words', () => {
  it.each([
    ['@1s cut S1-S2', 'cut S1 ↔ S2', 'from 1 s on'],
    ['@1s..2.5s cut S1->S2', 'cut S1 → S2', '1 s to 2.5 s'],
    ['@3s..5.5s partition S1,S2/S3,S4,S5', 'partition S1 S2 / S3 S4 S5', '3 s to 5.5 s'],
    ['@1s isolate S1', 'isolate S1', 'from 1 s on'],
    ['@1s degrade *->S2 loss=30% delay=5..20ms', 'degrade all → S2 loss 30 %, delay 5 ms to 20 ms', 'from 1 s on'],
    ['@1s degrade S1-S2 duplicate=1% delay=5ms', 'degrade S1 ↔ S2 duplicates 1 %, delay 5 ms', 'from 1 s on'],
    ['@1s drop S3-S4.17', 'drop S3-S4.17', 'at 1 s'],
    ['@1s duplicate S3-S4.17', 'duplicate S3-S4.17', 'at 1 s'],
    ['@1s delay S3-S4.17 by=20ms', 'delay S3-S4.17 +20 ms', 'at 1 s'],
    ['@1s pause S1', 'pause S1', 'from 1 s on'],
    ['@1s..2s crash S1', 'crash S1', '1 s to 2 s'],
    ['@1s restart S1', 'restart S1', 'at 1 s'],
    ['@4s skew S2 by=180ms', 'skew S2 +180 ms', 'at 4 s'],
    ['@4s skew S2 by=-1.5s', 'skew S2 −1.5 s', 'at 4 s'],
    ['@1s drift S2 ppm=200000', 'drift S2 +200000 ppm', 'from 1 s on'],
    ['@1s drift S2 ppm=-5', 'drift S2 −5 ppm', 'from 1 s on'],
    ['@1s corrupt S2 behaviour=lie-to-some', 'corrupt S2 lie-to-some', 'from 1 s on'],
    ['@1s trigger S3 timer=heartbeat', 'trigger S3 heartbeat', 'at 1 s'],
  ])('%s', (line, what, when) => {
    const parsed = parseText(`raft\nmodel process=arbitrary\n${line}`, fakeCatalog);
    const fault = parsed.ok ? parsed.value.faults[0] : undefined;
    expect(fault && describeFault(fault)).toBe(what);
    expect(fault && describeTimes(fault)).toBe(when);
  });
});
