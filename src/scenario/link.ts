/** Scenarios as links: the part of an address after `#`, read and written. */
import { fail, ok, type Problem, type Result } from '../base/result.ts';
import type { Catalog, ProtocolDefinition } from '../sim/protocol.ts';
import type { Scenario, TrueTime } from '../sim/scenario.ts';
import { decodeFragment, encodeFragment } from './fragment.ts';
import { VERSION } from './json-schema.ts';
import { MAX_DURATION, MAX_LINK_BYTES } from './limits.ts';
import { printText } from './print.ts';
import { quote } from './sentences.ts';
import { parseText } from './text.ts';
import { UPGRADES, type Upgrade, upgradeText } from './upgrades.ts';
import { isLongerThan } from './utf8.ts';

/** Where a link opens. */
export interface LinkView {
  /** Where the playhead stands. */
  readonly at?: TrueTime;
  /** The view in front, e.g. `chain`. */
  readonly view?: string;
}

export interface OpenedLink {
  readonly scenario: Scenario;
  readonly view: LinkView;
}

export interface LinkFailure {
  readonly problems: readonly Problem[];
  /** What the link holds, for an editor; empty where it is not known. */
  readonly text: string;
  readonly view: LinkView;
}

/** What the part after `#` asks for: nothing, a scenario, a path such as `raft/old-leader-comes-back`, or none of these. */
export type LinkKind =
  | { readonly kind: 'empty' }
  | { readonly kind: 'scenario'; readonly version: number }
  | { readonly kind: 'path'; readonly path: string }
  | { readonly kind: 'unknown' };

const SCENARIO = /^v(\d{1,6})\/([^~]*)(?:~(.*))?$/s;

export function kindOfLink(hash: string): LinkKind {
  const [, version] = /^#?v(\d{1,6})\//.exec(hash) ?? [];
  if (version !== undefined) return { kind: 'scenario', version: Number(version) };
  const [, path] = /^#?\/(.*)$/s.exec(hash) ?? [];
  if (path !== undefined && path !== '') return { kind: 'path', path };
  return { kind: /^#?\/?$/.test(hash) ? 'empty' : 'unknown' };
}

/** `#v1/…`; may be longer than links can be, see `fitsInLink`. */
export function encodeLink(scenario: Scenario, protocol: ProtocolDefinition, view: LinkView = {}): string {
  return `#v${VERSION}/${encodeFragment(printText(scenario, protocol))}${encodeView(view)}`;
}

export function fitsInLink(link: string): boolean {
  return !isLongerThan(link, MAX_LINK_BYTES);
}

/** The scenario and the view of a link (whole, or from `#` on), or what is wrong with it and all that could be read of it. */
export function decodeLink(
  link: string,
  catalog: Catalog,
  upgrades: readonly Upgrade[] = UPGRADES,
): Result<OpenedLink, LinkFailure> {
  if (!fitsInLink(link)) return failWith(`the link is longer than ${MAX_LINK_BYTES / 1024} KiB`);
  const [, version, fragment = '', viewText = ''] = SCENARIO.exec(fragmentOf(link)) ?? [];
  if (version === undefined) return failWith(`this link holds no scenario: it does not begin with #v${VERSION}/`);
  const view = decodeView(viewText);
  const decoded = decodeFragment(fragment);
  const text = upgradeText(decoded.text, Number(version), upgrades);
  if (!text.ok) return failWith(text.error, decoded.text, view);
  if (decoded.malformed !== undefined) {
    return failWith(`the link is damaged: ${quote(decoded.malformed)} encodes no character`, text.value, view);
  }
  const scenario = parseText(text.value, catalog);
  if (!scenario.ok) return fail({ problems: scenario.error, text: text.value, view });
  return ok({ scenario: scenario.value, view });
}

/** What follows the first `#`; a link may come without it, and a comment in its text may hold another. */
function fragmentOf(link: string): string {
  return SCENARIO.test(link) ? link : link.slice(link.indexOf('#') + 1);
}

function failWith(message: string, text = '', view: LinkView = {}): Result<OpenedLink, LinkFailure> {
  return fail({ problems: [{ path: '', message }], text, view });
}

function encodeView({ at, view }: LinkView): string {
  const pairs = [
    ...(at === undefined ? [] : [`t=${Math.round(at) / 1_000}`]),
    ...(view === undefined ? [] : [`view=${encodeFragment(view)}`]),
  ];
  return pairs.length === 0 ? '' : `~${pairs.join('&')}`;
}

/** Whatever does not parse is left out: a link must not fail for where it opens. */
function decodeView(text: string): LinkView {
  const values = new Map(
    text.split('&').map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]),
  );
  const [t = '', rawView = ''] = [values.get('t'), values.get('view')];
  const at = /^\d{1,6}(?:\.\d{1,3})?$/.test(t) ? Math.round(Number(t) * 1_000) : Infinity;
  const view = decodeFragment(rawView);
  const isView = /^[a-z][a-z0-9-]{0,31}$/.test(view.text) && view.malformed === undefined;
  return { ...(at <= MAX_DURATION ? { at } : {}), ...(isView ? { view: view.text } : {}) };
}
