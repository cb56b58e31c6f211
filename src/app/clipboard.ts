/** Puts a text on the clipboard; false: it may not, e.g. on a page that did not come by https. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
