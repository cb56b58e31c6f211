/** HTTP/1.1, HTTP/2 and HTTP/3 with one page: what is put in order decides what a lost packet holds up. */
import { fail, ok } from '../../base/result.ts';
import type { Portrait, ProtocolDefinition, Snapshot } from '../../sim/protocol.ts';
import type { Json } from '../../sim/scenario.ts';
import type { TraceEvent } from '../../sim/trace-event.ts';
import { type BrowserContext, browser } from './browser.ts';
import { httpGallery } from './gallery.ts';
import { blocked, inOrder, pageLoads, whole } from './monitors.ts';
import { httpOptions } from './options.ts';
import { httpServer, type ServerContext } from './server.ts';

const BYTES = 'RFC 9293 §3.4; RFC 9000 §2.2';

export const httpHol: ProtocolDefinition = {
  id: 'http-hol',
  title: 'HTTP and its queues',
  source: 'RFC 9112, RFC 9113, RFC 9114; Vitillo 2021, §5.1',
  summary: 'One page over HTTP/1.1, 2 and 3: a lost packet holds up a connection, everything, or one stream.',
  defaults: { processes: 1, clients: 1 },
  limits: { processes: [1, 3] },
  roles: [
    { id: 'idle', title: 'idle', tone: 'following' },
    { id: 'sending', title: 'sends', tone: 'leading' },
    { id: 'still', title: 'still', tone: 'following', unlisted: true },
    { id: 'loading', title: 'loads a page', tone: 'seeking' },
  ],
  messages: [
    { type: 'Get', title: 'Get', form: 'request', tone: 'seeking' },
    { type: 'Got', title: 'Got', form: 'reply', tone: 'neutral' },
    { type: 'Data', title: 'Data', form: 'request', tone: 'leading' },
    { type: 'Ack', title: 'Ack', form: 'reply', tone: 'neutral' },
  ],
  options: httpOptions,
  operations: ['read'],
  timers: [
    { name: 'pace', title: 'next packet' },
    { name: 'retransmit', title: 'retransmission' },
    { name: 'askAgain', title: 'next request' },
    { name: 'patience', title: 'patience' },
  ],
  behaviours: [],
  machines: { process: httpServer, client: browser },
  parseInitial: (values) => {
    const [stranger] = Object.keys(values);
    return stranger === undefined ? ok(undefined) : fail(`"${stranger}" is nothing that a server starts with`);
  },
  stable: ({ context }) =>
    context !== undefined && 'load' in context ? { load: (context as BrowserContext).load } : undefined,
  caption,
  sentence,
  portray,
  monitors: [inOrder, whole, pageLoads],
  situations: [blocked],
  flaws: [
    {
      id: 'deliver-out-of-order',
      title: 'Delivered as it comes',
      rule: 'What comes behind a gap is held back until the gap is filled.',
      source: BYTES,
      breaks: ['in-order'],
      exposedBy: 'deliver-out-of-order',
    },
    {
      id: 'no-de-duplication',
      title: 'Copies are counted',
      rule: 'A packet that has come before is thrown away.',
      source: BYTES,
      breaks: ['whole', 'in-order'],
      exposedBy: 'no-de-duplication',
    },
    {
      id: 'no-retransmission',
      title: 'No retransmission',
      rule: 'A packet that was lost is sent again.',
      source: 'RFC 9293 §3.8.1; RFC 9002 §6',
      breaks: ['page-loads'],
      exposedBy: 'no-retransmission',
    },
  ],
  gallery: httpGallery,
  lessons: async () => (await import('./lessons.ts')).httpLessons,
};

function caption(type: string, payload: Json): string {
  const { resources, resource, index, of, lane, seq } = payload as Readonly<Record<string, Json>>;
  const list = Array.isArray(resources) ? resources.join(' ') : '';
  switch (type) {
    case 'Get':
      return `get ${list}`;
    case 'Got':
      return `got ${list}`;
    case 'Data':
      return `resource ${resource}: ${Number(index) + 1} of ${of}`;
    default:
      return `ack ${lane}/${seq}`;
  }
}

function sentence(event: TraceEvent): string | undefined {
  if (event.kind !== 'step') return undefined;
  const { process, name, detail } = event;
  const { resource, index, lane, missing, resources, connection } = detail;
  const piece = `piece ${Number(index) + 1} of resource ${resource}`;
  switch (name) {
    case 'discover':
      return `${process} learns of ${listOf(resources)}`;
    case 'ask':
      return `${process} asks for ${listOf(resources)} over connection ${connection}`;
    case 'holdBack':
      return `${process} holds ${piece} back: place ${missing} of lane ${lane} is missing`;
    case 'copy':
      return `${process} has ${piece} already`;
    case 'use':
      return `${process} uses ${piece}`;
    case 'done':
      return `${process} has resource ${resource}`;
    case 'miss':
      return `${process} takes ${piece} for lost`;
    case 'giveUp':
      return `${process} gives the page up`;
    default:
      return undefined;
  }
}

function listOf(resources: Json | undefined): string {
  return Array.isArray(resources) ? `resource ${resources.join(' ')}` : '';
}

function portray({ context, value }: Snapshot): Portrait {
  if (!('load' in context)) {
    const { streams, flying, lost } = context as ServerContext;
    return {
      role: typeof value === 'string' ? value : 'sending',
      ...(streams.length === 0 ? {} : { badge: `${streams.length} to send` }),
      facts: [
        { name: 'resources to send', value: String(streams.length), stable: false },
        { name: 'not acknowledged', value: String(Object.keys(flying).length), stable: false },
        { name: 'to send again', value: String(lost.length), stable: false },
      ],
    };
  }
  const { load, waiting, done, resources, lanes } = context as BrowserContext;
  const held = Object.values(lanes).reduce((sum, lane) => sum + Object.keys(lane.held).length, 0);
  return {
    role: String(value),
    facts: [
      { name: 'page', value: String(load), stable: true },
      { name: 'done', value: `${done.length} of ${resources + 1}`, stable: false },
      { name: 'not yet asked for', value: waiting.length === 0 ? '–' : waiting.join(' '), stable: false },
      { name: 'packets held back', value: String(held), stable: false },
    ],
  };
}
