/** Each sender's stream, item by item, beside what the receiver accepts of it. */
import { useMemo } from 'react';
import type { ProcessId } from '../../sim/scenario.ts';
import styles from '../../views/plain-panel/plain-panel.module.css';
import type { PanelProps } from '../panels.ts';
import { type Acceptance, acceptancesOf, type ItemState, type ItemStory, streamOf } from './streams.ts';

/** Items and acceptances shown: the latest. */
const MOST = 60;

type Look = 'good' | 'waiting' | 'held' | 'bad';
const LOOKS: Readonly<Record<ItemState, { readonly look: Look; readonly sign: string }>> = {
  'on its way': { look: 'waiting', sign: '…' },
  held: { look: 'held', sign: 'held' },
  delivered: { look: 'good', sign: '✓' },
  doubled: { look: 'bad', sign: '✓✓' },
  lost: { look: 'bad', sign: '×' },
  refused: { look: 'bad', sign: 'refused' },
};
const ORDERS: Readonly<Record<Acceptance['order'], { readonly sign: string; readonly words: string }>> = {
  next: { sign: '', words: 'in order' },
  hole: { sign: 'gap', words: 'with items missing before it' },
  again: { sign: 'again', words: 'for the second time' },
  late: { sign: 'late', words: 'after a later one' },
};

export function LinkStreams({ world, trace, scenario, onSelect }: PanelProps) {
  const [, receiver = ''] = scenario.processes;
  const senders = scenario.processes.filter((process) => process !== receiver);
  const onEvent = (event: number) => onSelect({ kind: 'event', event });
  const accepted = useMemo(() => acceptancesOf(trace, world.events, receiver), [trace, world.events, receiver]);
  return (
    <div className={styles.panel}>
      {senders.map((sender) => (
        <Stream key={sender} {...{ sender, receiver, trace, onEvent }} events={world.events} />
      ))}
      <h3 className={styles.title}>{receiver} accepts, in this order</h3>
      {accepted.length === 0 && <p className={styles.say}>Nothing yet.</p>}
      <ol className={styles.cells}>
        {accepted.slice(-MOST).map(({ item, from, event, order }) => (
          <li key={event}>
            <button
              type="button"
              className={styles.cell}
              data-look={order === 'next' ? 'good' : 'bad'}
              aria-label={`item ${item} as from ${from}, ${ORDERS[order].words}`}
              onClick={() => onEvent(event)}
            >
              {item}
              {order !== 'next' && <span className={styles.sign}>{ORDERS[order].sign}</span>}
            </button>
          </li>
        ))}
      </ol>
      <p className={styles.say}>
        In a stream: … on its way, ✓ given to {receiver}, ✓✓ given twice, × lost; ·2 transmissions, where more than one.
      </p>
    </div>
  );
}

interface StreamProps extends Pick<PanelProps, 'trace'> {
  readonly sender: ProcessId;
  readonly receiver: ProcessId;
  readonly events: number;
  readonly onEvent: (event: number) => void;
}

function Stream({ sender, receiver, trace, events, onEvent }: StreamProps) {
  const stories = useMemo(() => streamOf(trace, events, sender, receiver), [trace, events, sender, receiver]);
  return (
    <>
      <h3 className={styles.title}>
        {sender} sends to {receiver}
      </h3>
      <p className={styles.say}>{sumsOf(stories)}</p>
      <ol className={styles.cells}>
        {stories.slice(-MOST).map((story) => (
          <li key={story.send}>
            <button
              type="button"
              className={styles.cell}
              data-look={LOOKS[story.state].look}
              aria-label={wordsOf(story)}
              title={wordsOf(story)}
              onClick={() => onEvent(story.event)}
            >
              {story.item}
              {story.transmissions > 1 && `·${story.transmissions}`}
              <span className={styles.sign}>{LOOKS[story.state].sign}</span>
            </button>
          </li>
        ))}
      </ol>
    </>
  );
}

function sumsOf(stories: readonly ItemStory[]): string {
  const sum = (of: (story: ItemStory) => number) => stories.reduce((total, story) => total + of(story), 0);
  const count = (state: ItemState) => stories.filter((story) => story.state === state).length;
  const parts = [
    `${stories.length} sent in ${sum(({ transmissions }) => transmissions)} transmissions`,
    `${sum(({ lost }) => lost)} copies lost`,
    `${stories.filter(({ received }) => received > 0).length} received`,
    `${count('held')} held`,
    `${sum(({ discarded }) => discarded)} doubles discarded`,
    `${count('doubled')} received twice`,
    `${count('refused')} refused`,
  ];
  return `${parts.filter((part, index) => index < 3 || !part.startsWith('0 ')).join(', ')}.`;
}

function wordsOf({ item, transmissions, lost, discarded, state }: ItemStory): string {
  const copies = [
    transmissions > 1 ? `${transmissions} transmissions` : '',
    lost > 0 ? `${lost} copies lost` : '',
    discarded > 0 ? `${discarded} discarded` : '',
  ].filter((part) => part !== '');
  return [`item ${item}: ${state}`, ...copies].join(', ');
}
