/** One fault as one line of the scenario's own grammar, both ways: the form that needs no form. */

import { fail, ok, type Result } from '../base/result.ts';
import { loaded } from '../protocols/doors.ts';
import { printText } from '../scenario/print.ts';
import { parseText } from '../scenario/text.ts';
import type { Fault, Scenario } from '../sim/scenario.ts';
import { session } from './session.ts';

export function printFault(fault: Fault): string {
  const { protocol } = session.getState().simulation;
  return (
    printText({ ...bare(), faults: [fault] }, protocol)
      .split('\n')
      .at(-1) ?? ''
  );
}

export function parseFault(line: string): Result<Fault, string> {
  const { protocol } = session.getState().simulation;
  if (line.includes('\n')) return fail('one line, one fault');
  const parsed = parseText(`${printText(bare(), protocol)}\n${line}`, loaded);
  if (!parsed.ok) return fail(parsed.error[0]?.message ?? 'this is no fault');
  const [fault] = parsed.value.faults;
  return fault === undefined ? fail('a fault is like: @3s..4s pause S1') : ok(fault);
}

/** The scenario in hand without what happens in it: enough to know its processes, options and model. */
function bare(): Scenario {
  const { scenario } = session.getState().simulation;
  return {
    ...scenario,
    title: '',
    notes: '',
    workload: [],
    faults: [],
    flaws: [],
    initial: {},
    options: {},
    processOptions: {},
  };
}
