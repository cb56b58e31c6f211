import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { offline } from './scripts/offline.ts';

export default defineConfig({
  // Relative, so that the built page works from any folder of any static host.
  base: './',
  plugins: [react(), offline()],
  worker: { format: 'es' },
  build: { target: 'es2022', sourcemap: false, chunkSizeWarningLimit: 700 },
  test: {
    include: ['tests/**/*.test.{ts,tsx}'],
    setupFiles: ['tests/setup.ts'],
    // Laws take most of the time and wait for nothing: every core has work.
    maxWorkers: '100%',
    environment: 'node',
    testTimeout: 60_000,
  },
});
