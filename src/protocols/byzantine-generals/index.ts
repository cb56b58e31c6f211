/** The Byzantine generals: agreement by oral messages OM(m) and by signed ones SM(m), with traitors among the generals. */
import { fail, ok } from '../../base/result.ts';
import type { Portrait, ProtocolDefinition, Snapshot } from '../../sim/protocol.ts';
import { onlooker } from './client.ts';
import { flaws } from './flaws.ts';
import { generalsGallery } from './gallery.ts';
import { behaviours, lie } from './lies.ts';
import { general } from './machine.ts';
import { describeSaying } from './messages.ts';
import { agreement, refused, twoTongues, validity } from './monitors.ts';
import { options } from './options.ts';
import type { GeneralContext } from './state.ts';

export const byzantineGenerals: ProtocolDefinition = {
  id: 'byzantine-generals',
  title: 'Byzantine generals',
  source: 'Lamport, Shostak, Pease: The Byzantine Generals Problem, 1982',
  summary:
    'Generals agree on an order although some of them lie: by majority where more than two thirds are loyal, or by signatures.',
  defaults: { processes: 4, clients: 0 },
  limits: { processes: [2, 7] },
  roles: [
    { id: 'commander', title: 'commander', tone: 'leading' },
    { id: 'lieutenant', title: 'lieutenant', tone: 'seeking' },
    { id: 'decided', title: 'decided', tone: 'following' },
    { id: 'absent', title: 'absent', tone: 'neutral' },
  ],
  messages: [
    { type: 'Order', title: 'Order', form: 'request', tone: 'leading' },
    { type: 'Relay', title: 'Relay', form: 'reply', tone: 'seeking' },
  ],
  options,
  operations: [],
  timers: [{ name: 'round', title: 'end of the round' }],
  behaviours,
  machines: { process: general, client: onlooker },
  lie,
  parseInitial: (values) => {
    const [stranger] = Object.keys(values);
    return stranger === undefined
      ? ok(undefined)
      : fail('generals store nothing: whoever goes down takes no more part');
  },
  stable: () => undefined,
  caption: (_type, payload) => describeSaying(payload),
  sentence: (event) => {
    if (event.kind !== 'step') return undefined;
    const { process, name, detail } = event;
    const path = Array.isArray(detail.path) ? detail.path.join(', ') : '';
    if (name === 'relay') return `${process} has to tell ${detail.to}: ${detail.value} (${path})`;
    if (name === 'late') return `${process} hears ${detail.from} too late: ${path}`;
    if (name === 'refuse')
      return `${process} refuses ${detail.value} from ${detail.from}: the signatures are of another order`;
    if (name === 'decide')
      return detail.value === 'none'
        ? `${process} does nothing: too few generals`
        : `${process} decides to ${detail.value}`;
    return name === 'role' ? `${process} is ${detail.role} in round ${detail.round}` : undefined;
  },
  portray,
  monitors: [agreement, validity],
  situations: [twoTongues, refused],
  flaws,
  gallery: generalsGallery,
  lessons: async () => (await import('./lessons.ts')).lessons,
};

function portray({ context, value }: Snapshot): Portrait {
  if (context === undefined || !('heard' in context)) return { role: String(value), facts: [] };
  const { round, decision, heard, proofs, signed } = context as GeneralContext;
  const words = signed
    ? proofs.map((proof) => `${proof.value} signed ${proof.path.join(', ')}`)
    : Object.entries(heard).map(([path, said]) => `${said} via ${path.replaceAll('.', ', ')}`);
  return {
    role: String(value),
    epoch: round,
    badge: decision ?? `round ${round}`,
    facts: [
      { name: 'round', value: String(round), stable: false },
      { name: 'heard', value: words.join('; ') || 'nothing', stable: false },
      { name: 'decision', value: decision ?? 'not yet', stable: false },
    ],
  };
}
