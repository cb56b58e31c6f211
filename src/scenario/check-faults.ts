/** Whether the faults of a scenario can be done to its run: targets that exist, ends after beginnings. */
import { type ProtocolDefinition, promptsOf } from '../sim/protocol.ts';
import type { Fault } from '../sim/scenario.ts';
import { type Cast, isInCast, wrongLink } from './cast.ts';
import { readAddress } from './json-values.ts';
import type { ProblemList } from './problems.ts';
import { listed, quote, unknownWord } from './sentences.ts';
import { formatMicros } from './units.ts';

export interface Surroundings {
  readonly protocol: ProtocolDefinition;
  readonly cast: Cast;
  readonly problems: ProblemList;
}

export function checkFaults(faults: readonly Fault[], around: Surroundings): void {
  for (const [index, fault] of faults.entries()) {
    const path = `faults[${index}]`;
    checkEnd(fault, path, around.problems);
    checkTarget(fault, path, around);
  }
}

function checkEnd(fault: Fault, path: string, problems: ProblemList): void {
  if (!('until' in fault) || fault.until === undefined || fault.until > fault.at) return;
  problems.add(
    `${path}.until`,
    `must be after the beginning: ${formatMicros(fault.until)} is not after ${formatMicros(fault.at)}`,
  );
}

function checkTarget(fault: Fault, path: string, around: Surroundings): void {
  if ('message' in fault) checkMessage(fault.message, `${path}.message`, around);
  else if (fault.kind === 'partition') checkGroups(fault.groups, `${path}.groups`, around);
  else if ('from' in fault) checkLink(fault, path, around);
  else isInCast(fault.process, around.cast, `${path}.process`, around.problems);
  if (fault.kind === 'trigger') {
    const prompts = promptsOf(around.protocol, fault.process, around.cast.processes);
    const timers = [...around.protocol.timers, ...prompts].map(({ name }) => name);
    checkName(fault.timer, 'timer', timers, path, around);
  }
  if (fault.kind === 'corrupt') checkName(fault.behaviour, 'behaviour', around.protocol.behaviours, path, around);
}

function checkName(
  name: string,
  noun: 'timer' | 'behaviour',
  known: readonly string[],
  path: string,
  { problems, protocol }: Surroundings,
): void {
  if (!known.includes(name)) problems.add(`${path}.${noun}`, unknownWord(name, `no ${noun} of ${protocol.id}`, known));
}

function checkMessage(message: string, path: string, { cast, problems }: Surroundings): void {
  const link = readAddress(message);
  if (link === undefined) return;
  const stranger = [link.from, link.to].find((id) => !cast.processes.includes(id) && !cast.clients.includes(id));
  const wrong =
    stranger === undefined
      ? wrongLink(link.from, link.to, cast)
      : `${quote(stranger)} is no process of this run${listed(cast.processes)}`;
  if (wrong !== undefined) problems.add(path, `${quote(message)} can never be sent: ${wrong}`);
}

function checkGroups(groups: readonly (readonly string[])[], path: string, { cast, problems }: Surroundings): void {
  const seen = new Set<string>();
  for (const [group, members] of groups.entries()) {
    for (const [index, member] of members.entries()) {
      const place = `${path}[${group}][${index}]`;
      if (isInCast(member, cast, place, problems) && seen.has(member))
        problems.add(place, `${quote(member)} is in two places`);
      seen.add(member);
    }
  }
}

function checkLink(
  fault: Extract<Fault, { kind: 'cut' | 'degrade' }>,
  path: string,
  { cast, problems }: Surroundings,
): void {
  if (
    fault.kind === 'degrade' &&
    fault.loss === undefined &&
    fault.duplicate === undefined &&
    fault.delay === undefined
  ) {
    problems.add(path, 'a link is degraded by at least one of loss, duplicate and delay');
  }
  const known = (['from', 'to'] as const).map(
    (side) => fault[side] === '*' || isInCast(fault[side], cast, `${path}.${side}`, problems),
  );
  if (fault.from === '*' || fault.to === '*' || known.includes(false)) return;
  const wrong = wrongLink(fault.from, fault.to, cast);
  if (wrong !== undefined) problems.add(`${path}.to`, wrong);
}
