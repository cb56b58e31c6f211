// Before the first paint: a page must not flash in the other theme.
{
  let asked = new URLSearchParams(location.search).get('theme');
  try {
    asked ??= localStorage.getItem('lightcone.theme');
  } catch {
    // Storage may be forbidden.
  }
  const system = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  document.documentElement.dataset.theme = asked === 'dark' || asked === 'light' ? asked : system;
}
