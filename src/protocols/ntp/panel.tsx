/** Two drawings: the last exchange with its arithmetic, and the clocks with what their processes believe. */
import { useRef } from 'react';
import type { ProcessId } from '../../sim/scenario.ts';
import type { Trace } from '../../sim/trace.ts';
import { amount, type Certainty, type ClockMark, type ClockTrack } from '../../views/clocks/clock-track.ts';
import { Clocks } from '../../views/clocks/clocks.tsx';
import { courseOf, pointAt } from '../../views/clocks/course.ts';
import { useSize } from '../../views/timeline/use-size.ts';
import type { PanelProps } from '../panels.ts';
import { Arithmetic, ExchangeFigure } from './exchange-figure.tsx';
import { type ExchangeReading, exchangesOf, readExchange } from './exchange-reading.ts';
import styles from './panel.module.css';
import { isServer, type NtpContext } from './state.ts';

export function NtpExchange({ world, trace, selection, onSelect, onSeek }: PanelProps) {
  const place = useRef<HTMLDivElement>(null);
  const width = useSize(place)?.width ?? 470;
  const process = selection?.kind === 'process' ? selection.process : undefined;
  const own = exchangesOf(trace, world.events, process);
  const all = own.length > 0 ? own : exchangesOf(trace, world.events);
  const chosen = selection?.kind === 'event' && all.includes(selection.event) ? selection.event : all.at(-1);
  const reading = chosen === undefined ? undefined : readExchange(trace, chosen);
  if (chosen === undefined || reading === undefined)
    return (
      <div className={styles.panel}>
        <div ref={place} />
        <p className={styles.empty}>No answer has arrived yet: there are no four timestamps to work with.</p>
      </div>
    );
  const go = (event: number | undefined) => {
    if (event === undefined) return;
    onSelect({ kind: 'event', event });
    onSeek(trace.at(event));
  };
  const position = all.indexOf(chosen);
  return (
    <div className={styles.panel}>
      <div ref={place} />
      <div className={styles.head}>
        <b>
          {reading.client} asks {reading.server}
        </b>
        <span>
          exchange {position + 1} of {all.length} so far
        </span>
        <button type="button" onClick={() => go(all[position - 1])} disabled={position <= 0}>
          ← earlier
        </button>
      </div>
      <ExchangeFigure reading={reading} width={width} />
      <Arithmetic reading={reading} truth={truthOf(trace, reading)} width={width} />
    </div>
  );
}

/** The client's clock is taken as it stood before the correction that may follow at once. */
function truthOf(trace: Trace, { server, event }: ExchangeReading): number {
  const at = trace.at(event);
  return pointAt(courseOf(trace, server, at), at).error - (trace.clock(event) - at);
}

export function NtpClocks({ world, trace, scenario, protocol }: PanelProps) {
  const tolerance = Number(
    scenario.options.tolerance ?? protocol.options.find(({ id }) => id === 'tolerance')?.fallback ?? 0,
  );
  const tracks = world.processes
    .filter(({ client }) => !client)
    .map(({ id, snapshot }) => trackOf(id, snapshot.context as NtpContext, trace, world.at, world.events, tolerance));
  return (
    <div className={styles.panel}>
      <Clocks tracks={tracks} duration={scenario.duration} now={world.at} />
    </div>
  );
}

type Adjustment = { readonly by: number; readonly mode: string; readonly half: number };

function trackOf(
  process: ProcessId,
  context: NtpContext,
  trace: Trace,
  at: number,
  events: number,
  tolerance: number,
): ClockTrack {
  const course = courseOf(trace, process, at);
  if (isServer(context)) return { process, course, certainty: [], marks: [] };
  const adjustments = adjustmentsOf(trace, process, events);
  const marks = adjustments.map(({ at: when, by, mode }): ClockMark => {
    const title =
      by === 0
        ? `${process} finds its clock right.`
        : `${process} ${mode}s its clock by ${amount(Math.abs(by))} ${by > 0 ? 'forward' : 'back'}.`;
    return { at: when, kind: 'corrected', title };
  });
  return { process, course, certainty: certaintyOf(adjustments, at, context.options.slewRate, tolerance), marks };
}

/**
 * After a correction: half the width of what was agreed on, what is still to be slewed, and drift since.
 * At each correction there are two points, before and after.
 */
function certaintyOf(
  adjustments: readonly (Adjustment & { readonly at: number })[],
  now: number,
  slewRate: number,
  tolerance: number,
): readonly Certainty[] {
  const drifted = (elapsed: number) => (elapsed * tolerance) / 1_000_000;
  return adjustments.flatMap(({ at, by, mode, half }, index) => {
    const end = adjustments[index + 1]?.at ?? now;
    const rest = mode === 'slew' ? Math.abs(by) : 0;
    const slewed = Math.min(end, at + (rest * 1_000_000) / slewRate);
    const left = (when: number) => Math.max(0, rest - ((when - at) * slewRate) / 1_000_000);
    const point = (when: number): Certainty => ({ at: when, half: half + left(when) + drifted(when - at) });
    return [point(at), ...(slewed > at && slewed < end ? [point(slewed)] : []), point(end)];
  });
}

function adjustmentsOf(trace: Trace, process: ProcessId, events: number): (Adjustment & { readonly at: number })[] {
  const lane = trace.lanes.indexOf(process);
  const found: (Adjustment & { readonly at: number })[] = [];
  for (let id = 0; id < events; id += 1) {
    if (trace.lane(id) === lane && trace.kind(id) === 'step' && trace.word(id) === 'adjust')
      found.push({ ...(trace.extra(id) as Adjustment), at: trace.at(id) });
  }
  return found;
}
