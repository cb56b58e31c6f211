/** The group in words. */
import type { MessageKind, Portrait, Role, Snapshot } from '../../sim/protocol.ts';
import type { Json } from '../../sim/scenario.ts';
import type { TraceEvent } from '../../sim/trace-event.ts';
import type { Beat, Heard, Life } from './messages.ts';
import type { TruthContext } from './state.ts';

export const truthRoles: readonly Role[] = [
  { id: 'outside', title: 'without consent', tone: 'seeking' },
  { id: 'member', title: 'member', tone: 'leading' },
  { id: 'out', title: 'declared dead', tone: 'following' },
];

export const truthMessages: readonly MessageKind[] = [
  { type: 'Beat', title: 'Beat', form: 'request', tone: 'neutral' },
  { type: 'Heard', title: 'Heard', form: 'reply', tone: 'leading' },
];

/** Payloads here are those that this protocol's machines sent. */
export function captionTruth(type: string, payload: Json): string {
  if (type === 'Heard') return `heard ${(payload as Heard).round}`;
  const { round, dead, votes } = payload as Beat;
  if (dead.length > 0) return `beat ${round}, dead ${names(dead)}`;
  return votes.length > 0 ? `beat ${round}, against ${names(votes)}` : `beat ${round}`;
}

export function truthSentence(event: TraceEvent): string | undefined {
  if (event.kind !== 'step') return undefined;
  const { process, detail } = event;
  switch (event.name) {
    case 'role':
      if (detail.role === 'member') return `${process} has a majority’s consent in life ${detail.epoch}`;
      return detail.role === 'out'
        ? `${process} learns that its life ${detail.epoch} is declared dead, and obeys`
        : `${process} has no majority’s consent`;
    case 'vote':
      return `${process} votes ${detail.dead} dead (life ${detail.life})`;
    case 'declare':
      return `${process} counts a majority: ${detail.dead} is dead (life ${detail.life})`;
    case 'learn':
      return `${process} is told that ${detail.dead} is dead (life ${detail.life})`;
    case 'act':
      return `${process} acts as a member in life ${detail.life}`;
    default:
      return undefined;
  }
}

export function portrayTruth({ context, value }: Snapshot): Portrait {
  if (context === undefined || !('peers' in context)) return { role: String(value), facts: [] };
  const { life, votes, dead, needed, consents, id, sent } = context as TruthContext;
  const standing = (value as { readonly standing: string | object }).standing;
  const role = typeof standing === 'string' ? standing : 'member';
  const now = sent.at(-1)?.at ?? 0;
  const granted = [id, ...Object.keys(consents).filter((peer) => (consents[peer] ?? 0) > now)];
  return {
    role,
    epoch: life,
    badge: `life ${life}`,
    facts: [
      { name: 'life', value: String(life), stable: true },
      { name: 'has voted dead', value: names(votes) || 'nobody', stable: true },
      { name: 'knows to be dead', value: names(dead) || 'nobody', stable: true },
      { name: 'consents as of its last beat', value: `${granted.length} of ${needed} needed`, stable: false },
    ],
    ...(role === 'member' ? {} : { votes: { granted, needed } }),
  };
}

function names(lives: readonly Life[]): string {
  return lives.map(({ process, life }) => `${process}/${life}`).join(' ');
}
