/**
 * End-to-end tests: the built app in `dist`, as `vite preview` serves it, in a real headless Chromium.
 * They never build: run `npm run test:e2e`, or `npm run build` first.
 */
import { defineConfig } from '@playwright/test';
import { findBrowser, launchArgs } from './scripts/browser.ts';

const port = 4319;
const executablePath = findBrowser();

export default defineConfig({
  testDir: 'tests/e2e',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results',
  // Some of these follow a run at a person's pace, on machines that are slow.
  timeout: 180_000,
  workers: 2,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  reporter: 'list',
  use: {
    baseURL: `http://127.0.0.1:${port}/`,
    browserName: 'chromium',
    launchOptions: { args: launchArgs, ...(executablePath ? { executablePath } : {}) },
  },
  webServer: {
    command: `node node_modules/vite/bin/vite.js preview --port ${port} --strictPort`,
    url: `http://127.0.0.1:${port}/`,
    reuseExistingServer: false,
  },
});
