/**
 * The Models screen as the end-to-end tests use it: a model of the made-up kind, served by tests/models/downloads/model-server.ts
 * on 127.0.0.1, added by its addresses as a person would. Needs the software adapter (`withSoftwareGpu`).
 */
import { expect, type Locator, type Page } from '@playwright/test';
import { findBrowser, launchArgs, softwareGpuArgs } from '../../scripts/browser';
import { modelWords } from '../../src/ui/messages/model-words';
import { fullModelName } from '../../src/ui/models/model-name';
import type { ModelServer, ServerFault } from '../models/downloads/model-server';

const executablePath = findBrowser();
/** For `test.use({ launchOptions })` or a launch of one's own. */
export const withSoftwareGpu = {
  args: [...launchArgs, ...softwareGpuArgs],
  ...(executablePath ? { executablePath } : {}),
};

export async function openModels(page: Page, address = './'): Promise<void> {
  await page.goto(`${address}#/models`);
  await expect(page.getByRole('heading', { name: modelWords.device.heading, exact: true })).toBeVisible({
    timeout: 20_000,
  });
}

/** By its two addresses, through the form; its download has been ordered when this resolves. */
export async function addByAddress(page: Page, host: ModelServer, id: string): Promise<void> {
  const words = modelWords.custom;
  await page.getByText(words.heading, { exact: true }).click();
  await page.getByLabel(words.id, { exact: true }).fill(id);
  await page.getByLabel(words.weights, { exact: true }).fill(`${host.url}/${id}`);
  await page.getByLabel(words.library, { exact: true }).fill(`${host.url}/libraries/${id}.wasm`);
  await page.getByRole('button', { name: words.check, exact: true }).click();
  await page.getByRole('button', { name: words.add, exact: true }).click();
}

/** The model's card under "On this device". */
export function card(page: Page, id: string): Locator {
  return page.getByRole('article', { name: fullModelName(id), exact: true });
}

export function useInSetup(page: Page, id: string): Locator {
  return card(page, id).getByRole('link', { name: modelWords.disk.use });
}

export function deleteButton(page: Page, id: string): Locator {
  return card(page, id).getByRole('button', { name: modelWords.disk.removeNamed(fullModelName(id)) });
}

/** Whole on this device, added and downloaded through the screen. */
export async function downloaded(page: Page, host: ModelServer, id: string): Promise<void> {
  await addByAddress(page, host, id);
  await expect(useInSetup(page, id)).toBeVisible({ timeout: 20_000 });
}

/** What goes wrong with the next requests for files of this model. */
export async function fail(
  host: ModelServer,
  id: string,
  faults: Record<string, ServerFault>,
): Promise<void> {
  await fetch(`${host.url}/faults/${id}`, { method: 'POST', body: JSON.stringify(faults) });
}

/** How often each file of this model has been asked for. */
export async function requests(host: ModelServer, id: string): Promise<Record<string, number>> {
  return (await fetch(`${host.url}/asked/${id}`)).json() as Promise<Record<string, number>>;
}
