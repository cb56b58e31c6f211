/** The runs of CRAQ that the gallery shows: what reads gain, and what they must not do. */
import type { GalleryRun } from '../../sim/protocol.ts';
import { brokenRuns } from './gallery-broken.ts';
import { controlRuns } from './gallery-control.ts';

const MS = 1000;

const reading: readonly GalleryRun[] = [
  {
    path: 'reads-everywhere',
    section: 'Reads',
    text: `craq clients=4 seed=2 duration=3s
title "Every server answers reads"
@300ms..2.7s every=300ms C1 write x
@310ms..2.7s every=25ms C2 read x
@315ms..2.7s every=25ms C3 read x
@320ms..2.7s every=25ms C4 read y`,
    look: 'Writes go down the chain as ever; reads go to any server, and a clean object is answered on the spot: three servers share what the tail did alone.',
    attempt: 'Write every 40 ms instead of every 300 ms: more and more reads find x dirty and have to ask the tail.',
    opensAt: 330 * MS,
  },
  {
    path: 'dirty-read-asks-tail',
    section: 'Reads',
    text: `craq processes=5 clients=3 seed=5 duration=2s
title "A dirty object: the tail is asked which version counts"
@0s degrade S3->S4 delay=50..60ms
@300ms..1.7s every=90ms C1 write x
@310ms..1.7s every=30ms C2 read x
@325ms..1.7s every=30ms C3 read x`,
    look: 'The link from S3 to S4 is slow. A server that has a version of x on its way down does not know whether the tail has it yet. It asks, and answers with the version that the tail names.',
    attempt: 'Leave out the rule “Serve what is dirty” and look at the claims.',
    opensAt: 390 * MS,
  },
];

const serveDirty: GalleryRun = {
  path: 'serve-dirty',
  section: 'Rules left out',
  text: `craq processes=5 clients=3 seed=5 duration=2s
title "A dirty version is served"
@0s degrade S3->S4 delay=50..60ms
@300ms..1.7s every=90ms C1 write x
@310ms..1.7s every=30ms C2 read x
@325ms..1.7s every=30ms C3 read x
break serve-dirty`,
  look: 'One reader is told of a write that is only on its way; the next one asks a server further down and is told the value before: x goes back.',
  attempt: 'Mend the rule: whoever reads dirty waits for the tail’s word.',
  opensAt: 510 * MS,
};

/** The chain is the same, and so is what its rules are there for. */
const asCraq = (run: GalleryRun): GalleryRun => ({ ...run, text: run.text.replace(/^chain /, 'craq ') });

export const craqGallery: readonly GalleryRun[] = [
  ...reading,
  serveDirty,
  ...[...controlRuns.filter(({ text }) => text.includes('\nbreak ')), ...brokenRuns].map(asCraq),
];
