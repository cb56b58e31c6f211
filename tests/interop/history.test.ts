import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkHistory } from '../../src/check/check-history.ts';
import { readHistory } from '../../src/interop/read-history.ts';

const verdictOf = (text: string) => {
  const history = readHistory(text);
  return history.ok ? checkHistory(history.value.operations, { model: 'linearizable' }).verdict : history.error;
};
const errorOf = (text: string, object: 'register' | 'kv' = 'kv') => {
  const history = readHistory(text, object);
  return history.ok ? undefined : history.error;
};

describe('Jepsen’s histories', () => {
  const entries = [
    '{:process 0, :type :invoke, :f :write, :value 1, :time 10, :index 0}',
    '{:process 1, :type :invoke, :f :cas, :value [1 2]}',
    '{:process 0, :type :ok, :f :write, :value 1}',
    '{:process :nemesis, :type :info, :f :start, :value [:isolated {"n1" #{"n2"}}]}',
    '{:process 1, :type :ok, :f :cas, :value [1 2]}',
    '{:process 2, :type :invoke, :f :cas, :value [1 3]}',
    '{:process 2, :type :fail, :f :cas, :value [1 3]}',
    '{:process 0, :type :invoke, :f :read, :value nil}',
    '{:process 3, :type :invoke, :f :write, :value 5}',
    '{:process 0, :type :ok, :f :read, :value 2}',
    '{:process 3, :type :info, :f :write, :value 5, :error :timeout}',
  ];

  it('become operations, one entry a line', () => {
    const history = readHistory(entries.join('\n'));
    expect(history).toMatchObject({ ok: true, value: { format: 'edn' } });
    expect(history.ok && history.value.operations).toMatchObject([
      { client: 'C0', op: 'write', key: '', value: '1', invoke: 0, return: 2, status: 'ok' },
      { client: 'C1', op: 'cas', expected: '1', value: '2', result: true, status: 'ok' },
      { client: 'C2', op: 'cas', expected: '1', value: '3', status: 'fail' },
      { client: 'C0', op: 'read', result: '2', status: 'ok' },
      { client: 'C3', op: 'write', value: '5', return: null, status: 'unknown' },
    ]);
    expect(verdictOf(entries.join('\n'))).toBe('holds');
  });

  it('are the same in a vector and under :history', () => {
    const plain = readHistory(entries.join('\n'));
    expect(readHistory(`[${entries.join('\n ')}]`)).toEqual(plain);
    expect(readHistory(`{:valid? true, :history [${entries.join(' ')}]}`)).toEqual(plain);
    expect(readHistory(`; a comment\n[#jepsen.history.Op${entries.join('\n #jepsen.history.Op')}]`)).toEqual(plain);
  });

  it('of many keys carry the key in the value', () => {
    const keyed = readHistory(`[
      {:process 0 :type :invoke :f :write :value [7 1]} {:process 0 :type :ok :f :write :value [7 1]}
      {:process 0 :type :invoke :f :cas :value [7 [1 2]]} {:process 0 :type :ok :f :cas :value [7 [1 2]]}
      {:process 0 :type :invoke :f :read :value [8 nil]} {:process 0 :type :ok :f :read :value [8 nil]}]`);
    expect(keyed.ok && keyed.value.operations).toMatchObject([
      { key: '7', value: '1' },
      { key: '7', expected: '1', value: '2' },
      { key: '8', result: null },
    ]);
  });

  it('are read from lines of a log too', () => {
    const log = [
      'INFO  jepsen.util - 4\t:invoke\t:read\tnil',
      'INFO  jepsen.util - 4\t:ok\t:read\tnil',
      'INFO  jepsen.util - :nemesis\t:info\t:start\tnil',
      'INFO  jepsen.util - 1\t:invoke\t:write\t1',
      'INFO  jepsen.util - 2\t:invoke\t:cas\t[2 4]',
      'INFO  jepsen.util - 3\t:invoke\t:cas\t[1 2]',
      'INFO  jepsen.util - 1\t:ok\t:write\t1',
      'INFO  jepsen.util - 2\t:ok\t:cas\t[2 4]',
      'INFO  jepsen.util - 3\t:ok\t:cas\t[1 2]',
      'INFO  jepsen.util - 4\t:invoke\t:read\tnil',
    ];
    expect(readHistory(log.join('\n'))).toMatchObject({ ok: true, value: { format: 'log' } });
    expect(verdictOf([...log, 'INFO  jepsen.util - 4\t:ok\t:read\t4'].join('\n'))).toBe('holds');
    expect(verdictOf([...log, 'INFO  jepsen.util - 4\t:ok\t:read\t2'].join('\n'))).toBe('violated');
    expect(verdictOf([...log, 'INFO  jepsen.util - 4\t:info\t:read\t:timed-out'].join('\n'))).toBe('holds');
  });
});

describe('Porcupine’s key–value histories', () => {
  const line = (type: string, f: string, key: string, value: string) =>
    `{:process 0, :type :${type}, :f :${f}, :key "${key}", :value ${value}}`;
  const call = (f: string, key: string, value: string, asked = value) => [
    line('invoke', f, key, asked),
    line('ok', f, key, value),
  ];

  it('read an empty text where nothing was written', () => {
    const lines = [
      ...call('get', '7', '""', 'nil'),
      ...call('append', '7', '"x 0 0 y"'),
      ...call('append', '7', '"x 0 1 y"'),
      ...call('get', '7', '"x 0 0 yx 0 1 y"', 'nil'),
      ...call('put', '7', '"z"'),
    ];
    expect(verdictOf(lines.join('\n'))).toBe('holds');
    expect(verdictOf([...lines, ...call('get', '7', '"x 0 0 y"', 'nil')].join('\n'))).toBe('violated');
  });
});

describe('Lightcone’s own JSON', () => {
  const operation = {
    client: 'C1',
    op: 'write',
    key: 'x',
    value: '1',
    invoke: 0,
    return: 5,
    result: null,
    status: 'ok',
  };
  const json = (...changes: object[]) => JSON.stringify(changes.map((change) => ({ ...operation, ...change })));

  it('is an array, or an object with operations', () => {
    expect(readHistory(json({}))).toEqual(readHistory(JSON.stringify({ operations: [operation] })));
    expect(errorOf(json({}))).toBeUndefined();
  });

  it('says where it is wrong', () => {
    expect(errorOf(json({}, { op: 'swap' }))).toBe('[1].op: "swap" is none of read, write, cas, append');
    expect(errorOf(JSON.stringify({ operations: [{ ...operation, invoke: 'soon' }] }))).toBe(
      'operations[0].invoke: "soon" is no number',
    );
    expect(errorOf(json({ return: -1 }))).toBe('[0].return: -1 lies before the invocation, 0');
    expect(errorOf(json({ return: null }))).toBe('[0].return: null is no number, though the operation is ok');
    expect(errorOf(json({ op: 'cas', expected: '1' }))).toBe('[0].result: null is neither true nor false');
    expect(errorOf(json({ key: undefined }))).toBe('[0].key: nothing is no key');
    expect(errorOf(json({ key: undefined }), 'register')).toBeUndefined();
    expect(errorOf('{"operations": 3}')).toBe('operations: a list of operations is missing');
    expect(errorOf('[3]')).toBe('[0]: an operation is an object, not 3');
    expect(errorOf('nonsense')).toMatch(/^this is no JSON/);
  });
});

describe('whatever comes', () => {
  it('is read or refused with one sentence', () => {
    const pieces = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ':process',
      '0',
      ':type',
      ':ok',
      ':invoke',
      ':f',
      ':read',
      ':value',
      'nil',
      '"',
      '#',
      '#_',
      '1e999',
      '(',
      ' ',
      '\n',
      '{:process 0 :type :ok :f :read}',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(pieces).map((parts) => parts.join(' ')),
        ),
        (text) => {
          const history = readHistory(text);
          if (!history.ok) expect(history.error).not.toContain('\n');
        },
      ),
      { numRuns: 2000 },
    );
    expect(errorOf('['.repeat(100_000))).toBeDefined();
    expect(errorOf(`{:a ${'['.repeat(100)}`)).toBe('line 1: too many brackets within brackets');
  });
});
