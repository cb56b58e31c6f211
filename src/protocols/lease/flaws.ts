/** Rules that can be left out, to see which claim breaks. */
import type { Flaw } from '../../sim/protocol.ts';

export const trustLocalClock: Flaw = {
  id: 'trust-local-clock',
  title: 'Trust the local clock',
  rule: 'A holder counts the lease from when it asked, on a clock that never jumps; it does not compare times of day.',
  source: 'Kleppmann, chapter 8, “Process pauses”',
  breaks: ['one-believer'],
  exposedBy: 'skewed-clock',
};

export const noCheckAtStore: Flaw = {
  id: 'no-check-at-store',
  title: 'No check at the store',
  rule: 'The resource itself refuses a write whose token is older than one it has seen.',
  source: 'Kleppmann, figure 8-5',
  breaks: ['one-acts', 'no-lost-update'],
  exposedBy: 'pause-outlives-lease',
};

export const forgetGrants: Flaw = {
  id: 'forget-grants',
  title: 'Forget what was granted',
  rule: 'Token and holder are on stable storage before the grant is answered.',
  source: 'Kleppmann, “Fencing tokens”: uniqueness, monotonic sequence',
  breaks: ['one-believer'],
  exposedBy: 'store-forgets',
};

export const neverExpire: Flaw = {
  id: 'never-expire',
  title: 'A lock, not a lease',
  rule: 'A lease ends by itself when it is not renewed, so that a holder that dies cannot keep it.',
  source: 'Gray and Cheriton 1989',
  breaks: ['granted'],
  exposedBy: 'never-expires',
};
