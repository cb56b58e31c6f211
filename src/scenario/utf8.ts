/** Sizes in bytes, without the browser's encoder. */

/** Whether the text takes more than `limit` bytes in UTF-8; looks no further than it must. */
export function isLongerThan(text: string, limit: number): boolean {
  if (text.length > limit) return true;
  let bytes = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes > limit;
}
