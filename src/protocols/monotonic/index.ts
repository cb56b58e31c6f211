/** Two clocks in one machine: the time of day, which is set, and the monotonic clock, with which durations are measured. */
import { fail, ok } from '../../base/result.ts';
import type { ProtocolDefinition, Snapshot } from '../../sim/protocol.ts';
import type { TraceEvent } from '../../sim/trace-event.ts';
import { measureGallery } from './gallery.ts';
import { measureClient, measureProcess } from './machine.ts';
import type { Tell } from './messages.ts';
import { backwards, falseTimeout, neverNegative } from './monitors.ts';
import { measureOptions } from './options.ts';
import type { MeasureContext } from './state.ts';

export const monotonic: ProtocolDefinition = {
  id: 'monotonic',
  title: 'Time of day and monotonic clock',
  source: 'Kleppmann, chapter 8, Monotonic versus time-of-day clocks',
  summary: 'Processes measure how long their jobs take while their time of day is being set right.',
  defaults: { processes: 2, clients: 0 },
  limits: { processes: [2, 9] },
  roles: [{ id: 'working', title: 'working', tone: 'following' }],
  messages: [
    { type: 'Ask', title: 'Ask', form: 'request', tone: 'seeking' },
    { type: 'Tell', title: 'Tell', form: 'reply', tone: 'leading' },
  ],
  options: measureOptions,
  operations: [],
  timers: [
    { name: 'job', title: 'job' },
    { name: 'poll', title: 'poll' },
  ],
  behaviours: [],
  machines: { process: measureProcess, client: measureClient },
  readsClock: true,
  parseInitial: (values) => {
    const [stranger] = Object.keys(values);
    return stranger === undefined ? ok(undefined) : fail(`"${stranger}" is nothing that is stored here`);
  },
  // A job that a crash cuts short is not measured.
  stable: () => undefined,
  caption: (type, payload) => (type === 'Ask' ? 'what time is it?' : `it is ${inMs((payload as Tell).time)}`),
  sentence,
  portray: (snapshot) => {
    if (!isProcess(snapshot)) return { role: String(snapshot.value), facts: [] };
    const { last, jobs, source } = snapshot.context as MeasureContext;
    return {
      role: 'working',
      ...(last === undefined ? {} : { badge: `${Math.round(last.duration / 1000)} ms` }),
      facts: [
        { name: 'jobs done', value: String(jobs), stable: false },
        ...(last === undefined
          ? []
          : [
              { name: 'last, by time of day', value: inMs(last.wall), stable: false },
              { name: 'last, monotonic', value: inMs(last.monotonic), stable: false },
              {
                name: 'taken to be',
                value: `${inMs(last.duration)}${last.tooLong ? ', too long' : ''}`,
                stable: false,
              },
            ]),
        { name: 'asks for the time', value: source ?? 'nobody', stable: false },
      ],
    };
  },
  monitors: [neverNegative],
  situations: [falseTimeout, backwards],
  flaws: [
    {
      id: 'measure-with-time-of-day',
      title: 'Measure with the time of day',
      rule: 'A duration is the difference of two readings of a clock that nobody sets.',
      source: 'Kleppmann, chapter 8, Monotonic versus time-of-day clocks',
      breaks: ['never-negative'],
      exposedBy: 'measure-with-time-of-day',
    },
  ],
  gallery: measureGallery,
  lessons: async () => (await import('./lessons.ts')).measureLessons,
};

function sentence(event: TraceEvent): string | undefined {
  if (event.kind !== 'step') return undefined;
  const { process, detail } = event;
  if (event.name === 'measured')
    return `${process} has done a job in ${inMs(detail.duration)}${detail.tooLong === true ? ', too long' : ''}: ${inMs(detail.wall)} by the time of day, ${inMs(detail.monotonic)} monotonic`;
  if (event.name === 'adjust') return `${process} steps its time of day by ${inMs(detail.by)}`;
  return undefined;
}

function isProcess({ context }: Snapshot): boolean {
  return context !== undefined && 'jobs' in context;
}

function inMs(micros: unknown): string {
  return `${(Number(micros) / 1000).toFixed(1)} ms`;
}
