/** Processes on a ring, links between them, messages under way: the world at one moment. */
import { useId, useMemo, useRef } from 'react';
import type { ProcessId, Scenario } from '../../sim/scenario.ts';
import type { Trace } from '../../sim/trace.ts';
import type { World } from '../../sim/world.ts';
import type { Selection, Target } from '../intents.ts';
import { later } from '../later.tsx';
import { captions } from './captions.ts';
import { corners } from './corners.ts';
import { cutAcross } from './cut-across.ts';
import { AcknowledgementLayer, FlightLayer, LossLayer, lossBoxes } from './flight-layer.tsx';
import { layoutRing, type Size } from './layout.ts';
import { commonLabel, linkLabels } from './link-labels.ts';
import { LinkLabels, LinkLayer } from './link-layer.tsx';
import { type Loss, recentLosses } from './losses.ts';
import { placeNotes } from './notes.ts';
import { partedBy } from './parted.ts';
import { ProcessLayer, ProcessNotes } from './process-layer.tsx';
import { type FlightView, flightView, linkViews, processView, type SceneProtocol } from './scene.ts';
import { acknowledgementView, foldedFlights, foldedLosses, recentlyAstray } from './segments.ts';
import styles from './stage.module.css';
import { useOnStage } from './use-on-stage.ts';
import { useRoving } from './use-roving.ts';
import { keyOf, type StageActions, useStagePointer } from './use-stage-pointer.ts';

const StrokeLayer = later(async () => (await import('./stroke-layer.tsx')).StrokeLayer);
const WallLayer = later(async () => (await import('./wall-layer.tsx')).WallLayer);

export interface RingProps extends StageActions {
  readonly world: World;
  readonly protocol: SceneProtocol;
  readonly scenario: Scenario;
  readonly selection: Selection;
  readonly reducedMotion: boolean;
  readonly trace: Trace | undefined;
  readonly segments: boolean;
  readonly size: Size;
  readonly pointedTo: readonly ProcessId[];
}

/** Travel becomes this many steps where motion is unwelcome. */
const STEPS = 4;
/** On a smaller stage the figures of links would cover the processes; the fault track says them as well, px². */
const CRAMPED = 100_000;

export function Ring({
  world,
  protocol,
  scenario,
  selection,
  reducedMotion,
  trace,
  segments,
  size,
  pointedTo,
  onSelect,
  onOpen,
  onCutAcross,
}: RingProps) {
  const svg = useRef<SVGSVGElement>(null);
  const hatch = useId();
  const layout = useMemo(
    () => layoutRing(scenario.processes, scenario.clients, size),
    [scenario.processes, scenario.clients, size],
  );
  const processes = world.processes.map((process) => processView(process, protocol, world.at));
  const links = linkViews(world, scenario);
  const shown = segments ? world.flights.map((flight) => ({ flight, behind: 0 })) : foldedFlights(world);
  const flights = shown.map(({ flight, behind }) =>
    inSteps(flightView(flight, protocol, world.at, behind), reducedMotion),
  );
  const acknowledgements = segments
    ? world.acknowledgements.map((one) => inSteps(acknowledgementView(one, world.at), reducedMotion))
    : [];
  const stage = useOnStage(layout, links, flights);

  const actions = { onSelect, onOpen, onCutAcross };
  const { stroke, hover, giveUp, handlers } = useStagePointer(svg, stage, actions);
  const targets: readonly (readonly Target[])[] = [
    processes.map(({ id }) => ({ kind: 'process', process: id })),
    links.map(({ a, b }) => ({ kind: 'link', from: a, to: b })),
    flights.map(({ flight }) => ({ kind: 'message', message: flight.message, copy: flight.copy })),
  ];
  const { active, onKeyDown, onKeyUp, onFocus } = useRoving(svg, targets, { onSelect, onOpen, giveUp });
  const onPress = (key: string) => {
    const target = targets.flat().find((other) => keyOf(other) === key);
    const box = svg.current?.querySelector(`[data-key="${CSS.escape(key)}"]`)?.getBoundingClientRect();
    if (target === undefined || box === undefined) return;
    onSelect(target);
    onOpen(target, { x: box.x, y: box.y, width: box.width, height: box.height });
  };

  const selected = selectedKey(selection, trace, flights);
  const hovered = keyOf(hover);
  const named = new Set([selected, hovered].filter((key) => key !== undefined));
  const cut = stroke === undefined ? undefined : cutAcross(stroke, layout);
  const losses = trace === undefined ? [] : lossesOf(trace, world, scenario, segments);
  const common = commonLabel(links, layout);
  const fixed = [
    ...corners(
      protocol.roles,
      protocol.messages,
      size,
      scenario.processes.length,
      segments && scenario.network.transport !== 'datagram',
    ),
    ...(common === undefined ? [] : [common.box]),
  ];
  const notes = placeNotes(processes, layout, fixed);
  const words = [...fixed, ...notes.map(({ box }) => box)];
  const cramped = size.width * size.height < CRAMPED;
  const labels = cramped ? [] : common === undefined ? linkLabels(links, layout, words) : [common];
  const taken = [...words, ...labels.map(({ box }) => box), ...lossBoxes(losses, layout)];
  const layer = { layout, active, selected, hovered, onFocus, onPress };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a drawing with buttons in it is a group, not a fieldset
    <svg
      ref={svg}
      className={styles.ring}
      width={size.width}
      height={size.height}
      role="group"
      aria-label={`Ring of ${scenario.processes.length} processes. Arrows left and right go round, up and down go on to links and messages, Enter opens.`}
      data-pointing={hover !== undefined && stroke === undefined ? '' : undefined}
      onKeyDown={onKeyDown}
      onKeyUp={onKeyUp}
      {...handlers}
    >
      <defs>
        <pattern id={hatch} width={6} height={6} patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <line x1={0} x2={0} y2={6} className={styles.hatchLine} />
        </pattern>
      </defs>
      {scenario.faults.some(({ kind }) => kind === 'partition' || kind === 'isolate') && (
        <WallLayer scenario={scenario} at={world.at} layout={layout} />
      )}
      <LinkLayer
        {...layer}
        views={links}
        walled={partedBy(scenario, world.at)}
        threatened={cut?.groups.length ? cut.crossed : NONE}
      />
      <ProcessLayer {...layer} views={processes} hatch={hatch} reducedMotion={reducedMotion} pointedTo={pointedTo} />
      <LinkLabels labels={labels} />
      <ProcessNotes notes={notes} />
      <LossLayer losses={losses} layout={layout} />
      <AcknowledgementLayer views={acknowledgements} layout={layout} />
      <FlightLayer {...layer} views={flights} captions={captions(flights, layout, named, taken)} />
      {stroke !== undefined && cut !== undefined && <StrokeLayer stroke={stroke} groups={cut.groups} size={size} />}
    </svg>
  );
}

const NONE: ReadonlySet<string> = new Set();

/** A selected event lights up its message while that is under way, else its process. */
function selectedKey(
  selection: Selection,
  trace: Trace | undefined,
  flights: readonly FlightView[],
): string | undefined {
  if (selection?.kind !== 'event') return keyOf(selection);
  if (trace === undefined || selection.event >= trace.length) return undefined;
  const { event } = selection;
  const isMessage = ['send', 'receive', 'lost'].includes(trace.kind(event));
  const key = isMessage ? `${trace.address(event)}#${Math.max(1, trace.copy(event))}` : undefined;
  return flights.some((flight) => flight.key === key) ? key : trace.lanes[trace.lane(event)];
}

function lossesOf(trace: Trace, world: World, { network }: Scenario, segments: boolean): readonly Loss[] {
  const losses = recentLosses(trace, world.events, world.at, network);
  return segments ? [...losses, ...recentlyAstray(trace, world.events, world.at)] : foldedLosses(losses, trace);
}

function inSteps<View extends { readonly share: number }>(view: View, reducedMotion: boolean): View {
  return reducedMotion ? { ...view, share: (Math.min(STEPS - 1, Math.floor(view.share * STEPS)) + 0.5) / STEPS } : view;
}
