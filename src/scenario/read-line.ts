/** One line of text into the draft: the header, a statement, or what happens at a time. Gives a sentence where it cannot. */
import type { ProtocolDefinition } from '../sim/protocol.ts';
import type { Json } from '../sim/scenario.ts';
import { type Draft, push, put, readPairs } from './draft.ts';
import type { FieldKind } from './fields.ts';
import { readTimedLine } from './read-timed-line.ts';
import { unknownWord } from './sentences.ts';
import { HEADER_FIELDS, MODEL_FIELDS, NETWORK_FIELDS, OPTION_FIELDS } from './shapes.ts';
import { readWord } from './words.ts';

export const HEADER_HINT = 'the first line names the protocol, as in "raft processes=5"';

const STATEMENTS = ['title', 'notes', 'network', 'model', 'set', 'initial', 'break'] as const;
type Statement = (typeof STATEMENTS)[number];

export function readHeader(
  [protocol = '', ...words]: readonly string[],
  draft: Draft,
  line: number,
): string | undefined {
  const isHeader = /^[A-Za-z]/.test(protocol) && !protocol.includes('=') && !isStatement(protocol);
  if (!isHeader) return HEADER_HINT;
  return (
    put(draft, ['protocol'], protocol, line) ??
    putPairs(words, HEADER_FIELDS, 'nothing one can say of a run', [], draft, line)
  );
}

export function readLine(
  words: readonly string[],
  draft: Draft,
  line: number,
  protocol: ProtocolDefinition | undefined,
): string | undefined {
  const [first = '', ...rest] = words;
  if (!first.startsWith('@')) {
    if (isStatement(first)) return readStatement(first, rest, draft, line, protocol);
    return unknownWord(first, 'nothing a line can begin with', [...STATEMENTS, '@time']);
  }
  const timed = readTimedLine(words);
  if (!timed.ok) return timed.error;
  push(draft, timed.value.list, timed.value.entry, line);
  return undefined;
}

function isStatement(word: string): word is Statement {
  return STATEMENTS.some((statement) => statement === word);
}

function readStatement(
  statement: Statement,
  words: readonly string[],
  draft: Draft,
  line: number,
  protocol: ProtocolDefinition | undefined,
): string | undefined {
  if (words.length === 0) return `${statement} is followed by nothing`;
  switch (statement) {
    case 'title':
    case 'notes':
      return readQuoted(statement, words, draft, line);
    case 'network':
      return putPairs(words, NETWORK_FIELDS, 'nothing one can say of the network', ['network'], draft, line);
    case 'model':
      return putPairs(words, MODEL_FIELDS, 'nothing one can say of the model', ['model'], draft, line);
    case 'set':
      return readOptions(words, draft, line, protocol);
    case 'initial':
      return readInitial(words, draft, line);
    case 'break':
      for (const flaw of words) push(draft, 'flaws', flaw, line);
      return undefined;
  }
}

function readQuoted(key: 'title' | 'notes', words: readonly string[], draft: Draft, line: number): string | undefined {
  const [word = '', ...more] = words;
  if (more.length > 0 || !word.startsWith('"')) return `${key} is followed by one text in straight quotes: ${key} "…"`;
  const text = readWord(word);
  return text.ok ? put(draft, [key], text.value, line) : text.error;
}

/** `set heartbeat=50ms`, or `set S3 …` for one process. Unknown options are left to the check of the JSON form. */
function readOptions(
  words: readonly string[],
  draft: Draft,
  line: number,
  protocol: ProtocolDefinition | undefined,
): string | undefined {
  const [first = ''] = words;
  const own = !first.includes('=');
  if (own && words.length === 1) return `set ${first} is followed by nothing`;
  const kindOf = (key: string): FieldKind => {
    const definition = protocol?.options.find(({ id }) => id === key);
    return definition === undefined ? 'word' : OPTION_FIELDS[definition.kind];
  };
  const pairs = readPairs(own ? words.slice(1) : words, kindOf, [], '');
  return pairs.ok ? putAll(pairs.value, own ? ['options', first] : ['options'], draft, line) : pairs.error;
}

function readInitial([process = '', ...words]: readonly string[], draft: Draft, line: number): string | undefined {
  if (process.includes('=') || words.length === 0)
    return 'initial names a process and what it stores: initial S1 term=6';
  const pairs = readPairs(words, () => 'stored', [], '');
  return pairs.ok ? putAll(pairs.value, ['initial', process], draft, line) : pairs.error;
}

function putPairs(
  words: readonly string[],
  fields: Readonly<Record<string, FieldKind>>,
  what: string,
  at: readonly string[],
  draft: Draft,
  line: number,
): string | undefined {
  const pairs = readPairs(
    words,
    (key) => (Object.hasOwn(fields, key) ? fields[key] : undefined),
    Object.keys(fields),
    what,
  );
  return pairs.ok ? putAll(pairs.value, at, draft, line) : pairs.error;
}

function putAll(
  pairs: readonly (readonly [string, Json])[],
  at: readonly string[],
  draft: Draft,
  line: number,
): string | undefined {
  for (const [key, value] of pairs) {
    const wrong = put(draft, [...at, key], value, line);
    if (wrong !== undefined) return wrong;
  }
  return undefined;
}
