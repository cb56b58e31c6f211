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
if (new URLSearchParams(location.search).has('notes')) {
  const { NotesPage } = await import('./notes-page.tsx');
  createRoot(root).render(<NotesPage />);
} else {
  await openAddress(true);
  createRoot(root).render(<App />);
}
