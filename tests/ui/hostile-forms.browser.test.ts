/**
 * Text that means harm, typed into every form that is not in hostile.browser.test.ts (own aspects, number fields, a model of
 * the person's own) and in the parts of the judge check: it neither runs nor breaks the layout of a phone.
 */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { cleanup, render } from 'vitest-browser-svelte';
import type { CheckPair } from '../../src/core/terms';
import { firstCharacters } from '../../src/ui/parts/visible-text';
import App from '../../src/ui/App.svelte';
import { modelWords } from '../../src/ui/messages/model-words';
import { m } from '../../src/ui/messages/messages';
import { countDialogs, harmless } from './harmless';
import { checked, checkRun, pairs } from './made-check';
import { type DeskScript, scriptedDesk } from './scripted-desk';
import { loaded } from './loaded';
import { scriptedLab } from './scripted-lab';
import { HOSTILE } from './watch/made-texts';
import { ScriptedRun, scriptedLab as runLab } from './watch/scripted-feed';
import Stage from './watch/Stage.svelte';

loaded('setup', 'models');

const PHONE = 390;
const HARMS = HOSTILE.map((text, i) => [i, text] as const);

beforeEach(async () => {
  localStorage.clear();
  countDialogs();
  await page.viewport(PHONE, 844);
});
afterEach(cleanup);

async function open(address: string, desk: DeskScript = {}): Promise<void> {
  location.hash = address;
  const lab = { ...scriptedLab(), models: scriptedDesk(desk) };
  await render(App, { lab });
  await expect.element(page.getByRole('heading', { level: 1 })).toBeVisible();
}

/** As a paste does it: typing forty thousand words takes minutes. */
async function put(label: string, text: string): Promise<HTMLInputElement> {
  await expect.element(page.getByLabelText(label, { exact: true }).first()).toBeInTheDocument();
  const field = page.getByLabelText(label, { exact: true }).first().element() as HTMLInputElement;
  field.value = text;
  field.dispatchEvent(new Event('input', { bubbles: true }));
  return field;
}

describe.each(HARMS)('harm %i', (i, text) => {
  test('in the aspects of one’s own, and in the words about them, does none', async () => {
    await open('#/setup');
    const words = m.setup.aspects;
    for (const _ of [1, 2]) await page.getByRole('button', { name: words.add }).click();
    // Twice the same name, so that it is said in a sentence, too.
    for (const place of [0, 1])
      for (const field of ['name', 'low', 'high', 'when'] as const) {
        const input = document.getElementById(`own-aspect-${String(place)}-${field}`) as HTMLInputElement;
        input.value = text;
        input.dispatchEvent(new Event('input', { bubbles: true }));
      }
    await page.getByRole('button', { name: m.setup.run, exact: true }).click();
    await expect.element(page.getByText(/things? to fix first/).first()).toBeVisible();
    harmless();
    await page
      .getByRole('button', { name: /^Remove/ })
      .first()
      .click();
    await expect.element(page.getByRole('dialog')).toBeVisible();
    harmless();
  });

  test('where a number should be stays in sight, is named, and does none', async () => {
    await open('#/setup');
    await page.getByRole('group').getByText('Search', { exact: true }).first().click();
    const field = await put(m.setup.settings.words['search.width'].name, text);
    await expect.poll(() => field.getAttribute('aria-invalid')).toBe('true');
    expect(field.value).not.toBe('');
    await expect
      .element(page.getByRole('region', { name: m.setup.cost.title }))
      .toHaveTextContent('is not a number');
    harmless();
    await page.getByRole('button', { name: m.setup.judge.only }).click();
    await expect.element(page.getByRole('alert')).toHaveTextContent('is not a number');
    harmless();
  });

  test('as a model of one’s own is refused in words, and does none', async () => {
    const field = text.slice(0, 3_000);
    await open('#/models', { reading: { ok: false, problem: { what: 'not-a-model', file: field, field } } });
    const words = modelWords.custom;
    await page.getByText(words.heading).click();
    const form = async (id: string, weights: string, library: string) => {
      await put(words.id, id);
      await put(words.weights, weights);
      await put(words.library, library);
      await page.getByRole('button', { name: words.check, exact: true }).click();
    };
    await form(text, text, text);
    await expect.element(page.getByText(words.problem({ what: 'id-unusable' }))).toBeVisible();
    harmless();
    // Addresses that could be asked, with the harm in their path, and again in what is said of what they answered.
    const path = encodeURIComponent(firstCharacters(text, 60));
    await form(`Mine-${String(i)}`, `https://example.com/${path}`, `https://example.com/${path}.txt`);
    await expect.element(page.getByText('does not describe a model').first()).toBeVisible();
    harmless();
    await page.getByLabelText(modelWords.offers.search).first().fill(text.slice(0, 3_000));
    harmless();
  });

  test('in the pairs of a judge check, their aspects and responses, does none', async () => {
    const harmed = pairs.map((pair, k): CheckPair => ({
      ...pair,
      query: text,
      better: text,
      worse: text,
      ...(k === 0 ? { aspect: text } : {}),
    }));
    const run = checkRun(checked(4, { of: harmed }), undefined, harmed);
    await render(Stage, { lab: runLab(new ScriptedRun(run)), screen: 'result' });
    await expect.element(page.getByRole('heading', { name: m.judgeCheck.outcome.weak })).toBeVisible();
    for (const summary of document.querySelectorAll<HTMLElement>('summary')) summary.click();
    await expect.element(page.getByRole('heading', { name: m.judgeCheck.pair.better }).first()).toBeVisible();
    harmless();
  });
});
