/** The two runs that stand side by side, and the address that brings them back. */
import { create, useStore } from 'zustand';
import type { Problem } from '../base/result.ts';
import { loaded } from '../protocols/doors.ts';
import { decodeLink, encodeLink, kindOfLink } from '../scenario/link.ts';
import type { TrueTime } from '../sim/scenario.ts';
import {
  createSideBySide,
  replaceSide,
  type SideBySide,
  type SideBySideStore,
  type SideName,
  type Subject,
} from '../store/side-by-side.ts';
import { compareAddress } from './compare-address.ts';
import { openGalleryRun } from './gallery-runs.ts';

interface Compared {
  /** undefined: no runs are open. */
  readonly store: SideBySideStore | undefined;
  /** Another one for each pair that is opened. */
  readonly number: number;
}

export const useCompared = create<Compared>(() => ({ store: undefined, number: 0 }));

/** Opens the sides that a path names; what cannot be opened comes back as problems, and nothing is changed. */
export function openCompared(path: string): readonly Problem[] {
  const [, ...parts] = path.split('/');
  const [left, right, ...rest] = parts.map(sideOf);
  if (left === undefined || right === undefined || rest.length > 0)
    return [{ path: '', message: 'two runs can stand side by side: #/compare/LEFT/RIGHT' }];
  if ('problems' in left) return left.problems;
  if ('problems' in right) return right.problems;
  const at = Math.min(left.at, right.at);
  useCompared.setState(({ number }) => ({ store: createSideBySide(left, right, at), number: number + 1 }));
  return [];
}

type Side = (Subject & { readonly at: TrueTime }) | { readonly problems: readonly Problem[] };

function sideOf(part: string, index: number): Side {
  const place = index === 0 ? 'left' : 'right';
  const problems = (messages: readonly Problem[]): Side => ({
    problems: messages.map((problem) => ({ ...problem, message: `${place}: ${problem.message}` })),
  });
  const text = decoded(part);
  if (text === undefined) return problems([{ path: '', message: 'the address is damaged' }]);
  if (kindOfLink(text).kind === 'scenario') {
    const opened = decodeLink(`#${text}`, loaded);
    if (!opened.ok) return problems(opened.error.problems);
    const { scenario, view } = opened.value;
    const protocol = loaded(scenario.protocol);
    return protocol === undefined
      ? problems([{ path: '', message: `no protocol is called "${scenario.protocol}"` }])
      : { scenario, protocol, at: view.at ?? 0 };
  }
  const [protocol = '', name = ''] = text.split('/');
  const run = openGalleryRun(protocol, name);
  if (run === undefined)
    return problems([{ path: '', message: `there is no run called "${text.slice(0, 80)}" in the gallery` }]);
  return { scenario: run.scenario, protocol: run.protocol, at: run.run.opensAt ?? 0 };
}

function decoded(part: string): string | undefined {
  try {
    return decodeURIComponent(part);
  } catch {
    return undefined;
  }
}

/** Puts another run on one side and writes both into the address. */
export function putOn(store: SideBySideStore, side: SideName, subject: Subject): void {
  replaceSide(store, side, subject);
  const { left, right } = store.getState();
  history.replaceState(null, '', compareAddress(linkOf(left), linkOf(right)));
}

function linkOf({ scenario, protocol }: Subject): string {
  return encodeLink(scenario, protocol).slice(1);
}

export function useSides<Value>(store: SideBySideStore, select: (state: SideBySide) => Value): Value {
  return useStore(store, select);
}
