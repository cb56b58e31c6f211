/** Runs of the gallery by their path. */
import { loaded } from '../protocols/doors.ts';
import { parseText } from '../scenario/text.ts';
import type { GalleryRun, ProtocolDefinition } from '../sim/protocol.ts';
import type { Scenario } from '../sim/scenario.ts';

export interface OpenedRun {
  readonly run: GalleryRun;
  readonly protocol: ProtocolDefinition;
  readonly scenario: Scenario;
}

export function openGalleryRun(protocolId: string, path: string): OpenedRun | undefined {
  const protocol = loaded(protocolId);
  const run = protocol?.gallery.find((other) => other.path === path);
  if (protocol === undefined || run === undefined) return undefined;
  const scenario = parseText(run.text, loaded);
  return scenario.ok ? { run, protocol, scenario: scenario.value } : undefined;
}
