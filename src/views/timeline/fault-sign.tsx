/** The kind of a fault as a sign, for clips that have no room for words. */
import {
  AlarmClock,
  ClockArrowUp,
  CloudLightning,
  Copy,
  Drama,
  Gauge,
  Hourglass,
  type LucideIcon,
  MailX,
  Pause,
  RotateCcw,
  Scissors,
  Split,
  Unplug,
  Zap,
} from 'lucide-react';
import type { FaultKind } from '../../sim/scenario.ts';

const SIGNS: Readonly<Record<FaultKind, LucideIcon>> = {
  cut: Scissors,
  partition: Split,
  isolate: Unplug,
  degrade: CloudLightning,
  drop: MailX,
  duplicate: Copy,
  delay: Hourglass,
  pause: Pause,
  crash: Zap,
  restart: RotateCcw,
  trigger: AlarmClock,
  skew: ClockArrowUp,
  drift: Gauge,
  corrupt: Drama,
};

export function FaultSign({ kind, size }: { readonly kind: FaultKind; readonly size: number }) {
  const Sign = SIGNS[kind];
  return <Sign size={size} strokeWidth={2.4} aria-hidden="true" />;
}
