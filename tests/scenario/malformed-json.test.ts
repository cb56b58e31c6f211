import { describe, expect, it } from 'vitest';
import { parseJson } from '../../src/scenario/from-json.ts';
import { formatProblem } from '../../src/scenario/problems.ts';
import { parseScenario } from '../../src/scenario/text.ts';
import { fakeCatalog } from '../support/fake-protocol.ts';

const raft = { version: 1, protocol: 'raft' };
const request = { at: 1, client: 'C1', op: 'write', key: 'x' };

function problemsWith(json: unknown): string {
  const parsed = parseJson(json, fakeCatalog);
  return parsed.ok ? 'nothing is wrong' : parsed.error.map(formatProblem).join('\n');
}

describe('a JSON form that cannot be read', () => {
  it.each<[unknown, string]>([
    [null, 'a scenario is a JSON object with `version` and `protocol`'],
    [[], 'a scenario is a JSON object with `version` and `protocol`'],
    ['raft', 'a scenario is a JSON object with `version` and `protocol`'],
    [{}, 'version: is missing: "version": 1'],
    [{ version: '1' }, 'version: is no version number'],
    [
      { version: 2 },
      'version: this scenario was made by a newer Lightcone (version 2); this one reads up to version 1',
    ],
    [{ version: 0 }, 'version: there is no version 0 of scenarios'],
    [{ version: 1 }, 'protocol: is missing'],
    [{ version: 1, protocol: 5 }, 'protocol: 5 is not a text'],
    [{ version: 1, protocol: 'paxos' }, 'protocol: "paxos" is no protocol of this lab'],
    [
      { ...raft, sed: 1 },
      'sed: "sed" is no key here (version, protocol, processes, clients, seed, duration, title, notes, network, model, options, initial, workload, faults, flaws); did you mean "seed"?',
    ],
    [
      JSON.parse('{"version":1,"protocol":"raft","__proto__":{}}'),
      '__proto__: "__proto__" is no key here (version, protocol, processes, clients, seed, duration, title, notes, network, model, options, initial, workload, faults, flaws)',
    ],
    [{ ...raft, processes: 'many' }, 'processes: is neither a number of processes nor a list of their ids'],
    [{ ...raft, processes: 2.5 }, 'processes: 2.5 is no integer from 1 to 16'],
    [{ ...raft, processes: [1] }, 'processes: is neither a number of processes nor a list of their ids'],
    [{ ...raft, processes: [] }, 'processes: has 0 entries; 1 are the fewest'],
    [{ ...raft, seed: 1.5 }, 'seed: 1.5 is no integer from 0 to 4294967295'],
    [{ ...raft, seed: NaN }, 'seed: NaN is not a number'],
    [{ ...raft, seed: null }, 'seed: null is not a number'],
    [{ ...raft, duration: 0 }, 'duration: 0 s is out of bounds: 1 µs to 600 s'],
    [{ ...raft, duration: 1.0005 }, 'duration: 1.0005 is no number of milliseconds with at most 3 decimals'],
    [{ ...raft, duration: Infinity }, 'duration: Infinity is no number of milliseconds with at most 3 decimals'],
    [{ ...raft, duration: 1e300 }, 'duration: 1e+300 is no number of milliseconds with at most 3 decimals'],
    [{ ...raft, title: 'x'.repeat(201) }, 'title: is 201 characters long; 200 are the most'],
    [{ ...raft, notes: '\udc00' }, 'notes: holds half a character (a lone surrogate)'],
    [{ ...raft, network: [] }, 'network: is no object'],
    [{ ...raft, network: { delay: 5 } }, 'network.delay: 5 is not a range of two numbers'],
    [{ ...raft, network: { delay: [1] } }, 'network.delay[1]: is missing'],
    [{ ...raft, network: { delay: [2, 1] } }, "network.delay: 2 ms is above the range's other end, 1 ms"],
    [{ ...raft, network: { loss: 0.0000001 } }, 'network.loss: 1e-7 has more than 6 decimals'],
    [{ ...raft, network: { loss: 2 } }, 'network.loss: 2 is no probability: it must lie between 0 and 1 (100%)'],
    [{ ...raft, network: { fifo: 1 } }, 'network.fifo: 1 is not true or false'],
    [{ ...raft, options: [] }, 'options: is no object'],
    [{ ...raft, options: { heartbeat: '50ms' } }, 'options.heartbeat: "50ms" is not a number'],
    [{ ...raft, options: { electionTimeout: 150 } }, 'options.electionTimeout: 150 is not a range of two numbers'],
    [{ ...raft, options: { noop: 'no' } }, 'options.noop: "no" is not true or false'],
    [{ ...raft, options: { S3: 5 } }, 'options.S3: is no object of options for S3 alone'],
    [{ ...raft, options: { S9: {} } }, 'options.S9: "S9" is no process of this run (S1…S5)'],
    [
      JSON.parse('{"version":1,"protocol":"raft","options":{"constructor":1}}'),
      'options.constructor: "constructor" is no option of raft (electionTimeout, heartbeat, batch, noop, reads)',
    ],
    [{ ...raft, initial: { S1: [1] } }, 'initial.S1: is no object of stored values'],
    [{ ...raft, initial: { S1: { 'no field': 1 } } }, 'initial.S1: "no field" cannot be the name of a stored value'],
    [{ ...raft, initial: { S1: { toString: 1 } } }, 'initial.S1: "toString" cannot be the name of a stored value'],
    [
      { ...raft, initial: { S1: { term: Infinity } } },
      'initial: holds more than 10000 values, or values that cannot be stored',
    ],
    [
      { ...raft, initial: { S1: { log: new Array(10_001).fill(1) } } },
      'initial: holds more than 10000 values, or values that cannot be stored',
    ],
    [
      { ...raft, initial: { S1: { note: [[[[[[[[[[1]]]]]]]]]] } } },
      'initial: holds more than 10000 values, or values that cannot be stored',
    ],
    [{ ...raft, faults: {} }, 'faults: an object is not a list'],
    [{ ...raft, faults: [5] }, 'faults[0]: is no fault: an object with `kind` and `at`'],
    [{ ...raft, faults: [{ at: 1 }] }, 'faults[0].kind: is no fault: an object with `kind` and `at`'],
    [
      { ...raft, faults: [{ kind: 'explode', at: 1 }] },
      'faults[0].kind: "explode" is nothing one can do to a run (cut, partition, isolate, degrade, drop, duplicate, delay, pause, crash, restart, skew, drift, corrupt, trigger)',
    ],
    [{ ...raft, faults: [{ kind: 'pause', process: 'S1' }] }, 'faults[0].at: is missing'],
    [
      { ...raft, faults: [{ kind: 'drop', at: 1, until: 2, message: 'S1-S2.1' }] },
      'faults[0].until: "until" is no key here (kind, at, message)',
    ],
    [
      {
        ...raft,
        faults: [
          { kind: 'pause', at: 1 },
          { kind: 'pause', at: 1, process: 'S1', proces: 'S1' },
        ],
      },
      'faults[0].process: is missing\nfaults[1].proces: "proces" is no key here (kind, at, until, process); did you mean "process"?',
    ],
    [
      {
        ...raft,
        faults: [
          { kind: 'cut', at: 0, from: 'S1', to: 'S2' },
          { kind: 'cut', at: 0, from: 'S1', to: 'S1' },
          { kind: 'pause', at: 0, process: 'S9' },
        ],
      },
      'faults[1].to: there is no link from S1 to itself\nfaults[2].process: "S9" is no process of this run (S1…S5)',
    ],
    [
      { ...raft, faults: [{ kind: 'degrade', at: 0, from: 5, to: 'S2', loss: 1 }] },
      'faults[0].from: is neither an id nor "*"',
    ],
    [
      { ...raft, faults: [{ kind: 'partition', at: 0, groups: [['S1'], []] }] },
      'faults[0].groups[1]: has 0 entries; 1 are the fewest',
    ],
    [
      { ...raft, workload: [{ ...request, op: 'delete' }] },
      'workload[0].op: "delete" is none of the choices (read, write, cas, append)',
    ],
    [
      { ...raft, workload: [{ ...request, from: 1 }] },
      'workload[0]: happens either `at` a time or `from` one `until` another, `every` so often',
    ],
    [
      { ...raft, workload: [{ client: 'C1', op: 'read', key: 'x' }] },
      'workload[0]: happens either `at` a time or `from` one `until` another, `every` so often',
    ],
    [
      { ...raft, workload: [{ ...request, expected: '1' }] },
      'workload[0].expected: only a cas expects a value, not a write',
    ],
    [{ ...raft, workload: [{ ...request, key: '' }] }, 'workload[0].key: is empty'],
    [{ ...raft, workload: [{ ...request, value: 1 }] }, 'workload[0].value: 1 is not a text'],
    [
      { ...raft, flaws: ['forget'] },
      'flaws[0]: "forget" is no flaw of raft (forget-vote, commit-old-terms, no-consistency-check)',
    ],
    [{ ...raft, flaws: [''] }, 'flaws[0]: is empty'],
  ])('is told: %#', (json, problem) => {
    expect(problemsWith(json)).toBe(problem);
  });

  it('names an operation that the protocol does not have', () => {
    const catalog = () => ({ ...present(fakeCatalog('raft')), operations: ['read' as const] });
    const parsed = parseJson({ ...raft, workload: [request] }, catalog);
    expect(parsed.ok ? '' : parsed.error.map(formatProblem).join()).toBe(
      'workload[0].op: raft has no operation write (read)',
    );
  });

  it('says so where it is no JSON at all', () => {
    const parsed = parseScenario('{"version": 1,', fakeCatalog);
    expect(parsed.ok ? '' : parsed.error[0]?.message).toMatch(/^this is no JSON: /);
  });
});

function present<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error('the fake protocol is gone');
  return value;
}
