import '@fontsource-variable/inter/wght.css';
import '@fontsource-variable/jetbrains-mono/wght.css';
import './layers.css';
import './tokens.css';
import './base.css';
import { createRoot } from 'react-dom/client';
import { openAddress } from './address.ts';
import { App } from './app.tsx';
import { EMBEDDED } from './embed.ts';
import { keepForOffline } from './offline.ts';

const root = document.getElementById('root');
if (root === null) throw new Error('Lightcone bug: the page has no root');
if (!EMBEDDED) keepForOffline();
const page = createRoot(root);
if (new URLSearchParams(location.search).has('notes')) {
  import('./notes-page.tsx').then(({ NotesPage }) => page.render(<NotesPage />));
} else {
  openAddress(true).then(() => page.render(<App />));
}
