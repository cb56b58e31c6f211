/** Pixels of the screen for each pixel of an element's own layout: other than 1 where the page is enlarged with CSS `zoom`. */
export function zoomOf(element: Element | null | undefined): number {
  if (!(element instanceof HTMLElement) || element.offsetWidth === 0) return 1;
  const { width } = element.getBoundingClientRect();
  return width === 0 ? 1 : width / element.offsetWidth;
}
