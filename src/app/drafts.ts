/** The work in hand, kept in the browser: it survives a reload, a crash of the page, and a link opened over it. */
import { loaded } from '../protocols/doors.ts';
import { decodeLink, encodeLink } from '../scenario/link.ts';
import type { ProtocolDefinition } from '../sim/protocol.ts';
import type { Scenario, TrueTime } from '../sim/scenario.ts';
import { EMBEDDED } from './embed.ts';

const CURRENT = 'lightcone.draft';
const EARLIER = 'lightcone.draft.earlier';

export interface Draft {
  readonly scenario: Scenario;
  readonly protocol: ProtocolDefinition;
  readonly at: TrueTime;
}

/** Storage may be full or forbidden: then nothing is kept, and nothing breaks. */
export function keepDraft(scenario: Scenario, protocol: ProtocolDefinition, at: TrueTime): void {
  try {
    localStorage.setItem(CURRENT, encodeLink(scenario, protocol, { at }));
  } catch {
    // Told nowhere: the link in the address bar holds the same.
  }
}

/** What was in hand before goes aside, so that what is opened next cannot overwrite it. */
export function setDraftAside(): void {
  if (EMBEDDED) return;
  try {
    const kept = localStorage.getItem(CURRENT);
    if (kept !== null) localStorage.setItem(EARLIER, kept);
  } catch {
    // as above
  }
}

/** What `readDraft` will have to understand. */
export function draftTexts(): readonly string[] {
  return [CURRENT, EARLIER].map((name) => localStorage.getItem(name) ?? '');
}

export function readDraft(which: 'current' | 'earlier'): Draft | undefined {
  const kept = localStorage.getItem(which === 'current' ? CURRENT : EARLIER);
  if (kept === null) return undefined;
  const opened = decodeLink(kept, loaded);
  if (!opened.ok) return undefined;
  const protocol = loaded(opened.value.scenario.protocol);
  return protocol === undefined
    ? undefined
    : { scenario: opened.value.scenario, protocol, at: opened.value.view.at ?? 0 };
}
