/** Looks up the meaning that a protocol gives to its roles and messages. */
import type { MessageKind, ProtocolDefinition, Role, Tone } from '../../sim/protocol.ts';
import type { RoleSpan } from './stories.ts';

export interface Tones {
  /** Tone of a role; `neutral` where the protocol does not know it. */
  role(id: string | undefined): Tone;
  title(id: string | undefined): string;
  /** Whether a role is said in words wherever there is room: its colour does not tell which one it is. */
  isSpoken(id: string | undefined): boolean;
  /** The number of a role as it is written: `t3`. */
  epoch(epoch: RoleSpan['epoch']): string;
  message(type: string): Pick<MessageKind, 'tone' | 'form'>;
}

const PLAIN = { tone: 'neutral', form: 'request' } as const;

export function tonesOf(protocol: Pick<ProtocolDefinition, 'roles' | 'messages' | 'epochLetter'>): Tones {
  const roles = new Map<string | undefined, Role>(protocol.roles.map((role) => [role.id, role]));
  const messages = new Map(protocol.messages.map((message) => [message.type, message]));
  return {
    role: (id) => roles.get(id)?.tone ?? 'neutral',
    isSpoken: (id) => roles.get(id)?.spoken === true,
    epoch: (epoch) => (epoch === undefined ? '' : `${protocol.epochLetter ?? epoch.letter}${epoch.value}`),
    title: (id) => roles.get(id)?.title ?? id ?? '',
    message: (type) => messages.get(type) ?? PLAIN,
  };
}
