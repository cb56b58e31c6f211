// Before the first paint: a page must not flash in the other theme.
try {
  const asked = new URLSearchParams(location.search).get('theme') ?? localStorage.getItem('lightcone.theme');
  const system = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  document.documentElement.dataset.theme = asked === 'dark' || asked === 'light' ? asked : system;
} catch {
  document.documentElement.dataset.theme = 'light';
}
