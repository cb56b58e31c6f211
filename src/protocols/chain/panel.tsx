/** The chain now: who is in it, which versions each server has, what is on its way, and what the run has cost so far. */
import type { ProcessState, World } from '../../sim/world.ts';
import type {
  ChainFlight,
  ChainPicture,
  ChainServer,
  ControlMember,
  ObjectVersion,
} from '../../views/chain/chain-picture.ts';
import { ChainView, EpochBadge } from '../../views/chain/chain-view.tsx';
import { MeasureLine } from '../../views/measures/measure-line.tsx';
import type { Carriers } from '../../views/measures/measures.ts';
import type { PanelProps } from '../panels.ts';
import { type Configuration, chainOf, UNCONFIGURED } from './configuration.ts';
import { type ControlContext, raftOf } from './control-context.ts';
import { objectsOf } from './objects.ts';
import styles from './panel.module.css';
import { isController, type ServerContext, type Stable } from './state.ts';

/** What goes along the chain; heartbeats and leases would only hide it. */
const DRAWN = new Set(['Update', 'Ack', 'Attach', 'Attached', 'Fetch', 'State', 'Query', 'Version', 'Refused']);

/** What takes a write down the chain, and the word that it has arrived up again. */
const CARRIERS: Carriers = { of: 'writes', types: { Update: () => true, Ack: () => true } };

export function ChainPanel({ world, trace, protocol, onSelect }: PanelProps) {
  const picture = pictureOf(world, protocol);
  return (
    <div className={styles.panel}>
      <p className={styles.say}>
        <EpochBadge epoch={picture.epoch} /> {sayChain(picture)}
      </p>
      <ChainView
        picture={picture}
        onSelectServer={(process) => onSelect({ kind: 'process', process })}
        onSelectMessage={(message, copy) => onSelect({ kind: 'message', message, copy })}
      />
      <MeasureLine trace={trace} carriers={CARRIERS} />
    </div>
  );
}

function pictureOf(world: World, protocol: PanelProps['protocol']): ChainPicture {
  const controllers = world.processes.filter(({ id, client }) => !client && isController(id));
  const configuration = agreed(controllers);
  const servers = serversOf(world, configuration, protocol);
  return {
    epoch: configuration.epoch,
    control: saidOfControl(controllers),
    members: controllers.map((process) => memberOf(process, protocol)),
    servers,
    flights: flightsOf(world, protocol),
    keys: [...new Set(servers.flatMap(({ objects }) => Object.keys(objects)))].sort(),
  };
}

/** The latest configuration that the control plane has decided. */
function agreed(controllers: readonly ProcessState[]): Configuration {
  return controllers
    .map(
      ({ status, stable, snapshot }) =>
        ((status === 'crashed' ? stable : snapshot.context) as Partial<ControlContext>).configuration,
    )
    .reduce<Configuration>(
      (latest, one) => (one !== undefined && one.epoch > latest.epoch ? one : latest),
      UNCONFIGURED,
    );
}

function saidOfControl(controllers: readonly ProcessState[]): string {
  if (controllers.length === 1) return 'one process';
  const terms = controllers.map(({ snapshot }) => raftOf(snapshot.context as ControlContext).term);
  return `Raft, term ${Math.max(...terms)}`;
}

function memberOf({ id, status, snapshot }: ProcessState, { roles }: PanelProps['protocol']): ControlMember {
  const state = String(snapshot.value);
  const role = roles.find((one) => one.id === state);
  return { id, status, role: state === 'alone' ? 'decides' : (role?.title ?? state), tone: role?.tone ?? 'neutral' };
}

function serversOf(
  world: World,
  configuration: Configuration,
  protocol: PanelProps['protocol'],
): readonly ChainServer[] {
  const chain = chainOf(configuration);
  const all = world.processes.filter(({ id, client }) => !client && !isController(id));
  const order = (id: string) =>
    chain.includes(id) ? chain.indexOf(id) : chain.length + all.findIndex((one) => one.id === id);
  return [...all]
    .sort((a, b) => order(a.id) - order(b.id))
    .map((process) => serverOf(process, configuration, protocol));
}

function serverOf(
  { id, status, stable, snapshot }: ProcessState,
  configuration: Configuration,
  { roles }: PanelProps['protocol'],
): ChainServer {
  const context = snapshot.context as ServerContext;
  const { history, acked, configuration: known, synced } = status === 'crashed' ? (stable as Stable) : context;
  const chain = chainOf(configuration);
  const index = chain.indexOf(id);
  const inChain = index >= 0;
  const role = index === 0 ? (chain.length === 1 ? 'alone' : 'head') : index === chain.length - 1 ? 'tail' : 'middle';
  const joining = inChain && synced < configuration.epoch;
  const { title = role, tone = 'neutral' } = roles.find((one) => one.id === (inChain ? role : 'outside')) ?? {};
  return {
    id,
    status,
    inChain,
    epoch: known.epoch,
    tone: status === 'crashed' ? 'neutral' : tone,
    place: status === 'crashed' ? (inChain ? `${title}, down` : 'down') : joining ? `${title}, joining` : title,
    objects: Object.fromEntries(
      objectsOf(history)
        .versions.entries()
        .map(([key, versions]): readonly [string, readonly ObjectVersion[]] => [
          key,
          versions
            .slice(Math.max(0, versions.length - 3))
            .map(({ version, value, seq }) => ({ version, value, clean: seq <= acked })),
        ]),
    ),
  };
}

function flightsOf(world: World, { messages, caption }: PanelProps['protocol']): readonly ChainFlight[] {
  return world.flights
    .filter(({ type }) => DRAWN.has(type))
    .map(({ message, copy, from, to, type, payload, sentAt, arrivesAt }) => {
      const kind = messages.find((one) => one.type === type);
      return {
        key: `${message}/${copy}`,
        message,
        copy,
        from,
        to,
        caption: caption(type, payload),
        form: kind?.form ?? 'request',
        tone: kind?.tone ?? 'neutral',
        progress: Math.min(1, (world.at - sentAt) / Math.max(1, arrivesAt - sentAt)),
      };
    });
}

/** What has to be known before the picture makes sense. */
function sayChain({ servers, epoch }: ChainPicture): string {
  if (epoch === 0) return 'The control plane has not decided on a chain yet.';
  const late = servers.filter(({ inChain, status }) => inChain && status !== 'up').map(({ id }) => id);
  const out = servers.filter(({ inChain }) => !inChain).map(({ id }) => id);
  if (late.length > 0)
    return `${late.join(' and ')} ${late.length === 1 ? 'is' : 'are'} in the chain and ${late.length === 1 ? 'does' : 'do'} not answer.`;
  if (out.length > 0) return `The chain goes on without ${out.join(' and ')}.`;
  return 'All servers are in the chain.';
}
