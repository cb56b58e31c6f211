/** The lanes themselves, in layers: grid, picture, operations, words, and what is laid over them for a moment. */
import { memo, type RefObject } from 'react';
import type { Verdict } from '../../sim/protocol.ts';
import type { Scenario, TrueTime } from '../../sim/scenario.ts';
import type { Trace } from '../../sim/trace.ts';
import type { EventId } from '../../sim/trace-event.ts';
import type { Selection } from '../intents.ts';
import { later } from '../later.tsx';
import { Backdrop } from './backdrop.tsx';
import { BandLabels } from './band-label-layer.tsx';
import type { Change } from './change.ts';
import { DrawnLine } from './drawn-line.tsx';
import { OperationLayer } from './operation-layer.tsx';
import { Overlay } from './overlay.tsx';
import { PictureLayer } from './picture-layer.tsx';
import type { Rows } from './rows.ts';
import type { Tick, TimeScale } from './scale.ts';
import type { Stories } from './stories.ts';
import styles from './timeline.module.css';
import type { Tones } from './tones.ts';
import type { DrawnMessage } from './use-drawing.ts';

/** Only beside another run. */
const ChangeLayer = later(async () => (await import('./change-layer.tsx')).ChangeLayer);

interface PlotProps {
  readonly ref: RefObject<HTMLDivElement | null>;
  readonly left: number;
  readonly label: string;
  readonly trace: Trace;
  readonly stories: Stories;
  readonly rows: Rows;
  readonly tones: Tones;
  readonly scale: TimeScale;
  readonly ticks: readonly Tick[];
  readonly reached: TrueTime;
  readonly scenario: Pick<Scenario, 'duration' | 'faults'>;
  readonly verdicts: readonly Verdict[];
  readonly selection: Selection;
  readonly hover: EventId | undefined;
  readonly theme: string;
  readonly drawn: DrawnMessage | undefined;
  readonly segments: boolean;
  readonly change: Change | undefined;
}

export const Plot = memo(function Plot(props: PlotProps) {
  const { trace, stories, rows, tones, scale, ticks, reached, scenario, selection, hover } = props;
  const { duration, faults } = scenario;
  const comparing = selection?.kind === 'event' && selection.other !== undefined;
  const chosen = selection?.kind === 'event' && !comparing ? selection.event : undefined;
  const focus = [hover, chosen].find((event) => event !== undefined && event < trace.length);
  const faded = focus !== undefined || comparing || props.change !== undefined;
  return (
    <div
      ref={props.ref}
      className={styles.plot}
      style={{ left: props.left, width: scale.width, height: rows.height }}
      role="application"
      aria-roledescription="space-time diagram"
      aria-label={props.label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: one tab stop, from which the app's keys move through the events
      tabIndex={0}
    >
      <Backdrop
        ticks={ticks}
        scale={scale}
        rows={rows}
        reached={reached}
        duration={duration}
        fault={selection?.kind === 'fault' ? faults[selection.fault] : undefined}
        selection={selection}
        trace={trace}
      />
      <PictureLayer
        trace={trace}
        stories={stories}
        reached={reached}
        rows={rows}
        tones={tones}
        scale={scale}
        duration={duration}
        theme={props.theme}
        segments={props.segments}
        faded={faded}
      />
      <OperationLayer trace={trace} rows={rows} scale={scale} reached={reached} />
      <BandLabels stories={stories} rows={rows} scale={scale} tones={tones} reached={reached} dimmed={faded} />
      {props.change !== undefined && (
        <ChangeLayer trace={trace} rows={rows} scale={scale} reached={reached} change={props.change} />
      )}
      <Overlay
        trace={trace}
        rows={rows}
        scale={scale}
        reached={reached}
        focus={focus}
        selection={selection}
        verdicts={props.verdicts}
      />
      {props.drawn !== undefined && <DrawnLine drawn={props.drawn} width={scale.width} height={rows.height} />}
    </div>
  );
});
