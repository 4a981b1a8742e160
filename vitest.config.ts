/**
 * The three Vitest layers: `unit` in Node, `browser` in a real headless Chromium (real IndexedDB, real workers), `webgpu` in
 * the same with a WebGPU adapter in software: it has real limits, and computes at about a token a second.
 * `*.browser.test.ts` and `*.webgpu.test.ts` run in their own layer only; every other `*.test.ts` in Node only.
 */
import { playwright } from '@vitest/browser-playwright';
import { defineConfig, mergeConfig } from 'vitest/config';
import { findBrowser, launchArgs, softwareGpuArgs } from './scripts/browser.ts';
import viteConfig from './vite.config.ts';

const executablePath = findBrowser();

export default mergeConfig(
  viteConfig,
  defineConfig({
    // Found before the first test, so that no dependency met later reloads the page under a running suite.
    optimizeDeps: { entries: ['src/**/*.{ts,svelte}', 'tests/**/*.{browser,webgpu}.test.ts'] },
    test: {
      projects: [
        {
          extends: true,
          test: {
            name: 'unit',
            environment: 'node',
            // Some of these run a whole search or a build; a slow machine is no failure.
            testTimeout: 30_000,
            include: ['tests/**/*.test.ts'],
            exclude: ['tests/**/*.{browser,webgpu}.test.ts'],
          },
        },
        {
          extends: true,
          test: {
            name: 'browser',
            include: ['tests/**/*.browser.test.ts'],
            globalSetup: ['tests/models/downloads/model-server.setup.ts'],
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
        {
          extends: true,
          test: {
            name: 'webgpu',
            include: ['tests/**/*.webgpu.test.ts'],
            browser: {
              enabled: true,
              headless: true,
              screenshotFailures: false,
              provider: playwright({
                launchOptions: {
                  args: [...launchArgs, ...softwareGpuArgs],
                  ...(executablePath ? { executablePath } : {}),
                },
              }),
              instances: [{ browser: 'chromium' }],
            },
          },
        },
      ],
    },
  }),
);
