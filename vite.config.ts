import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { offline } from './scripts/offline.ts';

function isNoEntry(module: string): boolean {
  return !/src[\\/]app[\\/]main\.tsx|index\.html/.test(module);
}

export default defineConfig({
  // Relative, so that the built page works from any folder of any static host.
  base: './',
  plugins: [react(), offline()],
  worker: { format: 'es' },
  build: {
    target: 'es2022',
    sourcemap: false,
    chunkSizeWarningLimit: 700,
    // What the page begins with is one file: it compresses a tenth better than the sixty that are shared by turns.
    // The entry stays outside, since a file that is imported again may not start the page.
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'lab', tags: ['$initial'], test: isNoEntry }] } } },
    modulePreload: {
      polyfill: false,
      // What comes later hangs on little but that one file: only its styles are asked for ahead.
      resolveDependencies: (_, files, { hostType }) =>
        hostType === 'html' ? files : files.filter((file) => file.endsWith('.css')),
    },
  },
  test: {
    include: ['tests/**/*.test.{ts,tsx}'],
    setupFiles: ['tests/setup.ts'],
    // Laws take most of the time and wait for nothing: every core has work.
    maxWorkers: '100%',
    environment: 'node',
    testTimeout: 60_000,
  },
});
