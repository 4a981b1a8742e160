/**
 * The states that only a device with WebGPU has: models that are offered, added, downloaded, chosen. For `walk`, in a browser
 * with the software adapter; the model is the made-up one, served on 127.0.0.1.
 */
import { expect } from '@playwright/test';
import { modelWords } from '../../src/ui/messages/model-words';
import { m } from '../../src/ui/messages/messages';
import type { ModelServer } from '../models/downloads/model-server';
import { addByAddress, card, downloaded, fail, openModels, useInSetup } from './models-screen';
import { at, type State } from './states';

const WHOLE = 'Whole-0.1B-q0f32';
const HALF = 'Half-0.1B-q0f32';
const DAMAGED = 'Damaged-0.1B-q0f32';
/** The adapter is software: it is found, and a download is checked, at its own pace. */
const PATIENCE = { timeout: 20_000 };

export function gpuStates(host: ModelServer): State[] {
  return [
    {
      name: 'gpu-start',
      stored: 'nothing',
      reach: async (page) => {
        await at('/', m.start.heading)(page);
        await expect(page.getByRole('heading', { name: m.start.heading })).toBeVisible(PATIENCE);
      },
    },
    { name: 'gpu-models', stored: 'nothing', reach: (page) => openModels(page) },
    {
      name: 'gpu-models-wrong-address',
      stored: 'nothing',
      reach: async (page) => {
        await openModels(page);
        const words = modelWords.custom;
        await page.getByText(words.heading, { exact: true }).click();
        await page.getByLabel(words.id, { exact: true }).fill('Mine');
        await page.getByLabel(words.weights, { exact: true }).fill('not an address');
        await page.getByLabel(words.library, { exact: true }).fill('https://a.b/c.wasm');
        await page.getByRole('button', { name: words.check, exact: true }).click();
      },
    },
    {
      name: 'gpu-models-half',
      stored: 'nothing',
      reach: async (page) => {
        await fail(host, HALF, { 'params_shard_0.bin': { kind: 'slow' } });
        await openModels(page);
        await addByAddress(page, host, HALF);
        // Sooner or later it would be done.
        await card(page, HALF)
          .getByRole('button', { name: modelWords.progress.pause, exact: true })
          .click(PATIENCE);
        await expect(card(page, HALF)).toContainText(modelWords.progress.phases.paused);
      },
    },
    {
      name: 'gpu-models-failed',
      stored: 'nothing',
      reach: async (page) => {
        await fail(host, DAMAGED, { 'params_shard_0.bin': { kind: 'missing' } });
        await openModels(page);
        await addByAddress(page, host, DAMAGED);
        await expect(card(page, DAMAGED).getByRole('alert')).toBeVisible(PATIENCE);
      },
    },
    {
      name: 'gpu-models-whole',
      stored: 'nothing',
      reach: async (page) => {
        await openModels(page);
        await downloaded(page, host, WHOLE);
      },
    },
    {
      name: 'gpu-setup',
      stored: 'nothing',
      reach: async (page) => {
        await openModels(page);
        await useInSetup(page, WHOLE).click(PATIENCE);
        await expect(page.getByLabel(m.setup.engine.allRoles)).toHaveValue(WHOLE);
      },
    },
  ];
}
