import { describe, expect, it } from 'vitest';
import { between } from '../../../src/views/stage/geometry.ts';
import { layoutRing, onLane, type Place } from '../../../src/views/stage/layout.ts';
import { pick } from '../../../src/views/stage/pick.ts';
import type { FlightView, LinkView } from '../../../src/views/stage/scene.ts';

const layout = layoutRing(['S1', 'S2', 'S3'], [], { width: 820, height: 390 });
const place = (id: string) => layout.places.get(id) as Place;
const links = [link('S1', 'S2'), link('S1', 'S3'), link('S2', 'S3')];

function link(a: string, b: string): LinkView {
  return { key: `${a}-${b}`, a, b, there: 'open', back: 'open', faint: false, label: undefined, name: '' };
}
function flight(number: number, share: number): FlightView {
  const message = `S1-S2.${number}`;
  const body = { message, copy: 1, from: 'S1', to: 'S2', type: 'x', payload: null, send: 0, sentAt: 0, arrivesAt: 1 };
  return {
    key: `${message}#1`,
    flight: body,
    tone: 'neutral',
    form: 'request',
    sign: undefined,
    caption: '',
    share,
    name: '',
  };
}
const spot = (share: number) => onLane(place('S1'), place('S2'), share);

describe('a press', () => {
  it('finds the nearest message within reach before the link below it', () => {
    const found = pick({ ...spot(0.5), y: spot(0.5).y + 12 }, layout, links, [flight(1, 0.5), flight(2, 0.6)]);
    expect(found).toEqual({ kind: 'message', message: 'S1-S2.1', copy: 1 });
  });

  it('finds the message that was there a moment ago, for a hand aims at what it has seen', () => {
    expect(pick(spot(0.2), layout, links, [flight(1, 0.9)], [[flight(1, 0.55)], [flight(1, 0.2)]])).toEqual({
      kind: 'message',
      message: 'S1-S2.1',
      copy: 1,
    });
  });

  it('prefers the process to a message that is about to reach its border', () => {
    expect(pick(place('S2'), layout, links, [flight(1, 1)])).toEqual({ kind: 'process', process: 'S2' });
  });

  it('finds a link within 12 px, named in the order of the scenario', () => {
    const middle = between(place('S2'), place('S3'), 0.5);
    expect(pick({ x: middle.x, y: middle.y - 11 }, layout, links, [])).toEqual({ kind: 'link', from: 'S2', to: 'S3' });
  });

  it('finds nothing on empty ground', () => {
    expect(pick({ x: 3, y: 3 }, layout, links, [])).toBeUndefined();
  });
});
