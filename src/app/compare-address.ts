/** `#/compare/…/…`: each side is a path of the gallery (`raft/start-up`) or a link without its `#`. */
export function compareAddress(left: string, right: string): string {
  return `#/compare/${encodeURIComponent(left)}/${encodeURIComponent(right)}`;
}
