import { describe, expect, it } from 'vitest';
import { writeScript } from '../../src/sim/script.ts';
import { scenarioOf } from '../laws/run.ts';

const script = (...lines: string[]) =>
  writeScript(scenarioOf(['raft clients=2 duration=1s', ...lines].join('\n')).scenario);

describe('the script of a run', () => {
  it('lists beginnings and ends in order of time, ties in the order of the scenario', () => {
    const { phases } = script('@300ms..500ms pause S1', '@100ms..300ms pause S2', '@300ms crash S3');
    expect(phases.map(({ at, fault, phase }) => `${at / 1000} ${fault} ${phase}`)).toEqual([
      '100 1 begin',
      '300 0 begin',
      '300 1 end',
      '300 2 begin',
      '500 0 end',
    ]);
  });

  it('leaves out what lies beyond the duration', () => {
    expect(script('@900ms..2s pause S1', '@1s skew S1 by=1ms', '@1001ms crash S2').phases).toHaveLength(2);
    expect(script('@1s C1 read x', '@1001ms C1 read x').asks).toHaveLength(1);
  });

  it('does not time faults on messages: they come when the message does', () => {
    const { phases, onMessage } = script('@1ms drop S1-S2.1', '@2ms delay S1-S2.1 by=1ms', '@3ms drop S2-S1.1');
    expect(phases).toEqual([]);
    expect([...onMessage]).toEqual([
      ['S1-S2.1', [0, 1]],
      ['S2-S1.1', [2]],
    ]);
  });

  it('repeats a request up to and including its end', () => {
    expect(script('@100ms..300ms every=100ms C1 read x').asks.map(({ at }) => at)).toEqual([100_000, 200_000, 300_000]);
    expect(script('@100ms..299ms every=100ms C1 read x').asks).toHaveLength(2);
  });

  it('gives each client’s writes its next number, in order of time, where they have no value', () => {
    const { asks } = script(
      '@300ms C1 write x',
      '@100ms..200ms every=100ms C1 write x',
      '@150ms C2 write x',
      '@150ms C1 write x=own',
      '@400ms C1 append x',
      '@500ms C1 read x',
    );
    expect(asks.map(({ client, op, value }) => `${client} ${op} ${value ?? ''}`)).toEqual([
      'C1 write 1',
      'C2 write 1',
      'C1 write own',
      'C1 write 2',
      'C1 write 3',
      'C1 append 4',
      'C1 read ',
    ]);
  });
});
