/** φ over each lane against time, with the line that makes a suspicion of it, and what has been learnt by now. */
import { useMemo } from 'react';
import { measure } from '../../check/detection/measures.ts';
import type { ProcessState } from '../../sim/world.ts';
import { LINE_LOOKS, LineChart } from '../../views/chart/line-chart.tsx';
import { lengthText } from '../../views/timeline/scale.ts';
import type { PanelProps } from '../panels.ts';
import { curves } from './curves.ts';
import styles from './panel.module.css';
import { type AccrualContext, learntOf } from './state.ts';

/** How far above the threshold is shown, as a multiple of it. */
const HEADROOM = 1.6;

export function PhiPanel({ world, trace, scenario, onSeek }: PanelProps) {
  const all = useMemo(() => curves(trace), [trace]);
  const measures = useMemo(() => measure(trace, world.at), [trace, world.at]);
  const observers = world.processes.filter(({ client }) => !client);
  const names = observers.map(({ id }) => id);
  const wrong = measures.suspicions.filter((one) => one.wrong).length;
  const noticed = measures.detections.flatMap(({ after }) => (after === null ? [] : [after]));
  return (
    <div className={styles.panel}>
      <p className={styles.say}>
        False suspicions so far: {wrong}.{' '}
        {noticed.length > 0 && `Crashes noticed after ${noticed.map((after) => lengthText(round(after))).join(', ')}.`}
      </p>
      {observers.map((observer) => {
        const { threshold } = settingsOf(observer);
        const own = all.filter((curve) => curve.observer === observer.id);
        return (
          <section key={observer.id}>
            <h3 className={styles.name}>
              {observer.id} <span>{learntText(observer)}</span>
            </h3>
            <LineChart
              label={`φ of each peer as ${observer.id} sees it, against time; the threshold is ${threshold}`}
              x={{ title: 'time, s', domain: [0, scenario.duration / 1e6] }}
              y={{ title: 'φ', domain: [0, threshold * HEADROOM] }}
              lines={own.map(({ subject, points }) => ({
                id: subject,
                title: `φ of ${subject}`,
                look: LINE_LOOKS[names.indexOf(subject)] ?? 'sixth',
                points,
              }))}
              references={[{ id: 'threshold', axis: 'y', value: threshold, title: `threshold ${threshold}` }]}
              playhead={world.at / 1e6}
              onSeek={(seconds) => onSeek(Math.round(seconds * 1e6))}
              height={130}
            />
          </section>
        );
      })}
    </div>
  );
}

function learntText(observer: ProcessState): string {
  if (observer.status === 'crashed') return 'down: what it had learnt is gone';
  const context = contextOf(observer);
  return Object.entries(context.peers)
    .map(([name, peer]) => {
      const { mean, deviation } = learntOf(context, peer);
      return `expects ${name} every ${(mean / 1000).toFixed(0)} ± ${(deviation / 1000).toFixed(0)} ms`;
    })
    .join('; ');
}

function settingsOf(observer: ProcessState): AccrualContext['settings'] {
  return contextOf(observer).settings;
}

/** Snapshots of detectors have their context. */
function contextOf({ snapshot }: ProcessState): AccrualContext {
  return snapshot.context as AccrualContext;
}

function round(micros: number): number {
  return Math.round(micros / 1000) * 1000;
}
