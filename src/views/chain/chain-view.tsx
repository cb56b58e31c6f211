/** A chain as a chain: servers in their order, updates going down and acknowledgements up, each object’s versions below. */
import { useLayoutEffect, useRef, useState } from 'react';
import { epochClass } from '../../marks/epoch-colour.ts';
import { MessageDot } from '../../marks/message-dot.tsx';
import { toneClass } from '../../marks/tone.ts';
import type { Address } from '../../sim/scenario.ts';
import {
  BOX,
  CHIP,
  type ChainLayout,
  type ChainPicture,
  type ChainServer,
  type ControlMember,
  flightPosition,
  KEYS,
  LANE,
  layoutChain,
  type ObjectVersion,
  VERSIONS,
} from './chain-picture.ts';
import styles from './chain-view.module.css';

export interface ChainViewProps {
  readonly picture: ChainPicture;
  readonly onSelectServer: (id: string) => void;
  readonly onSelectMessage: (message: Address, copy: number) => void;
}

export function ChainView({ picture, onSelectServer, onSelectMessage }: ChainViewProps) {
  const [place, available] = useWidth();
  const layout = layoutChain(picture, available);
  const { servers, keys, flights } = picture;
  return (
    <div ref={place}>
      <svg
        width={layout.width}
        height={layout.height}
        role="img"
        aria-label={inWords(picture)}
        className={styles.drawing}
      >
        <ControlPlane picture={picture} layout={layout} />
        <Links servers={servers} layout={layout} />
        {servers.map((server) => (
          <Server key={server.id} server={server} picture={picture} layout={layout} onSelect={onSelectServer} />
        ))}
        {flights.map((flight) => {
          const { x, y, captionX } = flightPosition(layout, servers, flight);
          return (
            <g
              key={flight.key}
              transform={`translate(${x} ${y})`}
              className={styles.flight}
              onPointerDown={() => onSelectMessage(flight.message, flight.copy)}
            >
              <MessageDot tone={flight.tone} form={flight.form} radius={5} />
              <text x={captionX - x} y={y > layout.chainTop + BOX.height / 2 ? 20 : -10} className={styles.caption}>
                {flight.caption}
              </text>
            </g>
          );
        })}
        {keys.slice(0, KEYS).map((key, index) => (
          <ObjectRow key={key} name={key} y={layout.rowY(index)} servers={servers} layout={layout} />
        ))}
      </svg>
      <ul className={styles.legend} aria-label="Legend">
        <li>
          <span className={`${styles.swatch} ${styles.clean}`} /> clean: the tail has it
        </li>
        <li>
          <span className={`${styles.swatch} ${styles.dirty}`} /> dirty: on its way
        </li>
        {keys.length > KEYS && <li>and {keys.length - KEYS} more objects</li>}
      </ul>
    </div>
  );
}

function ControlPlane({ picture: { control, members }, layout }: { picture: ChainPicture; layout: ChainLayout }) {
  const width = Math.max(210, 150 + members.length * 64);
  const left = Math.max(4, layout.width / 2 - width / 2);
  return (
    <g transform={`translate(${left} ${layout.controlTop})`}>
      <rect width={width} height={58} rx={9} className={styles.control} />
      <text x={14} y={25} className={styles.words}>
        Control plane
      </text>
      <text x={14} y={43} className={styles.small}>
        {control}
      </text>
      {members.map((member, index) => (
        <g key={member.id} transform={`translate(${width - 36 - (members.length - 1 - index) * 64} 21)`}>
          <Member member={member} />
        </g>
      ))}
    </g>
  );
}

function Member({ member: { id, role, tone, status } }: { member: ControlMember }) {
  return (
    <g className={`${toneClass(tone)} ${status === 'crashed' ? styles.down : ''}`}>
      <circle r={16} className={styles.member} strokeWidth={tone === 'leading' ? 3 : 1.5} />
      <text y={4} className={styles.name}>
        {id}
      </text>
      <text y={31} className={styles.caption}>
        {status === 'up' ? role : status === 'crashed' ? 'down' : 'paused'}
      </text>
    </g>
  );
}

/** From each server in the chain to the next: updates to the right, acknowledgements to the left. */
function Links({ servers, layout }: { servers: readonly ChainServer[]; layout: ChainLayout }) {
  const chain = servers.filter(({ inChain }) => inChain);
  const y = layout.chainTop + BOX.height / 2;
  return chain.slice(1).map((server, index) => {
    const before = chain[index] as ChainServer; // one for each that follows another
    const [from, to] = [layout.x(before.id) + BOX.width / 2, layout.x(server.id) - BOX.width / 2];
    return (
      <g key={`${before.id}-${server.id}`} className={styles.link}>
        <path d={`M${from + 2},${y - LANE}H${to - 3}`} />
        <path d={`M${to - 8},${y - LANE - 4}L${to - 2},${y - LANE}L${to - 8},${y - LANE + 4}`} />
        <path d={`M${to - 2},${y + LANE}H${from + 3}`} className={styles.back} />
        <path d={`M${from + 8},${y + LANE - 4}L${from + 2},${y + LANE}L${from + 8},${y + LANE + 4}`} />
      </g>
    );
  });
}

function Server({
  server,
  picture,
  layout,
  onSelect,
}: {
  server: ChainServer;
  picture: ChainPicture;
  layout: ChainLayout;
  onSelect: (id: string) => void;
}) {
  const { id, place, tone, status, inChain, epoch } = server;
  const behind = status !== 'crashed' && epoch !== picture.epoch;
  const classes = [
    toneClass(tone),
    styles.server,
    inChain ? '' : styles.outside,
    status === 'crashed' ? styles.down : '',
  ];
  return (
    <g
      transform={`translate(${layout.x(id) - BOX.width / 2} ${layout.chainTop})`}
      className={classes.join(' ')}
      onPointerDown={() => onSelect(id)}
    >
      <rect width={BOX.width} height={BOX.height} rx={8} strokeWidth={tone === 'leading' ? 3 : 1.75} />
      <text x={BOX.width / 2} y={24} className={styles.name}>
        {id}
      </text>
      <text x={BOX.width / 2} y={42} className={styles.place2}>
        {status === 'paused' ? 'paused' : place}
      </text>
      {behind && (
        <text x={BOX.width / 2} y={BOX.height + 15} className={styles.behind}>
          {epoch === 0 ? 'told nothing' : `still epoch ${epoch}`}
        </text>
      )}
    </g>
  );
}

function ObjectRow({
  name,
  y,
  servers,
  layout,
}: {
  name: string;
  y: number;
  servers: readonly ChainServer[];
  layout: ChainLayout;
}) {
  return (
    <g transform={`translate(0 ${y})`}>
      <text x={10} y={14} className={styles.key}>
        {short(name)}
      </text>
      {servers.map(({ id, objects }) => {
        const versions = (objects[name] ?? []).slice(-VERSIONS);
        const width = versions.length * (CHIP.width + CHIP.gap) - CHIP.gap;
        return (
          <g key={id} transform={`translate(${layout.x(id) - width / 2} 0)`}>
            {versions.map((version, index) => (
              <Chip key={version.version} version={version} x={index * (CHIP.width + CHIP.gap)} />
            ))}
            {versions.length === 0 && (
              <text x={0} y={14} className={styles.caption}>
                –
              </text>
            )}
          </g>
        );
      })}
    </g>
  );
}

function Chip({ version: { version, value, clean }, x }: { version: ObjectVersion; x: number }) {
  return (
    <g transform={`translate(${x} 0)`} className={clean ? styles.clean : styles.dirty}>
      <title>{`version ${version}: ${value ?? 'nothing'}, ${clean ? 'clean' : 'dirty'}`}</title>
      <rect width={CHIP.width} height={CHIP.height} rx={5} />
      <text x={CHIP.width / 2} y={14}>
        {short(value ?? '–')}
      </text>
    </g>
  );
}

/** As many letters as a chip has room for. */
function short(text: string): string {
  return text.length > 4 ? `${text.slice(0, 3)}…` : text;
}

/** The whole picture as a sentence, for those who do not see it. */
function inWords({ epoch, servers, members, flights }: ChainPicture): string {
  const chain = servers.filter(({ inChain }) => inChain).map(({ id, place }) => `${id} ${place}`);
  const others = servers.filter(({ inChain }) => !inChain).map(({ id, place }) => `${id} ${place}`);
  const control = members.map(({ id, role }) => `${id} ${role}`);
  return [
    `Epoch ${epoch}: ${chain.join(', ')}`,
    others.length === 0 ? '' : `not in the chain: ${others.join(', ')}`,
    `control plane: ${control.join(', ')}`,
    `${flights.length} messages between servers on their way`,
  ]
    .filter((part) => part !== '')
    .join('; ');
}

export function EpochBadge({ epoch }: { readonly epoch: number }) {
  return <span className={`${epochClass(epoch)} ${styles.epoch}`}>epoch {epoch}</span>;
}

function useWidth() {
  const place = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(320);
  useLayoutEffect(() => {
    const element = place.current;
    if (element === null) return;
    const observer = new ResizeObserver(() => setWidth(element.clientWidth));
    observer.observe(element);
    setWidth(element.clientWidth);
    return () => observer.disconnect();
  }, []);
  return [place, width] as const;
}
