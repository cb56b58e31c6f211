/** Rules of vector clocks that can be left out, one at a time. */
import type { Flaw } from '../../sim/protocol.ts';

export const vectorFlaws: readonly Flaw[] = [
  {
    id: 'no-increment-on-receipt',
    title: 'No own increment on receipt',
    rule: 'A receipt is an event too: the receiver counts it in its own component after taking the maximum.',
    source: 'Mattern 1989, vector time',
    breaks: ['before-is-less', 'less-is-before'],
    exposedBy: 'no-increment-on-receipt',
  },
  {
    id: 'forget-vector',
    title: 'Forget the vector in a crash',
    rule: 'What a process has counted and heard is on stable storage, so that its component never goes back.',
    source: 'Mattern 1989, vector time',
    breaks: ['before-is-less', 'less-is-before'],
    exposedBy: 'forget-vector',
  },
];
