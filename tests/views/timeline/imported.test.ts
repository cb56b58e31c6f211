/** Traces of imported logs: one event may send to several hosts and have received itself. */
import { describe, expect, it } from 'vitest';
import { present } from '../../../src/base/assert.ts';
import { generateLog } from '../../../src/interop/generate-log.ts';
import { durationOf, traceOf } from '../../../src/interop/log-trace.ts';
import { parseLog } from '../../../src/interop/shiviz-log.ts';
import { causalPath } from '../../../src/sim/causal-path.ts';
import { lightCone } from '../../../src/sim/causality.ts';
import { coneShape } from '../../../src/views/timeline/cone.ts';
import { hitAt } from '../../../src/views/timeline/hit.ts';
import { pictureOf } from '../../../src/views/timeline/picture.ts';
import { layoutRows } from '../../../src/views/timeline/rows.ts';
import { timeScale, xOf } from '../../../src/views/timeline/scale.ts';
import { storiesOf } from '../../../src/views/timeline/stories.ts';
import { tonesOf } from '../../../src/views/timeline/tones.ts';

const TO_ALL = ['to all', 'A {"A":1}', 'x', 'B {"A":1,"B":1}', 'y', 'C {"A":1,"B":1,"C":1}', 'z', 'D {"A":1,"D":1}'];

function drawn(text: string) {
  const log = parseLog(text);
  if (!log.ok) throw new Error(JSON.stringify(log.error));
  const execution = present(log.value.executions[0], 'execution');
  const trace = traceOf(log.value, execution);
  const duration = durationOf(execution);
  const rows = layoutRows(trace.lanes.length, trace.serverCount, 400);
  const scale = timeScale({ from: 0, to: duration }, 1_000, true);
  return { trace, duration, rows, scale, reached: duration };
}

describe('the diagram of an imported log', () => {
  it('draws an arrow to each receiver, from events that received too', () => {
    const { trace, duration, rows, scale } = drawn(TO_ALL.join('\n'));
    const picture = pictureOf({
      trace,
      rows,
      stories: storiesOf(trace),
      tones: tonesOf({ roles: [], messages: [] }),
      window: { from: 0, to: duration },
      rate: scale.rate,
      reached: duration,
      dense: false,
    });
    expect(picture.arrows).toBe(3);
    expect(picture.sheaves.map(({ look, lines }) => [look, lines.length / 4])).toEqual([['plain', 3]]);
    const ends = Array.from({ length: 3 }, (_, arrow) => (picture.sheaves[0]?.lines ?? [])[4 * arrow + 1] ?? 0);
    const y = (lane: number) => present(rows.rows[lane], 'row').y;
    expect(ends.map((top) => Math.abs(top - y(0)) < 6 || Math.abs(top - y(1)) < 6)).toEqual([true, true, true]);
  });

  it('finds events and arrows under the hand', () => {
    const field = drawn(TO_ALL.join('\n'));
    const { trace, rows, scale } = field;
    const point = (event: number) => ({
      x: xOf(scale, trace.at(event)),
      y: present(rows.rows[trace.lane(event)], 'row').y,
    });
    const [from, to] = [point(0), point(1)];
    expect(hitAt(field, from.x, from.y)).toEqual({ kind: 'event', event: 0 });
    const middle = hitAt(field, (from.x + to.x) / 2, (from.y + to.y) / 2);
    expect(middle).toMatchObject({ kind: 'flight', send: 0, end: 1 });
  });

  it('proves an order by the messages between', () => {
    const { trace } = drawn(TO_ALL.join('\n'));
    const last = Array.from({ length: 4 }, (_, id) => id).find((id) => trace.word(id) === 'y') ?? -1;
    expect(causalPath(trace, 0, last)?.map(({ send, receive }) => [trace.word(send), trace.word(receive)])).toEqual([
      ['to all', 'x'],
      ['x', 'y'],
    ]);
  });

  it('shows all arrows of a cone or, where they are too many, none', () => {
    const few = drawn(generateLog({ events: 200, hosts: 4, seed: 3 }));
    const shape = (run: typeof few, event: number) =>
      coneShape(run.trace, lightCone(run.trace, event), run.rows, run.scale, run.reached);
    expect(shape(few, 150).past.lines.length).toBeGreaterThan(0);
    const many = drawn(generateLog({ events: 6_000, hosts: 4, seed: 3 }));
    expect(shape(many, 5_900).past).toMatchObject({ lines: [], heads: [] });
    expect(shape(many, 5_900).past.region).not.toBe('');
  });
});
