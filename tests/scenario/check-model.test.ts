/** What each model of processes and of time excludes, and what it still allows. */
import { describe, expect, it } from 'vitest';
import { catalog } from '../../src/protocols/catalog.ts';
import { parseText } from '../../src/scenario/text.ts';

/** What is wrong with a run of Raft under `model`, with these lines. */
function problems(model: string, ...lines: readonly string[]): string[] {
  const parsed = parseText(['raft', `model ${model}`, ...lines].join('\n'), catalog);
  return parsed.ok ? [] : parsed.error.map(({ path, message }) => `${path}: ${message}`);
}

describe('synchronous', () => {
  it.each([
    ['@1s..2s cut S1-S2', 'excludes cut: what it keeps from arriving would have to arrive within 10 ms'],
    ['@1s..2s partition S1/S2', 'excludes partition'],
    ['@1s isolate S1', 'excludes isolate'],
    ['@1s drop S1-S2.3', 'excludes drop'],
    ['@1s delay S1-S2.3 by=1ms', "excludes delay: a message would take longer than the network's 10 ms"],
    ['@1s degrade S1-S2 loss=1%', 'excludes degrade: what is lost would have to arrive within 10 ms'],
    ['@1s degrade S1-S2 delay=1..11ms', "excludes degrade: a message could take longer than the network's 10 ms"],
    ['@1s pause S1', 'faults[0].until: is missing: model timing=synchronous excludes a pause without end'],
    ['@1s..1.011s pause S1', 'excludes a pause of 11 ms: a process may stand still for 10 ms'],
    ['@1s drift S1 ppm=201', 'excludes drift: clocks may gain or lose at most 200 ppm'],
    ['@1s skew S1 by=11ms', 'excludes skew: a clock may jump by at most 10 ms'],
  ])('%s is an error that says why', (line, said) => {
    const found = problems('timing=synchronous', line);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(said);
  });

  it('allows what keeps to the bounds, and processes that fail', () => {
    const lines = [
      'network duplicate=10% loss=5%',
      '@1s degrade S1-S2 delay=1..10ms duplicate=10%',
      '@1s..1.01s pause S1',
      '@1s drift S1 ppm=-200',
      '@1s duplicate S1-S2.3',
      '@1s skew S1 by=-10ms',
      '@2s..3s crash S2',
      '@2s trigger S1 timer=electionTimeout',
    ];
    expect(problems('timing=synchronous', ...lines)).toEqual([]);
  });

  it('takes pauses that meet for one', () => {
    const pauses = ['@1s..1.008s pause S1', '@1.008s..1.016s pause S1', '@1.008s..1.016s pause S2'];
    expect(problems('timing=synchronous', ...pauses)).toEqual([
      'faults[1].until: model timing=synchronous excludes a pause of 16 ms: a process may stand still for 10 ms, as long as a message may take',
    ]);
  });
});

describe('partially synchronous', () => {
  it('excludes nothing where nobody says when it settles', () => {
    expect(problems('timing=partially-synchronous', 'network loss=5%', '@1s cut S1-S2', '@1s pause S3')).toEqual([]);
  });

  it('allows before gst what it excludes after', () => {
    const model = 'timing=partially-synchronous gst=3s';
    const over = ['@1s..3s cut S1-S2', '@1s drop S1-S2.3', '@1s..3.01s pause S1', '@0s..3s degrade *-* loss=20%'];
    expect(problems(model, ...over)).toEqual([]);
    expect(problems(model, '@1s..3.5s partition S1/S2')).toEqual([
      'faults[0].kind: model timing=partially-synchronous gst=3s excludes partition after 3 s: what it keeps from arriving would have to arrive within 10 ms',
    ]);
    expect(problems(model, '@3s drop S1-S2.3')).toHaveLength(1);
    expect(problems(model, '@1s..3.02s pause S1')[0]).toContain('excludes a pause of 20 ms after 3 s');
  });
});

it('an asynchronous system excludes nothing that has to do with time', () => {
  expect(problems('timing=asynchronous', 'network loss=5%', '@1s cut S1-S2', '@1s pause S3')).toEqual([]);
});

it('models of processes exclude faults of processes', () => {
  expect(problems('process=crash-stop', '@1s restart S1')).toEqual([
    'faults[0].kind: model process=crash-stop excludes restart: what has crashed stays down',
  ]);
  expect(problems('process=crash-stop', '@1s..2s crash S1')).toEqual([]);
});
