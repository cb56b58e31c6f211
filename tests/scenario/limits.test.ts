import { describe, expect, it, vi } from 'vitest';
import { parseJson } from '../../src/scenario/from-json.ts';
import { decodeLink, encodeLink, fitsInLink } from '../../src/scenario/link.ts';
import { formatProblem } from '../../src/scenario/problems.ts';
import { parseScenario } from '../../src/scenario/text.ts';
import { isLongerThan } from '../../src/scenario/utf8.ts';
import { fakeCatalog, fakeProtocol } from '../support/fake-protocol.ts';

const KIB = 1024;

describe('limits', () => {
  it('are looked at before a link is read', () => {
    const catalog = vi.fn(fakeCatalog);
    const parse = vi.spyOn(JSON, 'parse');
    const link = `#v1/raft;title_%22${'x'.repeat(16 * KIB)}%22`;
    const opened = decodeLink(link, catalog);
    expect(opened.ok ? '' : opened.error.problems.map(formatProblem)).toEqual(['the link is longer than 16 KiB']);
    expect(catalog).not.toHaveBeenCalled();
    expect(parse).not.toHaveBeenCalled();
    parse.mockRestore();
  });

  it('are looked at before text or JSON is read', () => {
    const parse = vi.spyOn(JSON, 'parse');
    for (const input of [
      `{"notes":"${'x'.repeat(256 * KIB)}"}`,
      `raft\n${'#'.repeat(256 * KIB)}`,
      `{${'é'.repeat(130 * KIB)}`,
    ]) {
      const parsed = parseScenario(input, fakeCatalog);
      expect(parsed.ok ? '' : parsed.error.map(formatProblem)).toEqual(['the scenario is longer than 256 KiB']);
    }
    expect(parse).not.toHaveBeenCalled();
    parse.mockRestore();
  });

  it('count bytes as they travel, in UTF-8', () => {
    expect(isLongerThan('aé€😀', 10)).toBe(false);
    expect(isLongerThan('aé€😀', 9)).toBe(true);
    expect(isLongerThan('', 0)).toBe(false);
  });

  it.each([
    [
      { processes: Array.from({ length: 17 }, (_, index) => `P${index}`) },
      'processes: has 17 entries; 16 are the most',
    ],
    [{ clients: 9 }, 'clients: 9 is no integer from 0 to 8'],
    [{ duration: 600_001 }, 'duration: 600.001 s is out of bounds: 1 µs to 600 s'],
    [{ faults: many(501, { kind: 'pause', at: 0, process: 'S1' }) }, 'faults: has 501 entries; 500 are the most'],
    [
      { workload: many(2_001, { at: 0, client: 'C1', op: 'read', key: 'x' }) },
      'workload: has 2001 entries; 2000 are the most',
    ],
    [
      { workload: many(2_000, { from: 0, until: 50, every: 1, client: 'C1', op: 'read', key: 'x' }) },
      'workload: makes 102000 operations; 100000 are the most',
    ],
  ])('are told: %#', (part, problem) => {
    const parsed = parseJson({ version: 1, protocol: 'raft', ...part }, fakeCatalog);
    expect(parsed.ok ? '' : parsed.error.map(formatProblem)).toEqual([problem]);
  });

  it('leave room for as much as they say', () => {
    const parsed = parseJson(
      {
        version: 1,
        protocol: 'raft',
        duration: 600_000,
        clients: 8,
        faults: many(500, { kind: 'pause', at: 0, process: 'S1' }),
        workload: many(2_000, { from: 0, until: 49, every: 1, client: 'C8', op: 'read', key: 'x' }),
      },
      fakeCatalog,
    );
    expect(parsed.ok).toBe(true);
    expect(parsed.ok && fitsInLink(encodeLink(parsed.value, fakeProtocol))).toBe(false);
  });
});

function many(count: number, item: object): readonly object[] {
  return Array.from({ length: count }, () => item);
}
