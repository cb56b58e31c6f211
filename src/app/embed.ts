/** Whether the lab stands inside another page: asked for by `?embed` before the `#`. */
export const EMBEDDED = new URLSearchParams(location.search).has('embed');
