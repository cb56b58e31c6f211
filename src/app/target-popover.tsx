/** The panel that hangs beside whatever was pressed. */
import { Popover } from 'radix-ui';
import { useMemo } from 'react';
import { EventControls } from './event-controls.tsx';
import { AddFault, FaultControls } from './fault-controls.tsx';
import { LinkControls, MessageControls } from './link-controls.tsx';
import { ProcessControls } from './process-controls.tsx';
import styles from './target-popover.module.css';
import { closePopover, type PopoverTarget, useUi } from './ui.ts';

export function TargetPopover() {
  const popover = useUi((state) => state.popover);
  const anchor = useMemo(() => {
    const { x = 0, y = 0, width = 0, height = 0 } = popover?.anchor ?? {};
    return { current: { getBoundingClientRect: () => new DOMRect(x, y, width, height) } };
  }, [popover]);
  if (popover === undefined) return null;
  return (
    <Popover.Root key={keyOf(popover.target)} open onOpenChange={(open) => !open && closePopover()}>
      <Popover.Anchor virtualRef={anchor} />
      <Popover.Portal>
        <Popover.Content
          className={styles.popover}
          sideOffset={8}
          collisionPadding={8}
          aria-label={nameOf(popover.target)}
          onFocusOutside={(event) => event.preventDefault()}
        >
          <Controls target={popover.target} />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

function Controls({ target }: { readonly target: PopoverTarget }) {
  switch (target.kind) {
    case 'process':
      return <ProcessControls process={target.process} />;
    case 'link':
      return <LinkControls from={target.from} to={target.to} />;
    case 'message':
      return <MessageControls message={target.message} />;
    case 'fault':
      return <FaultControls index={target.fault} />;
    case 'add-fault':
      return <AddFault at={target.at} />;
    case 'event':
      return <EventControls event={target.event} other={target.other} />;
  }
}

function keyOf(target: PopoverTarget): string {
  return JSON.stringify(target);
}

function nameOf(target: PopoverTarget): string {
  switch (target.kind) {
    case 'process':
      return `Controls of ${target.process}`;
    case 'link':
      return `Controls of the link ${target.from}–${target.to}`;
    case 'message':
      return `Controls of message ${target.message}`;
    case 'fault':
      return 'Controls of a fault';
    case 'add-fault':
      return 'Add a fault';
    case 'event':
      return 'An event';
  }
}
