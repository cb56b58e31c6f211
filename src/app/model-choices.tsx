/** The menu of the system model: what each choice changes, and why one cannot be made. */
import { Check } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import type { RefObject } from 'react';
import { exclusionsOf } from '../scenario/check-model.ts';
import type { Scenario } from '../sim/scenario.ts';
import { type Edit, setModel, setTransport, withoutGst } from '../store/edits.ts';
import styles from './model-menu.module.css';
import { MODEL_WORDS, type Part } from './model-words.ts';
import { session, useSession } from './session.ts';
import { useUi } from './ui.ts';

interface Choice {
  /** What it changes, in a sentence. */
  readonly hint: string;
  readonly edit: Edit;
}

const LINKS: Readonly<Record<Scenario['network']['transport'], Choice>> = {
  datagram: {
    hint: 'Messages may be lost, doubled and reordered.',
    edit: setTransport('datagram'),
  },
  reliable: {
    hint: 'Each message arrives exactly once and in order: segments are numbered, acknowledged and sent again.',
    edit: setTransport('reliable'),
  },
  authenticated: {
    hint: 'Reliable, and what was forged on the way is refused.',
    edit: setTransport('authenticated'),
  },
};

const PROCESSES: Readonly<Record<Scenario['model']['process'], Choice>> = {
  'crash-stop': {
    hint: 'What has crashed never comes back.',
    edit: setModel({ process: 'crash-stop' }),
  },
  'crash-recovery': {
    hint: 'What has crashed may start again with what it had on stable storage.',
    edit: setModel({ process: 'crash-recovery' }),
  },
  arbitrary: {
    hint: 'Processes may also lie: the fault “corrupt” can be added.',
    edit: setModel({ process: 'arbitrary' }),
  },
};

const TIMES: Readonly<Record<Scenario['model']['timing'], Choice>> = {
  synchronous: {
    hint: 'Delays, pauses and clocks keep to known bounds; faults that break them cannot be added.',
    edit: setModel({ timing: 'synchronous' }),
  },
  'partially-synchronous': {
    hint: 'Bounded from some time on (GST). Where none is set, delays are the network’s and faults may do what they like.',
    edit: setModel({ timing: 'partially-synchronous' }),
  },
  asynchronous: {
    hint: 'Every message arrives some time, and no time is long enough to wait.',
    edit: setModel({ timing: 'asynchronous' }),
  },
};

interface ModelChoicesProps {
  /** What opened the menu: it closes it too, and has the focus back. */
  readonly opener: RefObject<HTMLButtonElement | null>;
  readonly onClose: () => void;
}

/** Not modal and beside its opener, so that the rest of the page stays what it is to a screen reader. */
export function ModelChoices({ opener, onClose }: ModelChoicesProps) {
  const { network, model } = useSession((state) => state.simulation.scenario);
  return (
    <DropdownMenu.Root open modal={false} onOpenChange={(open) => !open && onClose()}>
      <DropdownMenu.Trigger asChild>
        <span className={styles.anchor} aria-hidden="true" />
      </DropdownMenu.Trigger>
      <DropdownMenu.Content
        className={styles.menu}
        side="top"
        align="end"
        sideOffset={8}
        collisionPadding={8}
        aria-label="System model"
        aria-labelledby={undefined}
        tabIndex={0} // it scrolls where it is higher than the page
        onInteractOutside={(event) => {
          if (event.target instanceof Node && opener.current?.contains(event.target)) event.preventDefault();
        }}
        onCloseAutoFocus={(event) => {
          event.preventDefault();
          opener.current?.focus();
        }}
      >
        <Choices title="Links" choices={LINKS} chosen={network.transport} />
        {network.transport !== 'datagram' && <SegmentsItem />}
        <Choices title="Processes" choices={PROCESSES} chosen={model.process} />
        <Choices title="Time" choices={TIMES} chosen={model.timing} />
        {model.timing === 'partially-synchronous' && <GstItem gst={model.gst} />}
      </DropdownMenu.Content>
    </DropdownMenu.Root>
  );
}

function Choices({
  title,
  choices,
  chosen,
}: {
  readonly title: string;
  readonly choices: Readonly<Partial<Record<Part, Choice>>>;
  readonly chosen: Part;
}) {
  return (
    <DropdownMenu.RadioGroup value={chosen}>
      <DropdownMenu.Label className={styles.heading}>{title}</DropdownMenu.Label>
      {(Object.entries(choices) as [Part, Choice][]).map(([id, { hint, edit }]) => {
        const word = MODEL_WORDS[id];
        const obstacle = id === chosen ? undefined : obstacleTo(edit);
        return (
          <DropdownMenu.RadioItem
            key={id}
            value={id}
            className={styles.item}
            disabled={obstacle !== undefined}
            onSelect={() => id !== chosen && session.edit(edit, `model: ${word}`)}
          >
            <DropdownMenu.ItemIndicator className={styles.tick}>
              <Check size={14} aria-hidden="true" />
            </DropdownMenu.ItemIndicator>
            <span className={styles.name}>{word}</span>
            <span className={styles.hint}>{obstacle ?? hint}</span>
          </DropdownMenu.RadioItem>
        );
      })}
    </DropdownMenu.RadioGroup>
  );
}

/** Segments are folded away unless somebody wants to see how reliability is made. */
function SegmentsItem() {
  const segments = useUi((state) => state.segments);
  return (
    <DropdownMenu.CheckboxItem
      className={styles.item}
      checked={segments}
      onCheckedChange={(checked) => useUi.setState({ segments: checked })}
    >
      <DropdownMenu.ItemIndicator className={styles.tick}>
        <Check size={14} aria-hidden="true" />
      </DropdownMenu.ItemIndicator>
      <span className={styles.name}>Segments</span>
      <span className={styles.hint}>
        Show all that the transport sends, holds, discards and acknowledges; folded away, only messages are drawn.
      </span>
    </DropdownMenu.CheckboxItem>
  );
}

/** Sets the time from which delays are bounded to the playhead, or takes it away. */
function GstItem({ gst }: { readonly gst: number | undefined }) {
  const cursor = useSession((state) => state.cursor);
  const at = Math.round(cursor / 1000) * 1000;
  const set = gst === undefined;
  const obstacle = set ? obstacleTo(setModel({ gst: at })) : undefined;
  const name = set ? `GST at the playhead, ${(at / 1_000_000).toFixed(3)} s` : 'No GST';
  return (
    <DropdownMenu.Item
      className={styles.item}
      disabled={obstacle !== undefined}
      onSelect={() => session.edit(set ? setModel({ gst: at }) : withoutGst(), name)}
    >
      <span className={styles.name}>{name}</span>
      <span className={styles.hint}>
        {obstacle ??
          (set
            ? 'Before it delays have no bound; it can be dragged in the timeline.'
            : 'Delays are the network’s throughout.')}
      </span>
    </DropdownMenu.Item>
  );
}

/** What stands in the run that the choice would exclude, as a sentence; undefined: nothing. */
function obstacleTo(edit: Edit): string | undefined {
  const { scenario } = session.getState().simulation;
  const known = new Set(exclusionsOf(scenario).map(({ message }) => message));
  const [first, ...others] = exclusionsOf(edit(scenario)).filter(({ message }) => !known.has(message));
  if (first === undefined) return undefined;
  return `Not with this run: ${first.message}${others.length === 0 ? '' : ` (and ${others.length} more)`}.`;
}
