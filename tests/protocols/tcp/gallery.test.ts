import { describe, expect, it } from 'vitest';
import { tcpCongestion, tcpConnection, tcpFlow, tcpReliability } from '../../../src/protocols/tcp/index.ts';
import { deliveredBy, entered, reasons, told } from '../../../src/protocols/tcp/run-reading.ts';
import type { Simulation } from '../../../src/sim/simulation.ts';
import { events, galleryOf } from '../../support/gallery-run.ts';

const MS = 1000;

/** The states of a process in order. */
function states({ trace }: Simulation, process: string): string[] {
  return told(trace, 'state', process).map(({ detail }) => String(detail.state));
}

/** Segments with data that a process sent. */
function dataSegments({ trace }: Simulation, process: string) {
  return told(trace, 'segment', process).filter(({ detail }) => Number(detail.length) > 0);
}

function discards({ trace }: Simulation, reason: string): number {
  return told(trace, 'discard').filter(({ detail }) => detail.reason === reason).length;
}

describe('the gallery of reliability', () => {
  const { run, edited } = galleryOf(tcpReliability);

  it('clean: ten bytes a segment, nothing twice; with 30 bytes a quarter to a third of the segments', () => {
    expect(dataSegments(run('clean'), 'S1').map(({ detail }) => detail.length)).toEqual(new Array(12).fill(10));
    expect(dataSegments(edited('clean', ['fifo=true', 'fifo=true\nset mss=30']), 'S1')).toHaveLength(4);
    expect(deliveredBy(run('clean').trace, 'S2')).toBe(120);
  });

  it('bad-line: lost, double and early segments, and a whole stream; at 40 % loss it takes longer', () => {
    const simulation = run('bad-line');
    expect(events(simulation, 'lost').length).toBeGreaterThan(3);
    expect(discards(simulation, 'duplicate')).toBeGreaterThan(0);
    expect(told(simulation.trace, 'accept').some(({ detail }) => detail.held === true)).toBe(true);
    expect(deliveredBy(simulation.trace, 'S2')).toBe(200);
    const worse = edited('bad-line', ['loss=15%', 'loss=40%'], ['duration=10s', 'duration=2min']);
    expect(deliveredBy(worse.trace, 'S2')).toBe(200);
    expect(told(worse.trace, 'deliver').at(-1)?.at).toBeGreaterThan(told(simulation.trace, 'deliver').at(-1)?.at ?? 0);
  });

  it('corrupting-line: changed segments are thrown away and the stream is whole', () => {
    expect(discards(run('corrupting-line'), 'checksum')).toBeGreaterThan(3);
    expect(deliveredBy(run('corrupting-line').trace, 'S2')).toBe(200);
  });

  it('timeout and fast-retransmit: what finds the loss', () => {
    expect(reasons(run('timeout').trace, 'S1').filter((reason) => reason !== 'slow-start')).toContain('timeout');
    expect(reasons(run('timeout').trace, 'S1')).not.toContain('fast-retransmit');
    expect(reasons(run('fast-retransmit').trace, 'S1')).toContain('fast-retransmit');
    expect(reasons(run('fast-retransmit').trace, 'S1')).not.toContain('timeout');
  });

  it('no-checksum: the application reads a letter nobody wrote', () => {
    expect(told(run('no-checksum').trace, 'deliver').some(({ detail }) => String(detail.data).includes('#'))).toBe(
      true,
    );
  });

  it('no-retransmission: ten bytes are missing for ever', () => {
    expect(deliveredBy(run('no-retransmission').trace, 'S2')).toBe(110);
  });
});

describe('the gallery of connections', () => {
  const { run, edited } = galleryOf(tcpConnection);

  it('handshake: no byte is read before one and a half round trips, and a tenth of it at a tenth of the distance', () => {
    const first = ({ trace }: Simulation) =>
      (told(trace, 'deliver', 'S2')[0]?.at ?? 0) - (entered(trace, 'S1', 'SYN-SENT') ?? 0);
    expect(first(run('handshake'))).toBe(150 * MS);
    expect(first(edited('handshake', ['50..50ms', '5..5ms']))).toBe(15 * MS);
  });

  it('close: the states of both charts', () => {
    const simulation = run('close');
    const first = ['SYN-SENT', 'ESTABLISHED', 'FIN-WAIT-1', 'FIN-WAIT-2', 'TIME-WAIT', 'CLOSED'];
    expect(states(simulation, 'S1')).toEqual(first);
    const second = ['LISTEN', 'SYN-RECEIVED', 'ESTABLISHED', 'CLOSE-WAIT', 'LAST-ACK', 'CLOSED', 'LISTEN'];
    expect(states(simulation, 'S2')).toEqual(second);
  });

  it('simultaneous-open: one connection, both by way of SYN-RECEIVED', () => {
    for (const process of ['S1', 'S2'])
      expect(states(run('simultaneous-open'), process).slice(0, 3)).toEqual([
        'SYN-SENT',
        'SYN-RECEIVED',
        'ESTABLISHED',
      ]);
    expect(told(run('simultaneous-open').trace, 'open')).toHaveLength(2);
  });

  it('simultaneous-close: both go through CLOSING and TIME-WAIT; in turn only S1 waits', () => {
    for (const process of ['S1', 'S2'])
      expect(states(run('simultaneous-close'), process)).toEqual(expect.arrayContaining(['CLOSING', 'TIME-WAIT']));
    expect(states(edited('simultaneous-close', ['closing=each', 'closing=in-turn']), 'S2')).not.toContain('TIME-WAIT');
  });

  it('last-ack-lost: FIN comes again and is answered; with a short wait it meets RST', () => {
    const fins = (simulation: Simulation) =>
      told(simulation.trace, 'segment', 'S2').filter(({ detail }) => detail.flags === 'FIN ACK').length;
    expect(fins(run('last-ack-lost'))).toBe(2);
    const resets = (simulation: Simulation) => events(simulation, 'send').filter(({ type }) => type === 'RST').length;
    expect(resets(run('last-ack-lost'))).toBe(0);
    expect(resets(edited('last-ack-lost', ['msl=300ms', 'msl=50ms']))).toBe(1);
  });

  it('half-open: the old connection ends with RST, the new one carries the whole stream', () => {
    const { trace } = run('half-open');
    expect(told(trace, 'abort', 'S2').map(({ detail }) => detail.reason)).toEqual(['reset']);
    const second = told(trace, 'meet', 'S2')[1]?.id ?? Number.POSITIVE_INFINITY;
    const after = told(trace, 'deliver', 'S2').filter(({ id }) => id > second);
    expect(after.at(-1)?.detail.to).toBe(200);
  });

  it('cold-start: four handshakes take many times as long as one', () => {
    const end = ({ trace }: Simulation) => told(trace, 'deliver', 'S2').at(-1)?.at ?? 0;
    expect(told(run('cold-start').trace, 'open', 'S1')).toHaveLength(4);
    expect(deliveredBy(run('cold-start').trace, 'S2')).toBe(120);
    const one = edited('cold-start', ['bytes=30 connections=4', 'bytes=120 connections=1']);
    expect(deliveredBy(one.trace, 'S2')).toBe(120);
    expect(end(one)).toBeLessThan(end(run('cold-start')) / 3);
  });

  it('old-segment: the late segment arrives during TIME-WAIT; without the wait small letters are read in capitals', () => {
    const late = events(run('old-segment'), 'receive').find(({ message }) => message === 'S1-S2.3');
    const waits = told(run('old-segment').trace, 'state', 'S1');
    expect(late?.at).toBeGreaterThan(waits.find(({ detail }) => detail.state === 'TIME-WAIT')?.at ?? 0);
    expect(late?.at).toBeLessThan(waits.find(({ detail }) => detail.state === 'CLOSED')?.at ?? 0);
    const mixed = (simulation: Simulation) => {
      const second = told(simulation.trace, 'meet', 'S2')[1]?.id ?? 0;
      const after = told(simulation.trace, 'deliver', 'S2').filter(({ id }) => id > second);
      return after.map(({ detail }) => String(detail.data)).join('');
    };
    expect(mixed(run('old-segment'))).toMatch(/^[A-Z]{40}$/);
    expect(mixed(run('no-time-wait'))).toMatch(/[a-z]/);
  });
});

describe('the gallery of flow control', () => {
  const { run, edited } = galleryOf(tcpFlow);
  const windows = ({ trace }: Simulation) => told(trace, 'segment', 'S2').map(({ detail }) => Number(detail.window));

  it('slow-reader: the window shrinks to nothing and nothing is thrown away', () => {
    expect(windows(run('slow-reader'))).toContain(0);
    expect(discards(run('slow-reader'), 'outside the window')).toBe(0);
    expect(deliveredBy(run('slow-reader').trace, 'S2')).toBe(120);
    const wide = edited('slow-reader', ['readBytes=10', 'readBytes=60']);
    expect(windows(wide).lastIndexOf(60)).toBeGreaterThan(windows(wide).indexOf(0));
  });

  it('probes: the update is lost, one probe finds the open window; without probes nothing more is ever said', () => {
    expect(events(run('probes'), 'lost').map(({ message }) => message)).toEqual(['S2-S1.6']);
    expect(dataSegments(run('probes'), 'S1').filter(({ detail }) => detail.probe === true).length).toBeGreaterThan(0);
    expect(deliveredBy(run('probes').trace, 'S2')).toBe(100);
    expect(deliveredBy(run('no-probes').trace, 'S2')).toBe(40);
  });

  it('silly-window: no segment with fewer than ten bytes', () => {
    expect(dataSegments(run('silly-window'), 'S1').every(({ detail }) => detail.length === 10)).toBe(true);
    expect(dataSegments(edited('silly-window', ['readBytes=1', 'readBytes=1 mss=2']), 'S1').length).toBeGreaterThan(25);
  });

  it('window-and-distance: a fifth of the bandwidth at five times the distance, and as much with five times the window', () => {
    const until = 300 * MS;
    const [near, far] = ['S2', 'S4'].map((id) => deliveredBy(run('window-and-distance').trace, id, until)) as [
      number,
      number,
    ];
    expect(near).toBeGreaterThan(4 * far);
    const time = ({ trace }: Simulation, id: string) =>
      (told(trace, 'deliver', id).at(-1)?.at ?? 0) - (told(trace, 'deliver', id)[0]?.at ?? 0);
    const ratio = time(run('window-and-distance'), 'S4') / time(run('window-and-distance'), 'S2');
    expect(ratio).toBeGreaterThan(4.5);
    expect(ratio).toBeLessThan(5.5);
  });

  it('ignore-the-window: what does not fit is thrown away', () => {
    expect(discards(run('ignore-the-window'), 'outside the window')).toBeGreaterThan(0);
  });
});

describe('the gallery of congestion control', () => {
  const { run, edited } = galleryOf(tcpCongestion);
  const windows = ({ trace }: Simulation, process = 'S1') =>
    told(trace, 'window', process).map(({ at, detail }) => ({ at, cwnd: Number(detail.cwnd), reason: detail.reason }));

  it('slow-start: doubles a round trip to the threshold, then a segment a round trip', () => {
    const at = (ms: number) => windows(run('slow-start')).findLast((one) => one.at <= ms * MS)?.cwnd;
    expect([at(90), at(130), at(170), at(210)]).toEqual([40, 80, 160, 320]);
    const climbing = windows(run('slow-start')).filter(({ reason }) => reason === 'avoidance');
    const gaps = climbing.slice(1).map(({ at: when }, index) => when - (climbing[index]?.at ?? 0));
    expect(gaps.every((gap) => gap === 40 * MS)).toBe(true);
  });

  it('saw-tooth: many losses, each takes about half, and fewer with fewer losses', () => {
    const teeth = (simulation: Simulation) =>
      windows(simulation).filter(({ reason }) => reason === 'fast-retransmit' || reason === 'timeout').length;
    expect(teeth(run('saw-tooth'))).toBeGreaterThan(6);
    expect(teeth(edited('saw-tooth', ['loss=1%', 'loss=0.2%']))).toBeLessThan(teeth(run('saw-tooth')));
  });

  it('one-loss: halved and no timeout; silence: timeouts after twice the time, back to one segment', () => {
    expect(windows(run('one-loss')).map(({ reason }) => reason)).not.toContain('timeout');
    expect(windows(run('one-loss')).find(({ reason }) => reason === 'recovered')?.cwnd).toBe(160);
    const timeouts = windows(run('silence')).filter(({ reason }) => reason === 'timeout');
    expect(timeouts.map(({ cwnd }) => cwnd)).toEqual([10, 10, 10]);
    const [first, second, third] = timeouts.map(({ at }) => at) as [number, number, number];
    expect([second - first, third - second]).toEqual([400 * MS, 800 * MS]);
  });

  it('overtaken: nothing is lost and the window is halved all the same; not where order is kept', () => {
    expect(events(run('overtaken'), 'lost')).toEqual([]);
    expect(windows(run('overtaken')).map(({ reason }) => reason)).toContain('fast-retransmit');
    const kept = edited('overtaken', ['5..60ms', '5..60ms fifo=true']);
    expect(windows(kept).map(({ reason }) => reason)).not.toContain('fast-retransmit');
  });

  it('two-round-trips: the near one is more than twice as far after two seconds', () => {
    const { trace } = run('two-round-trips');
    expect(deliveredBy(trace, 'S2', 2_000_000)).toBeGreaterThan(2 * deliveredBy(trace, 'S4', 2_000_000));
  });
});
