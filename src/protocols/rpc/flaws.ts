/** Rules of a call that can be left out. */
import type { Flaw } from '../../sim/protocol.ts';

const KEYS = 'Vitillo 2021, §5.7 (idempotency)';
const MESSAGING = 'Vitillo 2021, ch. 5 (messaging)';

export const rpcFlaws: readonly Flaw[] = [
  {
    id: 'no-key',
    title: 'No idempotency key',
    rule: 'Every attempt at one payment carries the same key, and a key is paid for once.',
    source: KEYS,
    breaks: ['one-effect'],
    exposedBy: 'retried-without-key',
  },
  {
    id: 'key-in-memory',
    title: 'Keys are kept in memory only',
    rule: 'The key is written down together with the payment that it stands for.',
    source: KEYS,
    breaks: ['one-effect'],
    exposedBy: 'key-forgotten',
  },
  {
    id: 'answer-first',
    title: 'Answer before the work is done',
    rule: 'A payment is booked before it is answered or acknowledged.',
    source: 'Kleppmann 2017, ch. 11 (acknowledgments and redelivery)',
    breaks: ['answered-means-booked', 'consumed'],
    exposedBy: 'answered-too-early',
  },
  {
    id: 'broker-in-memory',
    title: 'The broker keeps messages in memory only',
    rule: 'A message is confirmed once the broker has written it down.',
    source: MESSAGING,
    breaks: ['consumed'],
    exposedBy: 'broker-forgets',
  },
  {
    id: 'no-retry',
    title: 'No second attempt',
    rule: 'A request without an answer is sent again.',
    source: 'Vitillo 2021, §5.7',
    breaks: ['answered'],
    exposedBy: 'never-again',
  },
];
