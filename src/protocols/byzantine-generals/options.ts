/** The knobs: the order, how many traitors the generals are prepared for, how long a round is, whether orders are signed. */
import type { OptionDefinition } from '../../sim/protocol.ts';

const MS = 1000;

export const options: readonly OptionDefinition[] = [
  {
    id: 'order',
    title: 'Order',
    hint: 'What the commander, the first of the generals, wants done.',
    perProcess: false,
    kind: 'choice',
    fallback: 'attack',
    choices: ['attack', 'retreat'],
  },
  {
    id: 'traitors',
    title: 'Traitors prepared for',
    hint: 'The m of OM(m) and SM(m): how often an order is passed on before anybody decides.',
    perProcess: false,
    kind: 'integer',
    fallback: 1,
    min: 0,
    max: 2,
  },
  {
    id: 'round',
    title: 'Length of a round',
    hint: 'What is not heard within its round counts as not said. Longer than any message takes, or loyal generals look like traitors.',
    perProcess: false,
    kind: 'duration',
    fallback: 50 * MS,
    min: MS,
    max: 60_000 * MS,
  },
  {
    id: 'signed',
    title: 'Signed orders',
    hint: 'SM(m): each general signs what it passes on, and nobody can change an order without its showing.',
    perProcess: false,
    kind: 'boolean',
    fallback: false,
  },
];
