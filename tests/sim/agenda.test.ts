import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Agenda, type Errand } from '../../src/sim/agenda.ts';

const errand = (at: number, sequence: number): Errand => ({
  ...{ at, sequence, from: sequence % 3, to: 0, number: 1, copy: 1, type: 'Ping', payload: null },
  ...{ send: 0, sentAt: 0, arrivesAt: at, doom: undefined, claims: 0, segment: undefined },
});

const errands = fc.array(fc.nat(8), { maxLength: 60 }).map((times) => times.map(errand));

function inOrder(list: readonly Errand[]): Errand[] {
  return [...list].sort((a, b) => a.at - b.at || a.sequence - b.sequence);
}

function drained(agenda: Agenda): Errand[] {
  const taken: Errand[] = [];
  for (let next = agenda.pop(); next !== undefined; next = agenda.pop()) taken.push(next);
  return taken;
}

function filled(list: readonly Errand[]): Agenda {
  const agenda = new Agenda();
  for (const one of list) agenda.push(one);
  return agenda;
}

describe('the agenda', () => {
  it('gives what is due soonest, and of one instant what was set off first', () => {
    fc.assert(
      fc.property(errands, (list) => {
        expect(drained(filled(list))).toEqual(inOrder(list));
      }),
    );
  });

  it('may be taken from and added to in turns', () => {
    fc.assert(
      fc.property(errands, errands, fc.nat(40), (first, more, count) => {
        const agenda = filled(first);
        const taken = Array.from({ length: Math.min(count, first.length) }, () => agenda.pop());
        expect(taken).toEqual(inOrder(first).slice(0, taken.length));
        const later = more.map((one) => ({ ...one, sequence: one.sequence + 1000 }));
        for (const one of later) agenda.push(one);
        expect(drained(agenda)).toEqual(inOrder([...inOrder(first).slice(taken.length), ...later]));
      }),
    );
  });

  it('gives out what is removed soonest first, and keeps the rest in order', () => {
    fc.assert(
      fc.property(errands, fc.nat(2), (list, from) => {
        const agenda = filled(list);
        const which = (one: Errand) => one.from === from;
        expect(agenda.remove(which)).toEqual(inOrder(list.filter(which)));
        expect(drained(agenda)).toEqual(inOrder(list.filter((one) => !which(one))));
      }),
    );
  });

  it('made of a copy is the same, and apart', () => {
    const agenda = filled([errand(3, 0), errand(1, 1), errand(2, 2)]);
    const copy = new Agenda(agenda.copy());
    agenda.pop();
    expect(copy.first).toEqual(errand(1, 1));
    expect(drained(copy)).toHaveLength(3);
    expect(agenda.first).toEqual(errand(2, 2));
  });

  it('is empty at first', () => {
    expect([new Agenda().first, new Agenda().pop()]).toEqual([undefined, undefined]);
  });
});
