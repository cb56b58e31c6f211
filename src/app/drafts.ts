/** The work in hand, kept in the browser: it survives a reload, a crash of the page, and a link opened over it. */
import { loaded } from '../protocols/doors.ts';
import { decodeLink, encodeLink } from '../scenario/link.ts';
import type { ProtocolDefinition } from '../sim/protocol.ts';
import type { Scenario, TrueTime } from '../sim/scenario.ts';
import { EMBEDDED } from './embed.ts';
import { keep, kept } from './storage.ts';

const CURRENT = 'lightcone.draft';
const EARLIER = 'lightcone.draft.earlier';

export interface Draft {
  readonly scenario: Scenario;
  readonly protocol: ProtocolDefinition;
  readonly at: TrueTime;
}

export function keepDraft(scenario: Scenario, protocol: ProtocolDefinition, at: TrueTime): void {
  keep(CURRENT, encodeLink(scenario, protocol, { at }));
}

/** What was in hand before goes aside, so that what is opened next cannot overwrite it. */
export function setDraftAside(): void {
  const draft = EMBEDDED ? null : kept(CURRENT);
  if (draft !== null) keep(EARLIER, draft);
}

/** What `readDraft` will have to understand. */
export function draftTexts(): readonly string[] {
  return [CURRENT, EARLIER].map((name) => kept(name) ?? '');
}

export function readDraft(which: 'current' | 'earlier'): Draft | undefined {
  const draft = kept(which === 'current' ? CURRENT : EARLIER);
  if (draft === null) return undefined;
  const opened = decodeLink(draft, loaded);
  if (!opened.ok) return undefined;
  const protocol = loaded(opened.value.scenario.protocol);
  return protocol === undefined
    ? undefined
    : { scenario: opened.value.scenario, protocol, at: opened.value.view.at ?? 0 };
}
