/** Local clocks: quartz that drifts, hands that skew it, and how sure a process may be of what it reads. */
import { fail, ok } from '../../base/result.ts';
import type { ProtocolDefinition, Snapshot } from '../../sim/protocol.ts';
import { driftGallery } from './gallery.ts';
import { driftClient, driftProcess } from './machine.ts';
import { earlyTimer, fromTheFuture, lateTimer, surelyWrong, withinBand } from './monitors.ts';
import { driftOptions } from './options.ts';
import { type DriftContext, stableOf, type Tell } from './state.ts';

export const driftSkew: ProtocolDefinition = {
  id: 'drift-skew',
  title: 'Clock drift and skew',
  source: 'Kleppmann, chapter 8, Unreliable clocks',
  summary: 'Every process has a clock of its own: it drifts, it can be set wrong, and its timers go with it.',
  defaults: { processes: 3, clients: 0 },
  limits: { processes: [2, 9] },
  roles: [{ id: 'running', title: 'running', tone: 'following' }],
  messages: [{ type: 'Tell', title: 'Tell', form: 'request', tone: 'neutral' }],
  options: driftOptions,
  operations: [],
  timers: [{ name: 'interval', title: 'interval' }],
  behaviours: [],
  machines: { process: driftProcess, client: driftClient },
  readsClock: true,
  parseInitial: (values) => {
    const [stranger] = Object.keys(values);
    return stranger === undefined ? ok(undefined) : fail(`"${stranger}" is nothing a clock stores`);
  },
  stable: (snapshot) => (isProcess(snapshot) ? stableOf(snapshot.context as DriftContext) : undefined),
  caption: (_type, payload) => `it is ${inSeconds((payload as Tell).wall)}`,
  sentence: (event) => {
    if (event.kind !== 'step') return undefined;
    if (event.name === 'heard') {
      const took = Number(event.detail.took);
      const how = took < 0 ? `arrived ${inMs(-took)} before it was sent` : `took ${inMs(took)}`;
      return `${event.process} finds that the message from ${event.detail.from} ${how}`;
    }
    const { wall, earliest } = event.detail;
    return `${event.process} reads ${inSeconds(wall)} and takes it for right within ${inMs(Number(wall) - Number(earliest))}`;
  },
  portray: (snapshot) => {
    if (!isProcess(snapshot)) return { role: String(snapshot.value), facts: [] };
    const { last, looks, took, setAt, bound } = snapshot.context as DriftContext;
    const read = last === undefined ? [] : [{ name: 'last reading', value: inSeconds(last.wall), stable: false }];
    const sure =
      last === undefined ? [] : [{ name: 'sure within', value: `±${inMs(last.wall - last.earliest)}`, stable: false }];
    return {
      role: 'running',
      ...(last === undefined ? {} : { badge: `±${((last.wall - last.earliest) / 1000).toFixed(1)} ms` }),
      facts: [
        { name: 'looks', value: String(looks), stable: false },
        ...read,
        ...sure,
        ...(took === undefined ? [] : [{ name: 'last message took', value: inMs(took), stable: false }]),
        { name: 'believes in', value: `${bound} ppm at most`, stable: false },
        { name: 'clock set at', value: inSeconds(setAt), stable: true },
      ],
    };
  },
  monitors: [withinBand],
  situations: [surelyWrong, earlyTimer, lateTimer, fromTheFuture],
  flaws: [
    {
      id: 'ignore-drift',
      title: 'Ignore drift',
      rule: 'The longer ago a clock was set, the less it is trusted: its interval widens by the drift bound.',
      source: 'Kleppmann, chapter 8, Clock readings have a confidence interval',
      breaks: ['within-band'],
      exposedBy: 'ignore-drift',
    },
  ],
  gallery: driftGallery,
  lessons: async () => (await import('./lessons.ts')).driftLessons,
};

function isProcess({ context }: Snapshot): boolean {
  return context !== undefined && 'looks' in context;
}

function inSeconds(micros: unknown): string {
  return `${(Number(micros) / 1_000_000).toFixed(6)} s`;
}

function inMs(micros: number): string {
  return `${(micros / 1000).toFixed(micros < 10_000 ? 3 : 1)} ms`;
}
