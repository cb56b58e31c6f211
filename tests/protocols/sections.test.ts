import { describe, expect, it } from 'vitest';
import { doors } from '../../src/protocols/doors.ts';
import { bySection, sectionOf } from '../../src/protocols/sections.ts';

describe('sections', () => {
  it('have a place for every protocol but the one to copy', () => {
    const lost = Object.keys(doors).filter((id) => sectionOf(id, '') === 'More');
    expect(lost).toEqual(['skeleton']);
  });

  it('part the gallery of one protocol where the books do', () => {
    expect(sectionOf('raft', 'Elections')).toBe('Leader election and leases');
    expect(sectionOf('raft', 'Replication')).toBe('Replication and consensus');
    expect(sectionOf('raft', 'Consistency')).toBe('Consistency');
  });

  it('keep every run once, in the order of sections and protocols', () => {
    const runs = ['skeleton a', 'lease a', 'raft Elections', 'raft Replication', 'lease b', 'links a'];
    const grouped = bySection(runs, {
      protocolOf: (run) => ({ id: run.split(' ')[0] ?? '', title: '' }),
      partOf: (run) => run.split(' ')[1] ?? '',
    });
    const flat = grouped.map(({ title, groups }) => [title, ...groups.flatMap((group) => group.runs)]);
    expect(flat).toEqual([
      ['System models', 'links a'],
      ['Leader election and leases', 'raft Elections', 'lease a', 'lease b'],
      ['Replication and consensus', 'raft Replication'],
      ['More', 'skeleton a'],
    ]);
  });
});
