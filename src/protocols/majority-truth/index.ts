/** The truth is defined by the majority (Kleppmann, chapter 8): a process that a majority holds dead has to obey. */
import { fail, ok } from '../../base/result.ts';
import type { ProtocolDefinition } from '../../sim/protocol.ts';
import { truthClient } from './client.ts';
import { truthGallery } from './gallery.ts';
import { truthProcess } from './machine.ts';
import { actsWithConsent, declaredByMajority, heardActs } from './monitors.ts';
import { truthOptions } from './options.ts';
import { captionTruth, portrayTruth, truthMessages, truthRoles, truthSentence } from './portrait.ts';
import { truthSituations } from './situations.ts';
import { stableOf, type TruthContext } from './state.ts';

const source = 'Kleppmann: Designing Data-Intensive Applications, chapter 8, “The truth is defined by the majority”';

export const majorityTruth: ProtocolDefinition = {
  id: 'majority-truth',
  title: 'Truth by majority',
  source,
  summary: 'Whether a process is alive is not for itself to say: a majority votes, and the one concerned obeys.',
  defaults: { processes: 3, clients: 0 },
  limits: { processes: [3, 9] },
  readsClock: true,
  roles: truthRoles,
  messages: truthMessages,
  options: truthOptions,
  operations: [],
  timers: [
    { name: 'heartbeat', title: 'heartbeat' },
    { name: 'interval', title: 'interval' },
  ],
  behaviours: [],
  machines: { process: truthProcess, client: truthClient },
  parseInitial: (values) => {
    const { life = 1, ...others } = values;
    const [stranger] = Object.keys(others);
    if (stranger !== undefined) return fail(`"${stranger}" is nothing that can be given here (life)`);
    return typeof life === 'number' && Number.isInteger(life) && life >= 1 && life <= 1_000_000
      ? ok({ life })
      : fail('life must be a whole number from 1 to 1000000');
  },
  stable: ({ context }) =>
    context !== undefined && 'peers' in context ? stableOf(context as TruthContext) : undefined,
  caption: captionTruth,
  sentence: truthSentence,
  portray: portrayTruth,
  monitors: [actsWithConsent, declaredByMajority, heardActs],
  situations: truthSituations,
  flaws: [
    {
      id: 'trust-yourself',
      title: 'Trust yourself',
      rule: 'A process acts only while a majority consents, and obeys when a majority declares it dead.',
      source,
      breaks: ['acts-with-consent'],
      exposedBy: 'trust-yourself',
    },
    {
      id: 'declare-alone',
      title: 'Declare alone',
      rule: 'Nobody is dead until a majority has voted so: one that does not hear it may be the one that is cut off.',
      source,
      breaks: ['declared-by-majority'],
      exposedBy: 'declare-alone',
    },
  ],
  gallery: truthGallery,
  lessons: async () => (await import('./lessons.ts')).truthLessons,
};
