/** Setup with real models, on a scripted desk: one for all or split by role, only those on this device, time and changes told. */
import axe from 'axe-core';
import { beforeEach, describe, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import App from '../../src/ui/App.svelte';
import { m } from '../../src/ui/messages/messages';
import { base, type DeskScript, device, embedding, other, small, stored } from './scripted-desk';
import { loaded } from './loaded';
import { scriptedLab, type ScriptedLab } from './scripted-lab';

loaded('setup', 'models');

beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
  location.hash = '#/setup';
});

async function open(models: DeskScript = { stored: stored(small, other, base) }): Promise<ScriptedLab> {
  const lab = scriptedLab({ models });
  await render(App, { lab });
  await expect.element(page.getByRole('heading', { name: 'Set up a run' })).toBeVisible();
  return lab;
}

const chooseReal = () => page.getByRole('radio', { name: /Real models/ }).click({ force: true });
const run = () => page.getByRole('button', { name: 'Run', exact: true }).click();
const split = () => page.getByText('Split by role').click();
const optionsOf = (label: string): string[] =>
  [...(page.getByLabelText(label, { exact: true }).element() as HTMLSelectElement).options].map(
    ({ value }) => value,
  );
const bar = () => page.getByRole('region', { name: 'What this run will cost' });

test('nothing is looked at until real models are chosen', async () => {
  const lab = await open();
  await expect.element(page.getByRole('radio', { name: 'Full speed' })).toBeChecked();
  expect(lab.models.asked).toEqual([]);
  await chooseReal();
  await expect.element(page.getByLabelText('Model for all roles')).toBeVisible();
  expect(lab.models.asked).toContain('device');
});

describe('one model for all roles', () => {
  test('is the best on this device, and runs in every role with its context', async () => {
    const lab = await open();
    await chooseReal();
    await expect.element(page.getByLabelText('Model for all roles')).toHaveValue(small.id);
    await run();
    await expect.poll(() => lab.started.length).toBe(1);
    const { models } = lab.started[0]!.setup.config;
    expect(new Set(Object.values(models).map(({ id }) => id))).toEqual(new Set([`webllm:${small.id}`]));
    expect(models.judge.contextWindow).toBe(4096);
  });

  test('is never a base model', async () => {
    await open();
    await chooseReal();
    await expect.element(page.getByLabelText('Model for all roles')).toBeVisible();
    expect(optionsOf('Model for all roles')).toEqual([small.id, other.id]);
  });

  test('is remembered', async () => {
    await open();
    await chooseReal();
    await page.getByLabelText('Model for all roles').selectOptions(other.id);
    await expect.poll(() => localStorage.getItem('drpo-lab:setup')).toContain(other.id);
    location.hash = '#/';
    await expect.element(page.getByRole('button', { name: 'Run with the practice model' })).toBeVisible();
    location.hash = '#/setup';
    await expect.element(page.getByLabelText('Model for all roles')).toHaveValue(other.id);
  });
});

describe('models split by role', () => {
  test('run where they were put, and the changes of model are counted', async () => {
    const lab = await open();
    await chooseReal();
    await split();
    await page.getByLabelText('Responder', { exact: true }).selectOptions(base.id);
    await page.getByLabelText('Judge, selector and critic').selectOptions(other.id);
    await expect.element(bar()).toHaveTextContent(/\d+ changes of model/);
    await run();
    await expect.poll(() => lab.started.length).toBe(1);
    const { models } = lab.started[0]!.setup.config;
    expect(Object.fromEntries(Object.entries(models).map(([role, { id }]) => [role, id]))).toEqual({
      responder: `webllm:${base.id}`,
      selector: `webllm:${other.id}`,
      judge: `webllm:${other.id}`,
      critic: `webllm:${other.id}`,
      rewriter: `webllm:${small.id}`,
    });
  });

  test('offer a base model to the responder only', async () => {
    await open();
    await chooseReal();
    await split();
    expect(optionsOf('Responder')).toContain(base.id);
    expect(optionsOf('Judge, selector and critic')).not.toContain(base.id);
    expect(optionsOf('Rewriter')).not.toContain(base.id);
  });

  test('can differ in all five roles', async () => {
    const lab = await open();
    await chooseReal();
    await split();
    await page.getByText('Each role by itself').click();
    await page.getByLabelText('Critic only').selectOptions(other.id);
    await expect.element(page.getByLabelText('Judge, selector and critic')).toHaveValue('');
    await run();
    await expect.poll(() => lab.started[0]?.setup.config.models.critic.id).toBe(`webllm:${other.id}`);
    expect(lab.started[0]?.setup.config.models.judge.id).toBe(`webllm:${small.id}`);
  });

  test('have no changes to count while they are all the same', async () => {
    await open();
    await chooseReal();
    await split();
    await expect.element(bar()).not.toHaveTextContent('of model');
  });
});

describe('a model that is not on this device', () => {
  test('stops the run and leads to Models with it in front', async () => {
    const lab = await open({ stored: stored(small) });
    await chooseReal();
    await page.getByLabelText('Model for all roles').selectOptions(other.id);
    await expect.element(page.getByText('Not on this device yet.', { exact: true })).toBeVisible();
    await run();
    expect(lab.started).toEqual([]);
    await expect.element(page.getByLabelText('Model for all roles')).toHaveFocus();
    await page.getByRole('link', { name: 'Get it in Models' }).click();
    await expect.poll(() => location.hash).toBe(`#/models/${other.id}`);
  });

  test('stops the check of the judge, which it would play, too', async () => {
    const lab = await open({ stored: stored(small) });
    await chooseReal();
    await page.getByLabelText('Model for all roles').selectOptions(other.id);
    await page.getByRole('button', { name: m.setup.judge.only }).click();
    await expect.element(page.getByLabelText('Model for all roles')).toHaveFocus();
    expect(lab.started).toEqual([]);
  });

  test('takes the focus where it is missing', async () => {
    await open({ stored: stored(small) });
    await chooseReal();
    await split();
    await page.getByLabelText('Rewriter', { exact: true }).selectOptions(other.id);
    await run();
    await expect.element(page.getByLabelText('Rewriter', { exact: true })).toHaveFocus();
  });

  test('is all there is: the recommended one is a click away', async () => {
    await open({});
    await chooseReal();
    await expect.element(bar()).toHaveTextContent(m.setup.engine.noneHere);
    await run();
    await expect.element(page.getByRole('group', { name: m.setup.engine.noneHere })).toHaveFocus();
    await page.getByRole('link', { name: /^Get Qwen3-1.7B/ }).click();
    await expect.poll(() => location.hash).toBe(`#/models/${small.id}`);
  });
});

describe('examples found by meaning', () => {
  const catalog = [small, embedding];

  test('need a model on this device, and lead to it', async () => {
    const lab = await open({ catalog, stored: stored(small) });
    await chooseReal();
    await page.getByText('By meaning').click();
    await run();
    expect(lab.started).toEqual([]);
    await expect.poll(() => document.activeElement?.id).toBe('engine-retriever');
    await page.getByRole('link', { name: 'Get it in Models' }).click();
    await expect.poll(() => location.hash).toBe(`#/models/${embedding.id}`);
    await expect.element(page.getByRole('button', { name: /^Download snowflake/ }).first()).toBeVisible();
  });

  test('run with the model that is here, which plays no role', async () => {
    const lab = await open({ catalog, stored: stored(small, embedding) });
    await chooseReal();
    expect(optionsOf('Model for all roles')).toEqual([small.id]);
    await page.getByText('By meaning').click();
    await expect.element(page.getByText(/^snowflake-arctic-embed-s.* compares them/)).toBeVisible();
    await run();
    await expect.poll(() => lab.started[0]?.setup.config.retriever).toBe(`embedding:${embedding.id}`);
  });

  test('are remembered, and left to real models', async () => {
    const lab = await open({ catalog, stored: stored(small, embedding) });
    await chooseReal();
    await page.getByText('By meaning').click();
    await expect.poll(() => localStorage.getItem('drpo-lab:setup')).toContain('embedding:');
    location.hash = '#/';
    await expect.element(page.getByRole('button', { name: 'Run with the practice model' })).toBeVisible();
    location.hash = '#/setup';
    await expect.element(page.getByRole('radio', { name: 'By meaning' })).toBeChecked();
    await page.getByRole('radio', { name: /Practice model/ }).click({ force: true });
    await run();
    await expect.poll(() => lab.started.length).toBe(1);
    expect(lab.started[0]?.setup.config.retriever).toBeUndefined();
  });
});

describe('without WebGPU', () => {
  const noGpu = { device: { ...device, adapter: null, noWebGpu: 'no-api' as const } };
  const box = () => page.getByRole('group', { name: m.setup.engine.noGpu });

  test('the bar gives that as the reason, and not a model that could not be chosen anywhere', async () => {
    await open(noGpu);
    await chooseReal();
    await expect.element(box()).toBeVisible();
    await expect.element(bar()).toHaveTextContent(m.setup.engine.noGpu);
    await expect.element(bar()).not.toHaveTextContent('No model is chosen');
    await expect.element(bar()).toHaveTextContent(m.setup.toFix(1));
  });

  test('Run leads to the reason, in sight and ringed, from the end of the page too', async () => {
    const lab = await open(noGpu);
    await chooseReal();
    await expect.element(box()).toBeVisible();
    scrollTo(0, document.documentElement.scrollHeight);
    await run();
    await expect.element(box()).toHaveFocus();
    const { top, bottom } = box().element().getBoundingClientRect();
    expect(top).toBeGreaterThanOrEqual(0);
    expect(bottom).toBeLessThanOrEqual(bar().element().getBoundingClientRect().top);
    expect(getComputedStyle(box().element()).outlineStyle).toBe('solid');
    expect(lab.started).toEqual([]);
  });

  test('the practice model is one press away from the reason, keeps the focus, and runs', async () => {
    const lab = await open(noGpu);
    await chooseReal();
    await page.getByRole('button', { name: m.setup.engine.toPractice }).click();
    await expect.element(page.getByRole('radio', { name: /Practice model/ })).toHaveFocus();
    await expect.element(page.getByRole('radio', { name: /Practice model/ })).toBeChecked();
    await run();
    await expect.poll(() => lab.started.length).toBe(1);
  });

  test('the judge cannot be tried either, for the same reason', async () => {
    const lab = await open(noGpu);
    await chooseReal();
    await expect.element(box()).toBeVisible();
    await page.getByRole('button', { name: m.setup.judge.only }).click();
    await expect.element(box()).toHaveFocus();
    expect(lab.started).toEqual([]);
  });
});

describe('the time of a run', () => {
  test('is not known before the model has run here', async () => {
    await open();
    await chooseReal();
    await expect.element(bar()).toHaveTextContent('time not measured yet');
  });

  test('follows the speed measured here', async () => {
    const speeds = new Map([[`webllm:${small.id}`, { prefill: 400, decode: 40, calls: 90 }]]);
    await open({ stored: stored(small), speeds });
    await chooseReal();
    await expect.element(page.getByText('Writes 40 tokens a second here.')).toBeVisible();
    await expect.element(bar()).toHaveTextContent(/about [\d,]+ (minutes|hours?)/);
  });
});

test.each(['light', 'dark'])('axe finds nothing wrong in the %s theme', async (theme) => {
  localStorage.setItem('drpo-lab:theme', theme);
  await open();
  await chooseReal();
  await split();
  await page.getByText('Each role by itself').click();
  await expect.element(page.getByLabelText('Critic only')).toBeVisible();
  const { violations } = await axe.run(document, { resultTypes: ['violations'] });
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
});
