import { describe, expect, it } from 'vitest';
import { loadAll } from '../../../src/protocols/doors.ts';
import { machineFor } from '../../../src/sim/protocol.ts';
import { statechartOf } from '../../../src/sim/statechart.ts';
import { CHARACTER, LINE } from '../../../src/views/statechart/chart-layout.ts';
import { layoutChart } from '../../../src/views/statechart/layout-chart.ts';
import { nameWithin, readableWords } from '../../../src/views/statechart/readable-words.ts';

const protocols = await loadAll();

describe('the words of a statechart', () => {
  it.each(protocols.map((protocol) => [protocol.id, protocol] as const))(
    'of %s never lie over each other',
    (_, own) => {
      const layout = layoutChart(statechartOf(machineFor(own, 'S1', false)), { width: 866, height: 290 });
      const kept = readableWords(layout, () => 0);
      const boxes = layout.arrows
        .filter(({ arrow }) => kept.has(arrow.key))
        .map(({ lines, label: { x, y, anchor } }) => {
          const width = Math.max(0, ...lines.map((line) => line.length)) * CHARACTER;
          const left = anchor === 'start' ? x : anchor === 'end' ? x - width : x - width / 2;
          return { left, right: left + width, top: y - LINE / 2, bottom: y - LINE / 2 + lines.length * LINE };
        });
      boxes.forEach((a, index) => {
        for (const b of boxes.slice(index + 1))
          expect(a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom).toBe(false);
      });
    },
  );

  it('say first what matters most', () => {
    const words = (key: string) => ({
      arrow: { key, from: 'a', to: 'b', words: ['go'], transitions: [] },
      path: '',
      head: '',
      lines: ['go'],
      label: { x: 50, y: 50, anchor: 'middle' as const },
    });
    const layout = { width: 100, height: 100, boxes: [], arrows: [words('first'), words('second')] };
    expect([...readableWords(layout, () => 0)]).toEqual(['first']);
    expect([...readableWords(layout, ({ arrow }) => (arrow.key === 'second' ? 0 : 1))]).toEqual(['second']);
  });
});

describe('the name of a state', () => {
  it('loses its outer states where it would not fit', () => {
    expect(nameWithin('holding.work.writing', 200)).toBe('holding.work.writing');
    expect(nameWithin('holding.work.writing', 110)).toBe('work.writing');
    expect(nameWithin('holding.work.writing', 60)).toBe('writing');
  });
});
