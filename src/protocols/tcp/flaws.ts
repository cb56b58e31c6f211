/** Rules left out, each in one place. */
import type { Flaw } from '../../sim/protocol.ts';

export const noChecksum: Flaw = {
  id: 'no-checksum',
  title: 'No checksum',
  rule: 'A segment whose checksum does not fit is thrown away as if it had been lost.',
  source: 'RFC 9293 §3.1',
  breaks: ['prefix'],
  exposedBy: 'no-checksum',
};

export const noRetransmission: Flaw = {
  id: 'no-retransmission',
  title: 'No retransmission timer',
  rule: 'What is not acknowledged in time is sent again.',
  source: 'RFC 9293 §3.8.1, RFC 6298',
  breaks: ['arrives-whole'],
  exposedBy: 'no-retransmission',
};

export const noTimeWait: Flaw = {
  id: 'no-time-wait',
  title: 'No TIME-WAIT',
  rule: 'Whoever closes first keeps its end for two segment lifetimes before a new connection may use it.',
  source: 'RFC 9293 §3.6.1',
  breaks: ['prefix', 'no-old-segment'],
  exposedBy: 'no-time-wait',
};

export const ignoreTheWindow: Flaw = {
  id: 'ignore-the-window',
  title: 'Ignore the window',
  rule: 'No more is in flight than the receiver has told that it has room for.',
  source: 'RFC 9293 §3.8.6',
  breaks: ['within-window'],
  exposedBy: 'ignore-the-window',
};

export const noProbes: Flaw = {
  id: 'no-probes',
  title: 'No probes',
  rule: 'A sender that is stopped by a closed window asks now and then whether it still is.',
  source: 'RFC 9293 §3.8.6.1',
  breaks: ['arrives-whole'],
  exposedBy: 'no-probes',
};
