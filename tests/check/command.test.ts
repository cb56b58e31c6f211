import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { hardHistory } from '../support/hard-history.ts';

const folder = mkdtempSync(join(tmpdir(), 'history-'));
afterAll(() => rmSync(folder, { recursive: true }));

function run(content: unknown, ...args: string[]) {
  const file = join(folder, 'history.json');
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  const command = ['scripts/run.mjs', 'src/cli/check-history.ts', file, ...args];
  const { status, stdout, stderr } = spawnSync('node', command, {
    cwd: resolve(import.meta.dirname, '../..'),
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

const operation = { client: 'C1', op: 'write', key: 'x', value: '1', invoke: 0, return: 5, result: null, status: 'ok' };
const stale = [
  operation,
  { ...operation, value: '2', invoke: 10, return: 15 },
  { client: 'C2', op: 'read', key: 'x', invoke: 20, return: 25, result: '1', status: 'ok' },
];

describe('check-history', () => {
  it('prints one verdict and says it by its exit code', () => {
    const holds = run([operation], '--model', 'linearizable', '--object', 'kv');
    expect(holds).toMatchObject({ status: 0, stderr: '' });
    expect(JSON.parse(holds.stdout)).toMatchObject({ model: 'linearizable', verdict: 'holds', operations: 1 });
    const violated = run({ operations: stale }, '--model', 'linearizable');
    expect(violated).toMatchObject({ status: 3, stderr: '' });
    expect(JSON.parse(violated.stdout)).toMatchObject({ verdict: 'violated', conflict: [1, 2] });
    expect(run(stale, '--model', 'sequential').status).toBe(0);
  });

  it('says that time ran out', () => {
    const undecided = run(hardHistory(), '--model', 'sequential', '--seconds', '0');
    expect(undecided.status).toBe(4);
    expect(JSON.parse(undecided.stdout)).toMatchObject({ verdict: 'undecided' });
  });

  it('refuses bad input with one line that names the place', () => {
    expect(run([{ ...operation, status: 'maybe' }], '--model', 'linearizable')).toEqual({
      ...{ status: 2, stdout: '', stderr: '[0].status: "maybe" is none of ok, fail, unknown\n' },
    });
    expect(run([], '--model', 'causal')).toMatchObject({ status: 2, stdout: '' });
    expect(run('not json', '--model', 'eventual').stderr.trim().split('\n')).toHaveLength(1);
    expect(run([])).toMatchObject({ status: 2, stderr: '--model takes linearizable, sequential, eventual\n' });
  });
});
