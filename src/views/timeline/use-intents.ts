/** The intents as functions that stay the same from render to render, so that clips and labels need not draw again. */
import { useCallback, useMemo, useRef } from 'react';
import type { Intents } from '../intents.ts';

export type UsedIntents = Pick<
  Intents,
  'onSelect' | 'onOpen' | 'onHover' | 'onSeek' | 'onWindow' | 'onChangeFault' | 'onRemoveFault' | 'onMoveGst'
>;

export function useIntents(intents: UsedIntents): UsedIntents {
  const latest = useRef(intents);
  latest.current = intents;
  const onSelect = useCallback<Intents['onSelect']>((target) => latest.current.onSelect(target), []);
  const onOpen = useCallback<Intents['onOpen']>((target, anchor) => latest.current.onOpen(target, anchor), []);
  const onHover = useCallback<Intents['onHover']>((event) => latest.current.onHover(event), []);
  const onSeek = useCallback<Intents['onSeek']>((at) => latest.current.onSeek(at), []);
  const onWindow = useCallback<Intents['onWindow']>((window) => latest.current.onWindow(window), []);
  const onChangeFault = useCallback<Intents['onChangeFault']>(
    (index, fault, settled) => latest.current.onChangeFault(index, fault, settled),
    [],
  );
  const onRemoveFault = useCallback<Intents['onRemoveFault']>((index) => latest.current.onRemoveFault(index), []);
  const onMoveGst = useCallback<Intents['onMoveGst']>((at, settled) => latest.current.onMoveGst(at, settled), []);
  return useMemo(
    () => ({ onSelect, onOpen, onHover, onSeek, onWindow, onChangeFault, onRemoveFault, onMoveGst }),
    [onSelect, onOpen, onHover, onSeek, onWindow, onChangeFault, onRemoveFault, onMoveGst],
  );
}
