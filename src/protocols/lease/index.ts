/** Leases, and the fencing tokens that make up for what leases cannot promise. */
import type { ProtocolDefinition } from '../../sim/protocol.ts';
import { shared } from './definition.ts';
import { fencingGallery } from './fencing-gallery.ts';
import { forgetGrants, neverExpire, noCheckAtStore, trustLocalClock } from './flaws.ts';
import { leaseGallery } from './gallery.ts';
import { granted } from './monitor-granted.ts';
import { noLostUpdate, oneActs, oneBeliever, tokensGrow } from './monitors.ts';

export const lease: ProtocolDefinition = {
  ...shared,
  id: 'lease',
  title: 'Leases',
  source: 'Gray, Cheriton: Leases, 1989; Kleppmann: Designing Data-Intensive Applications, chapter 8',
  summary: 'A lock that ends by itself: who holds it is a matter of clocks, and a holder can be the last to know.',
  monitors: [oneBeliever, oneActs, noLostUpdate, granted],
  flaws: [trustLocalClock, noCheckAtStore, forgetGrants, neverExpire],
  gallery: leaseGallery,
  lessons: async () => (await import('./lessons.ts')).leaseLessons,
};

export const fencing: ProtocolDefinition = {
  ...shared,
  id: 'fencing',
  title: 'Fencing tokens',
  source: 'Kleppmann: Designing Data-Intensive Applications, chapter 8, “Fencing tokens”',
  summary: 'Every lease has a number, and the resource refuses a number that is older than one it has seen.',
  monitors: [oneActs, noLostUpdate, tokensGrow, granted],
  flaws: [
    { ...noCheckAtStore, exposedBy: 'no-check' },
    { ...forgetGrants, breaks: ['tokens-grow'], exposedBy: 'tokens-forgotten' },
    neverExpire,
  ],
  gallery: fencingGallery,
  lessons: async () => (await import('./fencing-lessons.ts')).fencingLessons,
};
