import { describe, expect, it } from 'vitest';
import { decodeLink, encodeLink, kindOfLink } from '../../src/scenario/link.ts';
import { formatProblem } from '../../src/scenario/problems.ts';
import { parseText } from '../../src/scenario/text.ts';
import type { Scenario } from '../../src/sim/scenario.ts';
import { fakeCatalog, fakeProtocol } from '../support/fake-protocol.ts';

function read(text: string): Scenario {
  const parsed = parseText(text, fakeCatalog);
  if (!parsed.ok) throw new Error(parsed.error.map(formatProblem).join('\n'));
  return parsed.value;
}

describe('a link', () => {
  it('is the text, readable, with where it opens', () => {
    const scenario = read('raft seed=42\n@3s..5.5s partition S1,S2/S3,S4,S5\n@4s skew S2 by=180ms\n@1s cut S1->S2');
    expect(encodeLink(scenario, fakeProtocol, { at: 3_000_000, view: 'chain' })).toBe(
      '#v1/raft_seed=42;@3s..5.5s_partition_S1,S2/S3,S4,S5;@4s_skew_S2_by=180ms;@1s_cut_S1-%3ES2~t=3000&view=chain',
    );
  });

  it('encodes what would mean something else in it or be changed on the way', () => {
    const scenario = read('raft\ntitle "a_b;c~d%e é\u{1F600}\'()!&"');
    expect(encodeLink(scenario, fakeProtocol)).toBe(
      '#v1/raft;title_%22a%5Fb%3Bc%7Ed%25e_%C3%A9%F0%9F%98%80%27%28%29%21%26%22',
    );
  });

  it('opens however much of it a program on the way has encoded or decoded', () => {
    const scenario = read('raft\ntitle "É → x"\n@1s cut S1->S2');
    for (const link of [
      '#v1/raft;title_"É_→_x";@1s_cut_S1->S2',
      '#v1/raft%0Atitle%20%22%c3%89%20→_x%22;%401s_cut_S1-%3es2'.replace('s2', 'S2'),
    ]) {
      expect(decodeLink(link, fakeCatalog)).toEqual({ ok: true, value: { scenario, view: {} } });
    }
  });

  it('opens as a whole address, from # on, and without #', () => {
    for (const before of ['https://lab.example/a%20b/index.html?theme=dark#', '#', '']) {
      expect(decodeLink(`${before}v1/raft;#_why`, fakeCatalog)).toEqual({
        ok: true,
        value: { scenario: read('raft'), view: {} },
      });
    }
  });

  it.each<[string, object]>([
    ['~t=3000&view=chain', { at: 3_000_000, view: 'chain' }],
    ['~view=chain&t=0.5', { at: 500, view: 'chain' }],
    ['~t=-1', {}],
    ['~t=1.2345', {}],
    ['~t=600001', {}],
    ['~t=600000', { at: 600_000_000 }],
    ['~t=soon&view=%zz', {}],
    ['~view=No+View', {}],
    ['~', {}],
    ['~&&==&t', {}],
    ['~~t=3', {}],
    ['~t=3&new=thing', { at: 3_000 }],
  ])('ignores of %j what does not parse', (suffix, view) => {
    expect(decodeLink(`#v1/raft${suffix}`, fakeCatalog)).toEqual({ ok: true, value: { scenario: read('raft'), view } });
  });

  it.each([
    ['', 'this link holds no scenario: it does not begin with #v1/', ''],
    ['#/raft/old-leader-comes-back', 'this link holds no scenario: it does not begin with #v1/', ''],
    ['#v1', 'this link holds no scenario: it does not begin with #v1/', ''],
    ['#v1/', 'line 1: there is no scenario here: the first line names the protocol, as in "raft processes=5"', ''],
    [
      '#v2/raft;@1s_warp_S1',
      'this scenario was made by a newer Lightcone (version 2); this one reads up to version 1',
      'raft\n@1s warp S1',
    ],
    ['#v0/raft', 'there is no version 0 of scenarios', 'raft'],
    ['#v1/raft;@1s_explode_S1~t=5', 'line 2: "explode" is nothing one can do to a run', 'raft\n@1s explode S1'],
    ['#v1/raft;title_%2', 'the link is damaged: "%2" encodes no character', 'raft\ntitle %2'],
    [
      '#v1/raft;title_%22%E2%82%22',
      'the link is damaged: "%22%E2%82%22" encodes no character',
      'raft\ntitle %22%E2%82%22',
    ],
    ['#v1/raft;network_loss=5%', 'the link is damaged: "%" encodes no character', 'raft\nnetwork loss=5%'],
    [
      '#v1/{"version":1,"protocol":"raft"}',
      'line 1: the first line names the protocol',
      '{"version":1,"protocol":"raft"}',
    ],
  ])('that is broken says how, and what it holds: %j', (link, problem, text) => {
    const opened = decodeLink(link, fakeCatalog);
    expect(opened.ok ? '' : opened.error.problems.map(formatProblem).join('\n')).toContain(problem);
    expect(opened.ok ? '' : opened.error.text).toBe(text);
  });

  it.each([
    ['', { kind: 'empty' }],
    ['#', { kind: 'empty' }],
    ['#/', { kind: 'empty' }],
    ['#v1/raft', { kind: 'scenario', version: 1 }],
    ['#v12/raft', { kind: 'scenario', version: 12 }],
    ['#/raft/old-leader-comes-back', { kind: 'path', path: 'raft/old-leader-comes-back' }],
    ['#v1', { kind: 'unknown' }],
    ['#top', { kind: 'unknown' }],
  ])('is told from other places: %j', (hash, kind) => {
    expect(kindOfLink(hash)).toEqual(kind);
  });
});
