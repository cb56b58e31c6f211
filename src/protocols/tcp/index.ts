/** One connection, four lessons: reliability, connection, flow and congestion. The ends are the same in all of them. */
import type { ProtocolDefinition } from '../../sim/protocol.ts';
import { shared } from './definition.ts';
import { ignoreTheWindow, noChecksum, noProbes, noRetransmission, noTimeWait } from './flaws.ts';
import { congestionGallery } from './gallery-congestion.ts';
import { connectionGallery } from './gallery-connection.ts';
import { flowGallery } from './gallery-flow.ts';
import { reliabilityGallery } from './gallery-reliability.ts';
import { arrivesWhole, isPrefix, noOldSegment } from './monitors-stream.ts';
import { withinWindow } from './monitors-window.ts';
import { cutShort, fastRetransmit, outOfOrder, probed, refusedByChecksum, timedOut, waiting } from './situations.ts';

export const tcpReliability: ProtocolDefinition = {
  ...shared,
  id: 'tcp-reliability',
  title: 'TCP: reliability',
  source: 'RFC 9293; RFC 6298',
  summary:
    'A stream of bytes arrives whole and in order over a line that loses, doubles, reorders and changes segments.',
  monitors: [isPrefix, arrivesWhole],
  situations: [outOfOrder, fastRetransmit, timedOut, refusedByChecksum, cutShort],
  flaws: [noChecksum, noRetransmission],
  gallery: reliabilityGallery,
  lessons: async () => (await import('./lessons-reliability.ts')).reliabilityLessons,
};

export const tcpConnection: ProtocolDefinition = {
  ...shared,
  id: 'tcp-connection',
  title: 'TCP: connection',
  source: 'RFC 9293 §3.3 to §3.6',
  summary:
    'Three segments open a connection, a round trip passes before the first byte, and its end waits for stragglers.',
  monitors: [isPrefix, noOldSegment, arrivesWhole],
  situations: [waiting, timedOut, cutShort],
  flaws: [noTimeWait],
  gallery: connectionGallery,
  lessons: async () => (await import('./lessons-connection.ts')).connectionLessons,
};

export const tcpFlow: ProtocolDefinition = {
  ...shared,
  id: 'tcp-flow',
  title: 'TCP: flow control',
  source: 'RFC 9293 §3.8.6',
  summary: 'The receiver says how much it has room for, and the sender stops when there is none.',
  monitors: [withinWindow, arrivesWhole],
  situations: [probed, timedOut, outOfOrder],
  flaws: [ignoreTheWindow, noProbes],
  gallery: flowGallery,
  lessons: async () => (await import('./lessons-flow.ts')).flowLessons,
};

export const tcpCongestion: ProtocolDefinition = {
  ...shared,
  id: 'tcp-congestion',
  title: 'TCP: congestion control',
  source: 'RFC 5681; RFC 6582; Jacobson: Congestion avoidance and control, 1988',
  summary: 'Nobody says how much the network can take: the sender tries more until something is lost, and takes half.',
  monitors: [arrivesWhole],
  situations: [fastRetransmit, timedOut, outOfOrder],
  flaws: [],
  gallery: congestionGallery,
  lessons: async () => (await import('./lessons-congestion.ts')).congestionLessons,
};
