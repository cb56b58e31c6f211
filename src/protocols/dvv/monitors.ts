/** What the stamps that answer clients promise, and what the others get wrong beside them. */
import type { Monitor, Situation } from '../../sim/protocol.ts';
import { type History, judge, type Mistake, noHistory } from './history.ts';

const SOURCE = 'Almeida et al. 2014; Preguiça et al. 2010';

export const noLostUpdate = promise(
  'no-lost-update',
  'No replica drops a write unless it holds one whose writer had read it.',
  'lost',
  ({ id, replica, key }) => `${replica} no longer holds ${id} of ${key}, and nothing it holds was written knowing it.`,
);

export const noFalseConflict = promise(
  'no-false-conflict',
  'Two siblings are concurrent: neither was written by one who had read the other.',
  'false-sibling',
  ({ id, by, replica, key }) =>
    `${replica} holds ${id} of ${key} as a sibling of ${by}, whose writer had read it and meant to replace it.`,
);

function promise(
  id: string,
  claim: string,
  kind: Mistake['kind'],
  say: (mistake: Mistake) => string,
): Monitor<History> {
  return {
    id,
    claim,
    type: 'safety',
    source: SOURCE,
    on: ['basis', 'state'],
    start: noHistory,
    observe(history, _world, event) {
      const [next, mistakes] = judge(history, event);
      const found = mistakes.find((one) => one.answers && one.kind === kind);
      return [next, found && { holds: false, events: found.events, message: say(found) }];
    },
  };
}

/** A true conflict: the application must decide. */
export const conflict: Situation<readonly string[]> = {
  id: 'conflict',
  title: 'Concurrent writes: two values side by side',
  on: ['state'],
  start: [],
  observe(told, _world, event) {
    if (event.kind !== 'step') return [told, undefined];
    const siblings = event.detail.siblings as readonly unknown[];
    const place = `${event.process}/${event.detail.key}`;
    if (siblings.length < 2) return [told.filter((one) => one !== place), undefined];
    return told.includes(place) ? [told, undefined] : [[...told, place], [event.id]];
  },
};

export const besideFalse = beside(
  'false-sibling-beside',
  'Beside: a false sibling with plain vectors',
  'false-sibling',
);
export const besideLost = beside('lost-beside', 'Beside: an update lost with plain vectors', 'lost');

interface Told {
  readonly history: History;
  /** Writes told of already, by encoding. */
  readonly told: readonly string[];
}

/** Told once for each write and encoding. */
function beside(id: string, title: string, kind: Mistake['kind']): Situation<Told> {
  return {
    id,
    title,
    on: ['basis', 'state'],
    start: { history: noHistory, told: [] },
    observe({ history, told }, _world, event) {
      const [next, mistakes] = judge(history, event);
      const found = mistakes.find(
        (one) => !one.answers && one.kind === kind && !told.includes(`${one.scheme}/${one.id}`),
      );
      if (found === undefined) return [{ history: next, told }, undefined];
      return [{ history: next, told: [...told, `${found.scheme}/${found.id}`] }, found.events];
    },
  };
}
