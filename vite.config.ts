/**
 * How the app is built and served.
 * The built page runs from any sub-path, holds no inline script or style, and carries the policy of `scripts/csp.ts`.
 */
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';
import { contentSecurityPolicy, previewHeaders } from './scripts/csp.ts';
import { webllmCatalog } from './scripts/webllm-catalog.ts';

export default defineConfig({
  base: './',
  plugins: [svelte(), contentSecurityPolicy(), webllmCatalog()],
  worker: { format: 'es' },
  build: {
    target: 'baseline-widely-available',
    modulePreload: { polyfill: false },
    // Inlined assets become data: URLs, which the policy grants to images only.
    assetsInlineLimit: 0,
  },
  server: { host: '127.0.0.1' },
  preview: { host: '127.0.0.1', port: 4173, headers: previewHeaders },
});
