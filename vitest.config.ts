/**
 * The two Vitest layers: `unit` in Node, `browser` in a real headless Chromium (real IndexedDB, real workers).
 * A file named `*.browser.test.ts` runs in the browser only; every other `*.test.ts` in Node only.
 */
import { playwright } from '@vitest/browser-playwright';
import { defineConfig, mergeConfig } from 'vitest/config';
import { findBrowser, launchArgs } from './scripts/browser.ts';
import viteConfig from './vite.config.ts';

const executablePath = findBrowser();

export default mergeConfig(
  viteConfig,
  defineConfig({
    // Found before the first test, so that no dependency met later reloads the page under a running suite.
    optimizeDeps: { entries: ['src/**/*.{ts,svelte}', 'tests/**/*.browser.test.ts'] },
    test: {
      projects: [
        {
          extends: true,
          test: {
            name: 'unit',
            environment: 'node',
            include: ['tests/**/*.test.ts'],
            exclude: ['tests/**/*.browser.test.ts'],
          },
        },
        {
          extends: true,
          test: {
            name: 'browser',
            include: ['tests/**/*.browser.test.ts'],
            browser: {
              enabled: true,
              headless: true,
              screenshotFailures: false,
              provider: playwright({
                launchOptions: { args: launchArgs, ...(executablePath ? { executablePath } : {}) },
              }),
              instances: [{ browser: 'chromium' }],
            },
          },
        },
      ],
    },
  }),
);
