/** Rules of chain replication that can be left out, to see which claim breaks. */
import type { Flaw } from '../../sim/protocol.ts';

const PAPER = 'van Renesse, Schneider 2004';

/** `breaks` is what the run in `exposedBy` breaks, all of it. */
export const chainFlaws: readonly Flaw[] = [
  {
    id: 'reply-from-head',
    title: 'Reply from the head',
    rule: 'A write is answered once its acknowledgement has come back from the tail.',
    source: `${PAPER}, §3`,
    breaks: ['acknowledged-survives', 'linearizable'],
    exposedBy: 'reply-from-head',
  },
  {
    id: 'no-resend',
    title: 'Send nothing again',
    rule: 'A new successor says what it has, and is sent what the server between them had not passed on.',
    source: `${PAPER}, §3.3`,
    breaks: ['update-propagation', 'in-process', 'acknowledged-survives', 'linearizable'],
    exposedBy: 'no-resend',
  },
  {
    id: 'accept-stale-epoch',
    title: 'Take updates of an old epoch',
    rule: 'A server refuses whatever was sent in an older epoch than its own.',
    source: `${PAPER}, §3.3`,
    breaks: ['acknowledged-survives', 'linearizable'],
    exposedBy: 'accept-stale-epoch',
  },
  {
    id: 'no-lease',
    title: 'Answer without a lease',
    rule: 'A server answers reads only as long as the control plane has promised to keep it in the chain.',
    source: 'Gray, Cheriton: Leases, 1989',
    breaks: ['linearizable'],
    exposedBy: 'no-lease',
  },
  {
    id: 'two-configurations',
    title: 'Announce before it is agreed',
    rule: 'A configuration is announced once it is on stable storage: of one process, or of a majority of the control plane.',
    source: `${PAPER}, §3`,
    breaks: ['one-chain-an-epoch', 'acknowledged-survives'],
    exposedBy: 'two-configurations',
  },
];

/** CRAQ has one rule more. */
export const craqFlaws: readonly Flaw[] = [
  {
    id: 'serve-dirty',
    title: 'Serve what is dirty',
    rule: 'A server whose newest version of an object is dirty asks the tail which version is committed.',
    source: 'Terrace, Freedman 2009, §2.3',
    breaks: ['linearizable'],
    exposedBy: 'serve-dirty',
  },
  // Reads go round the chain here, and in that run none of them meets what is missing.
  ...chainFlaws.map((flaw) =>
    flaw.id === 'no-resend' ? { ...flaw, breaks: flaw.breaks.filter((claim) => claim !== 'linearizable') } : flaw,
  ),
];
