/** Steps of the transport are folded away in the timeline's picture unless asked for. */
import { expect, it } from 'vitest';
import { runToEnd } from '../../../src/sim/simulation.ts';
import { isTransportStep } from '../../../src/sim/transport/steps.ts';
import { pictureOf } from '../../../src/views/timeline/picture.ts';
import { layoutRows } from '../../../src/views/timeline/rows.ts';
import { storiesOf } from '../../../src/views/timeline/stories.ts';
import { tonesOf } from '../../../src/views/timeline/tones.ts';
import { scenarioOf } from '../../laws/run.ts';

function marks(transport: string, segments: boolean): number {
  const { scenario, protocol } = scenarioOf(`links seed=3 duration=500ms\nnetwork loss=20% transport=${transport}`);
  const { trace } = runToEnd(scenario, protocol);
  const window = { from: 0, to: scenario.duration };
  const rows = layoutRows(trace.lanes.length, trace.serverCount, 300);
  const input = { trace, stories: storiesOf(trace), rows, tones: tonesOf(protocol), window, rate: 0.01 };
  return pictureOf({ ...input, reached: scenario.duration, dense: false, segments }).dots.length / 2;
}

it('shows them only when asked', () => {
  expect(marks('reliable', true)).toBeGreaterThan(marks('reliable', false) + 20);
  expect(marks('datagram', true)).toBe(marks('datagram', false));
});

it('takes a protocol’s own step of the same name for what it is', () => {
  const { scenario, protocol } = scenarioOf('links seed=3 duration=200ms\nnetwork transport=reliable');
  const { trace } = runToEnd(scenario, protocol);
  const accepts = Array.from({ length: trace.length }, (_, id) => id).filter(
    (id) => trace.kind(id) === 'step' && trace.word(id) === 'accept',
  );
  expect(accepts.length).toBeGreaterThan(2);
  expect(accepts.some((id) => isTransportStep(trace, id))).toBe(false);
});
