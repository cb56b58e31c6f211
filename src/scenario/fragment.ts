/** A scenario's text in the part of an address after `#`: line breaks as `;`, spaces as `_`, the rest percent-encoded where it must be. */

/** Survive every browser, chat program and mail program as they are. */
const SAFE = /^[A-Za-z0-9.,/:@=*+-]$/;
const ESCAPES = /(?:%[0-9A-Fa-f]{2})+/g;

export interface DecodedFragment {
  readonly text: string;
  /** The first `%` that encodes nothing, as written; the text then holds it as it is. */
  readonly malformed: string | undefined;
}

export function encodeFragment(text: string): string {
  return Array.from(text, encodeCharacter).join('');
}

export function decodeFragment(fragment: string): DecodedFragment {
  let malformed = /%(?![0-9A-Fa-f]{2}).{0,2}/.exec(fragment)?.[0];
  const text = fragment
    .replace(/;/g, '\n')
    .replace(/_/g, ' ')
    .replace(ESCAPES, (escapes) => {
      try {
        return decodeURIComponent(escapes);
      } catch {
        malformed ??= escapes;
        return escapes;
      }
    });
  return { text, malformed };
}

function encodeCharacter(character: string): string {
  if (SAFE.test(character)) return character;
  if (character === '\n') return ';';
  if (character === ' ') return '_';
  // Half a character cannot be encoded; U+FFFD stands for what cannot be shown.
  if (/\p{Surrogate}/u.test(character)) return '%EF%BF%BD';
  const code = character.charCodeAt(0);
  // `encodeURIComponent` leaves some marks as they are.
  return code < 0x80 ? `%${code.toString(16).toUpperCase().padStart(2, '0')}` : encodeURIComponent(character);
}
