/** Links: one sender, one receiver, a bystander who may forge; all that differs is what the network promises. */
import { fail, ok } from '../../base/result.ts';
import type { ProtocolDefinition, Snapshot } from '../../sim/protocol.ts';
import { flaws } from './flaws.ts';
import { linksGallery } from './gallery.ts';
import { linkProcess, onlooker } from './machine.ts';
import { FORGED_FROM, type Item } from './messages.ts';
import { atMostOnce, deceived, delivered, inOrder, noForgery, turnedAway } from './monitors.ts';
import { type LinkContext, stableOf } from './state.ts';

const MS = 1000;

export const links: ProtocolDefinition = {
  id: 'links',
  title: 'Links',
  source: 'Cachin, Guerraoui, Rodrigues: Reliable and Secure Distributed Programming, §2.4',
  summary: 'What fair-loss, reliable and authenticated links do to one stream of numbered items.',
  defaults: { processes: 3, clients: 0 },
  limits: { processes: [2, 3] },
  roles: [
    { id: 'sending', title: 'sending', tone: 'seeking' },
    { id: 'receiving', title: 'receiving', tone: 'following' },
  ],
  messages: [{ type: 'Item', title: 'Item', form: 'request', tone: 'seeking' }],
  options: [
    {
      id: 'interval',
      title: 'Interval',
      hint: 'How long a sender rests between two items.',
      perProcess: true,
      kind: 'duration',
      fallback: 30 * MS,
      min: MS,
      max: 60_000 * MS,
    },
  ],
  operations: [],
  timers: [{ name: 'interval', title: 'interval' }],
  behaviours: ['forge'],
  lie: (_behaviour, { number }) => ({ number: FORGED_FROM + number }),
  impersonate: (_behaviour, { processes }) => processes[0],
  transportFlaws: {
    noDeduplication: 'no-de-duplication',
    noRetransmission: 'no-retransmission',
    acceptUnsigned: 'accept-unsigned',
  },
  machines: { process: linkProcess, client: onlooker },
  parseInitial: ({ sent = 0, ...others }) => {
    const [stranger] = Object.keys(others);
    if (stranger !== undefined) return fail(`"${stranger}" is nothing a sender stores (sent)`);
    return typeof sent === 'number' && Number.isInteger(sent) && sent >= 0 && sent < FORGED_FROM
      ? ok({ sent })
      : fail(`sent must be a whole number from 0 to ${FORGED_FROM - 1}`);
  },
  stable: (snapshot) => (isProcess(snapshot) ? stableOf(snapshot.context as LinkContext) : undefined),
  caption: (_type, payload) => String((payload as Item).number),
  sentence: (event) => {
    if (event.kind !== 'step') return undefined;
    const { process, name, detail } = event;
    if (name === 'accept') return `${process} accepts item ${detail.number} as from ${detail.from}`;
    return name === 'ignore' ? `${process} ignores item ${detail.number} from ${detail.from}` : undefined;
  },
  portray: (snapshot) => {
    if (!isProcess(snapshot)) return { role: String(snapshot.value), facts: [] };
    const { sent, accepted, last } = snapshot.context as LinkContext;
    const receiving = snapshot.value === 'receiving';
    return {
      role: String(snapshot.value),
      badge: receiving ? `item ${last}` : `sent ${sent}`,
      facts: receiving
        ? [
            { name: 'accepted', value: String(accepted), stable: false },
            { name: 'last item', value: String(last), stable: false },
          ]
        : [{ name: 'sent', value: String(sent), stable: true }],
    };
  },
  monitors: [atMostOnce, inOrder, noForgery, delivered],
  situations: [deceived, turnedAway],
  flaws,
  gallery: linksGallery,
  lessons: async () => (await import('./lessons.ts')).lessons,
};

function isProcess({ context }: Snapshot): boolean {
  return context !== undefined && 'sent' in context;
}
