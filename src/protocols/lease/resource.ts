/** The resource that the lease protects: one value, and the check that it makes itself, whatever a writer believes. */
import { setup } from 'xstate';
import { acting, type Effect } from '../../sim/actor.ts';
import type { ProcessInput } from '../../sim/protocol.ts';
import { roleStep, sending, stepping } from './effects.ts';
import type { Fetch, From, ResourceEvent, Write } from './messages.ts';
import { readOptions } from './options.ts';

export interface ResourceStable {
  /** Counts accepted writes. */
  readonly version: number;
  readonly value: number;
  /** The newest token that was shown, with the number of its newest request and whether that one has written. */
  readonly token: number;
  readonly number: number;
  readonly wrote: boolean;
}

export interface ResourceContext extends ResourceStable {
  readonly part: 'resource';
  readonly check: 'token' | 'version';
  /** The flaw: whatever comes is taken. */
  readonly takesAll: boolean;
}

type Outcome = readonly [ResourceContext, readonly Effect[]];

const EMPTY: ResourceStable = { version: 0, value: 0, token: 0, number: 0, wrote: false };

function createResource({ options, flaws, stable }: ProcessInput): ResourceContext {
  return {
    ...EMPTY,
    ...(stable as Partial<ResourceStable> | undefined),
    part: 'resource',
    check: readOptions(options).check,
    takesAll: flaws.includes('no-check-at-store'),
  };
}

export function stableResource({ version, value, token, number, wrote }: ResourceContext): ResourceStable {
  return { version, value, token, number, wrote };
}

/** Tokens first, then the holder's own numbering: negative where `shown` is older than what was shown before. */
function age(context: ResourceContext, shown: { readonly token: number; readonly number: number }): number {
  return shown.token === context.token ? shown.number - context.number : shown.token - context.token;
}

/** A read counts too: from now on nothing older than it may write, or its writer would overwrite what it has not seen. */
export function serveFetch(context: ResourceContext, { from, payload }: From<'Fetch', Fetch>): Outcome {
  const { token, number } = payload;
  const older = age(context, payload) < 0;
  const accepted = context.takesAll || context.check === 'version' || !older;
  const { version, value } = context;
  const answered = sending(from, 'Value', { number, accepted, version, value });
  const next = older || age(context, payload) === 0 ? context : { ...context, token, number, wrote: false };
  return [next, [stepping('read', { client: from, token, version, accepted }), answered]];
}

export function serveWrite(context: ResourceContext, { from, payload }: From<'Write', Write>): Outcome {
  const { token, number, seen, value } = payload;
  // The same write once more, doubled by the network: it has been done.
  if (age(context, payload) === 0 && context.wrote)
    return [context, [sending(from, 'Written', { number, accepted: true })]];
  const fits = context.check === 'token' ? age(context, payload) >= 0 : seen === context.version;
  const accepted = context.takesAll || fits;
  const told = { client: from, token, seen, version: context.version, value, accepted };
  const effects = [stepping('write', told), sending(from, 'Written', { number, accepted })];
  if (!accepted) return [context, effects];
  const newest = age(context, payload) < 0 ? context : { ...context, token, number, wrote: true };
  return [{ ...newest, version: context.version + 1, value }, effects];
}

const chart = setup({
  types: {} as { context: ResourceContext; events: ResourceEvent; input: ProcessInput },
  actions: {
    announce: acting((context: ResourceContext): Outcome => [context, [roleStep('resource', context.token)]]),
    serveFetch: acting(serveFetch),
    serveWrite: acting(serveWrite),
  },
});

export const resourceMachine = chart.createMachine({
  id: 'resource',
  context: ({ input }) => createResource(input),
  initial: { target: 'resource', actions: 'announce' },
  states: {
    resource: { on: { Fetch: { actions: 'serveFetch' }, Write: { actions: 'serveWrite' } } },
  },
});
