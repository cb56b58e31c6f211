/** What is taken away: every message of the window once, nothing that the other tool's grammar would take for its own. */
import { describe, expect, it } from 'vitest';
import { MOST_MESSAGES, toMermaid } from '../../src/interop/to-mermaid.ts';
import { toPerfetto } from '../../src/interop/to-perfetto.ts';
import { timelineSvg } from '../../src/views/timeline/timeline-svg.ts';
import { scenarioOf, whole } from '../laws/run.ts';

const TEXT = `raft seed=42 duration=4s
title "Cut <off> & back"
@1s..3.5s every=500ms C1 write x
@2s..3s partition S4,S5/S1,S2,S3
@2.2s pause S1`;

function run() {
  const { scenario, protocol } = scenarioOf(TEXT);
  return whole(scenario, protocol);
}

const kindsIn = (from: number, to: number) => {
  const { trace } = run();
  const ids = Array.from(
    { length: trace.countAt(to) - trace.countAt(from - 1) },
    (_, index) => index + trace.countAt(from - 1),
  );
  return (kind: string) => ids.filter((id) => trace.kind(id) === kind).length;
};

describe('Mermaid', () => {
  it('has an arrow for each message that ends in view, and a cross for each lost one', () => {
    const { trace, protocol } = run();
    const text = toMermaid(trace, protocol, 1_950_000, 2_300_000);
    if (!text.ok) throw new Error(text.error);
    const lines = text.value.split('\n');
    const count = kindsIn(1_950_000, 2_300_000);
    expect(lines[0]).toBe('sequenceDiagram');
    expect(lines.filter((line) => line.includes('->>')).length).toBe(count('receive'));
    expect(lines.filter((line) => line.includes('-x')).length).toBe(count('lost'));
    expect(count('lost')).toBeGreaterThan(0);
    for (const line of lines.slice(1).filter((one) => one !== ''))
      expect(line).toMatch(/^ {4}(participant \w+|\w+(->>|-x)\w+: [^;#:]+|Note over \w+: [^;#:]+)$/);
  });

  it('refuses more messages than can be read', () => {
    const { trace, protocol } = run();
    expect(toMermaid(trace, protocol, 0, 4_000_000)).toEqual({
      ok: false,
      error: `more than ${MOST_MESSAGES} messages are in view: zoom in until fewer are`,
    });
  });
});

describe('Perfetto', () => {
  it('has a thread for each lane and binds each receipt to its send', () => {
    const { trace, protocol, scenario } = run();
    const { traceEvents } = JSON.parse(toPerfetto(trace, protocol, 'A run', scenario.duration)) as {
      traceEvents: { ph: string; id?: number; name: string; ts?: number; dur?: number; args?: { name?: string } }[];
    };
    expect(traceEvents.filter(({ name }) => name === 'thread_name').map(({ args }) => args?.name)).toEqual(trace.lanes);
    const sends = new Set(traceEvents.filter(({ ph }) => ph === 's').map(({ id }) => id));
    const ends = traceEvents.filter(({ ph }) => ph === 'f').map(({ id }) => id);
    expect(ends.length).toBe(kindsIn(0, scenario.duration)('receive'));
    for (const id of ends) expect(sends.has(id)).toBe(true);
    for (const { ph, dur } of traceEvents) if (ph === 'X') expect(dur).toBeGreaterThan(0);
  });
});

describe('the timeline as SVG', () => {
  const svg = (transparent: boolean) => {
    const { trace, protocol, scenario, reached } = run();
    const colours = { surface: '#fff', ink: '#111' };
    return timelineSvg({
      trace,
      firstRoles: [],
      protocol,
      scenario,
      reached,
      window: { from: 1_900_000, to: 2_400_000 },
      width: 900,
      colours,
      transparent,
    });
  };

  it('needs nothing from outside and holds words as words', () => {
    const picture = svg(false);
    expect(picture).not.toMatch(/class=|style=|url\((?!#)|href=|<script/);
    expect(picture).toContain('<title>Cut &lt;off&gt; &amp; back</title>');
    for (const lane of run().trace.lanes) expect(picture).toContain(`>${lane}</text>`);
    expect(picture).toContain('partition S4 S5 / S1 S2 S3');
    expect(picture).not.toMatch(/NaN|undefined|Infinity/);
  });

  it('has a cross for each loss in view', () => {
    const losses =
      /<path d="([^"]+)" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round"\/>/.exec(svg(false));
    const strokes = (losses?.[1] ?? '').split('M').length - 1;
    // The picture is a little wider than the window: two strokes each, at least those inside.
    expect(strokes / 2).toBeGreaterThanOrEqual(kindsIn(1_900_000, 2_400_000)('lost'));
  });

  it('leaves out its ground where it is to be transparent', () => {
    expect(svg(true)).not.toContain('fill="#fff"');
    expect(svg(false)).toContain('fill="#fff"');
  });
});
