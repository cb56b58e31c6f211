/**
 * Golden runs: each `*.scenario` here has a `*.trace`, one line an event, to be read as a diff.
 * `UPDATE_GOLDEN=1 npx vitest run tests/runs` writes them anew; commit a changed one only when you can say what changed it.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { protocols } from '../../src/protocols/catalog.ts';
import { runToEnd, type Simulation } from '../../src/sim/simulation.ts';
import { traceHash } from '../../src/sim/trace-json.ts';
import { scenarioOf } from '../laws/run.ts';

const FOLDER = import.meta.dirname;
/** Lines that a reviewer still reads. */
const LONGEST = 400;
const scenarios = readdirSync(FOLDER).filter((name) => name.endsWith('.scenario'));

describe('golden runs', () => {
  it('are there for each protocol, and no trace has lost its scenario', () => {
    for (const { id } of protocols) expect(scenarios.filter((name) => name.startsWith(`${id}-`))).not.toEqual([]);
    const traces = readdirSync(FOLDER).filter((name) => name.endsWith('.trace'));
    expect(traces.filter((name) => !scenarios.includes(name.replace(/\.trace$/, '.scenario')))).toEqual([]);
  });

  it.each(scenarios)('%s', (name) => {
    const { scenario, protocol } = scenarioOf(readFileSync(join(FOLDER, name), 'utf8'));
    const printed = printRun(runToEnd(scenario, protocol));
    const golden = join(FOLDER, name.replace(/\.scenario$/, '.trace'));
    if (process.env.UPDATE_GOLDEN === '1') writeFileSync(golden, printed);
    expect(existsSync(golden)).toBe(true);
    expect(printed).toBe(readFileSync(golden, 'utf8'));
    expect(printed.split('\n').length).toBeLessThan(LONGEST);
  });
});

function printRun(simulation: Simulation): string {
  const { trace, protocol, verdicts } = simulation;
  const lines = Array.from({ length: trace.length }, (_, id) => {
    const event = trace.event(id);
    const at = (event.at / 1_000_000).toFixed(6).padStart(9);
    const clocks = event.vector === undefined ? '' : `  L${event.lamport} [${[...trace.vectorOf(id)].join(' ')}]`;
    return `${at} ${(event.process ?? '·').padEnd(3)} ${say(event, protocol)}${clocks}`;
  });
  const said = verdicts.map(({ claim, holds, message }) => `${claim}: ${holds}${message === '' ? '' : ` (${message})`}`);
  return `${[...lines, ...said, `hash ${traceHash(trace)}`].join('\n')}\n`;
}

function say(event: ReturnType<Simulation['trace']['event']>, protocol: Simulation['protocol']): string {
  const { id: _, at: __, kind, process: ___, clock: ____, lamport: _____, vector: ______, ...rest } = event;
  if (kind === 'send' || kind === 'receive') {
    const { message, type, payload } = event;
    const copy = kind === 'receive' && event.copy !== undefined ? ` copy ${event.copy}` : '';
    return `${kind} ${message}${copy} ${type} ${protocol.caption(type, payload)}`;
  }
  if (kind === 'step') return `${event.name} ${JSON.stringify(event.detail)}`;
  return `${kind} ${Object.entries(rest)
    .filter(([name]) => name !== 'cause' && name !== 'kind')
    .map(([name, value]) => `${name}=${JSON.stringify(value)}`)
    .join(' ')}`.trim();
}
