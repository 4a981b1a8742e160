/** The Models screen on scripted models: what it says of the device, what each control asks for, and words for what fails. */
import axe from 'axe-core';
import { beforeEach, describe, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { EngineFault } from '../../src/models/engine-fault';
import App from '../../src/ui/App.svelte';
import { modelWords } from '../../src/ui/messages/model-words';
import {
  base,
  adapter,
  device,
  type DeskScript,
  downloadState,
  embedding,
  entry,
  large,
  type ScriptedDesk,
  small,
  stored,
} from './scripted-desk';
import { loaded } from './loaded';
import { scriptedLab } from './scripted-lab';

loaded('setup', 'models');

beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
  location.hash = '#/models';
});

async function open(script: DeskScript = {}): Promise<ScriptedDesk> {
  const lab = scriptedLab({ models: script });
  await render(App, { lab });
  await expect.element(page.getByRole('heading', { level: 1, name: 'Models' })).toBeVisible();
  return lab.models;
}

const section = (name: string) => page.getByRole('region', { name, exact: true });

describe('a device without WebGPU', () => {
  test.each([
    ['no-api', 'does not offer WebGPU'],
    ['insecure', 'not opened over a secure address'],
    ['no-adapter', 'finds no GPU'],
    ['refused', 'failed when it was asked'],
  ] as const)('(%s) is told what is missing and what works, and starts nothing', async (noWebGpu, words) => {
    const desk = await open({ device: { ...device, adapter: null, noWebGpu } });
    await expect.element(page.getByText(words).first()).toBeVisible();
    await expect.element(page.getByText('The practice model: the whole method')).toBeVisible();
    expect(desk.asked).toEqual(['device']);
  });

  test('has the whole list to read, with size, memory and why none can be had here, and nothing to press', async () => {
    const desk = await open({
      device: { ...device, adapter: null, noWebGpu: 'no-api' },
      catalog: [large, small, base, embedding, entry('Twice-1B-q4f16_1-MLC', { sameFilesAs: small.id })],
    });
    const list = section(modelWords.catalog.heading);
    await expect.element(list).toHaveTextContent(modelWords.catalog.why);
    const names = [...list.element().querySelectorAll('h3')].map(({ textContent }) => textContent.trim());
    expect(names.map((name) => name.split(' ')[0])).toEqual([
      'Qwen3-1.7B',
      'Ministral-3-3B-Base',
      'Qwen3-8B',
      'snowflake-arctic-embed-s',
    ]);
    await expect.element(list).toHaveTextContent('about 979 MB to download');
    await expect.element(list).toHaveTextContent('2.0 GB memory');
    expect(list.element().querySelectorAll('button, a')).toHaveLength(0);
    await page.getByLabelText(modelWords.offers.search).fill('qwen 8b');
    await expect.poll(() => list.element().querySelectorAll('h3').length).toBe(1);
    expect(desk.asked).toEqual(['device']);
  });
});

test('nothing is looked at before the screen opens', async () => {
  location.hash = '#/';
  const lab = scriptedLab();
  await render(App, { lab });
  await expect.element(page.getByRole('button', { name: 'Run with the practice model' })).toBeVisible();
  expect(lab.models.asked).toEqual([]);
});

describe('what fits', () => {
  test('is listed with size, memory, context, licence and a sentence', async () => {
    await open();
    const list = section('All models that fit');
    await expect.element(list).toHaveTextContent('Qwen3-1.7B');
    await expect.element(list).toHaveTextContent('about 979 MB');
    await expect.element(list).toHaveTextContent('2.0 GB memory');
    await expect.element(list).toHaveTextContent('4,096 tokens');
    await expect.element(list).toHaveTextContent('A good balance of speed and sense');
    await expect.element(list).toHaveTextContent('Llama 3.2 Community License');
    await expect.element(list).toHaveTextContent('Responder only');
  });

  test('follows the memory the person allows, also at the next visit', async () => {
    await open();
    await expect.element(page.getByRole('radio', { name: '4 GB' })).toBeChecked();
    await expect.element(page.getByText('Not offered here (1)')).toBeVisible();
    await page.getByRole('radio', { name: '8 GB' }).click({ force: true });
    await expect.element(section('All models that fit')).toHaveTextContent('Qwen3-8B');
    expect(localStorage.getItem('drpo-lab:model-memory-gb')).toBe('8');
  });

  test('is recommended for the responder and the judge', async () => {
    await open();
    const picks = section('Recommended for this device');
    await expect.element(picks).toHaveTextContent('One model for everything');
    await expect.element(picks.getByRole('heading', { name: 'Qwen3-1.7B' }).first()).toBeVisible();
    await expect.element(picks.getByRole('heading', { name: 'Llama-3.2-1B-Instruct' })).toBeVisible();
  });

  test('is found by any of its words', async () => {
    await open();
    await page.getByRole('searchbox', { name: 'Search models', exact: true }).fill('llama 1b');
    await expect.element(page.getByText('1 of 3 models')).toBeVisible();
  });

  test('and what does not says why', async () => {
    await open();
    await page.getByText('Not offered here (1)').click();
    await expect.element(page.getByText('It needs 4.9 GB of memory; you allow 4.0 GB.')).toBeVisible();
  });

  test('without 16-bit numbers names what does without', async () => {
    const twin = entry('Qwen3-1.7B-q4f32_1-MLC', { f16: false, quantization: 'q4f32_1' });
    await open({ device: { ...device, adapter: { ...adapter, f16: false } }, catalog: [small, twin] });
    await page.getByText('Not offered here (1)').click();
    await expect.element(page.getByText('Qwen3-1.7B (q4f32_1) does without.')).toBeVisible();
    await expect.element(page.getByText('No 16-bit numbers')).toBeVisible();
  });
});

describe('a download', () => {
  test('is started by its button, and says that the files may be cleared', async () => {
    const desk = await open();
    await section('Recommended for this device')
      .getByRole('button', { name: /^Download Qwen3-1.7B/ })
      .first()
      .click();
    await expect.poll(() => desk.asked).toContain(`start ${small.id}`);
    desk.tell(downloadState(small.id));
    await expect.element(page.getByText('The browser may clear the files')).toBeVisible();
  });

  test('shows how far it is, in all and by file, how fast, and how long still; and is paused', async () => {
    const desk = await open({ states: [downloadState(small.id)] });
    const bar = page.getByRole('progressbar', { name: 'Download of Qwen3-1.7B (q4f16_1)' });
    await expect.element(bar).toHaveAttribute('aria-valuenow', '25');
    const card = section('On this device');
    await expect.element(card).toHaveTextContent('250 MB of 1.0 GB');
    await expect.element(card).toHaveTextContent('12.5 MB/s');
    await expect.element(card).toHaveTextContent('about 2 minutes left');
    await page.getByText('1 of 3 files').click();
    await expect.element(card).toHaveTextContent('params_shard_0.bin 249 MB of 500 MB arriving');
    desk.tell(downloadState(small.id, { doneBytes: 500e6, secondsLeft: 40 }));
    await expect.element(bar).toHaveAttribute('aria-valuenow', '50');
    await page.getByRole('button', { name: 'Pause' }).click();
    await expect.poll(() => desk.asked).toContain(`pause ${small.id}`);
  });

  test('that was paused goes on', async () => {
    const desk = await open({
      states: [downloadState(small.id, { phase: 'paused', bytesPerSecond: null, secondsLeft: null })],
    });
    await page.getByRole('button', { name: 'Resume' }).click();
    await expect.poll(() => desk.asked).toContain(`resume ${small.id}`);
  });

  test('that stopped says why, what was kept, and goes on at a click', async () => {
    const fault = { tag: 'quota-exceeded', facts: { needed: 2e9, available: 1e9 } };
    const desk = await open({ states: [downloadState(small.id, { phase: 'failed', fault })] });
    await expect.element(page.getByRole('alert')).toHaveTextContent('2.0 GB needed, 1.0 GB free');
    await expect.element(page.getByRole('alert')).toHaveTextContent('What has arrived is kept');
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect.poll(() => desk.asked).toContain(`resume ${small.id}`);
  });

  test('that cannot begin is told in words', async () => {
    await open({ refuses: new EngineFault('downloads-unavailable') });
    await page
      .getByRole('button', { name: /^Download Llama/ })
      .first()
      .click();
    await expect.element(page.getByRole('alert')).toHaveTextContent('no place for model files');
  });

  test('that is done is ready for Setup', async () => {
    const desk = await open();
    desk.keep(stored(small));
    desk.tell(downloadState(small.id, { phase: 'done', doneBytes: 1000e6 }));
    await page.getByRole('link', { name: 'Use in Setup' }).click();
    await expect.element(page.getByLabelText('Model for all roles')).toHaveValue(small.id);
  });
});

describe('a model on this device', () => {
  test('shows its size and what the browser grants in all', async () => {
    await open({ stored: stored(small) });
    await expect.element(section('On this device')).toHaveTextContent('979 MB on disk');
    await expect
      .element(page.getByText('979 MB of model files, out of 20 GB the browser grants'))
      .toBeVisible();
  });

  test('is repaired', async () => {
    const desk = await open({ stored: stored(small) });
    await page.getByRole('button', { name: 'Repair Qwen3-1.7B (q4f16_1)' }).click();
    await expect.poll(() => desk.asked).toContain(`repair ${small.id}`);
  });

  test('is deleted only after the person has said so, and says what it freed and what it kept', async () => {
    const desk = await open({ stored: stored(small) });
    await page.getByRole('button', { name: 'Delete Qwen3-1.7B (q4f16_1)' }).click();
    await page.getByRole('button', { name: 'Cancel' }).click();
    expect(desk.asked).not.toContain(`remove ${small.id}`);
    await page.getByRole('button', { name: 'Delete Qwen3-1.7B (q4f16_1)' }).click();
    await page.getByRole('button', { name: 'Delete the model' }).click();
    await expect.element(page.getByText('900 MB freed; 6 MB kept for other models.')).toBeVisible();
  });

  test('too large for the memory allowed says so, and is not offered to Setup', async () => {
    await open({ stored: stored(large) });
    await expect.element(section('On this device')).toHaveTextContent('It needs 4.9 GB of memory');
    await expect.element(page.getByRole('link', { name: 'Use in Setup' })).not.toBeInTheDocument();
  });

  test('is told apart from files that belong to none', async () => {
    const files = {
      ...stored(small),
      orphans: [{ scope: 'webllm/wasm' as const, url: 'https://x/y', bytes: 5e6 }],
    };
    const desk = await open({ stored: files });
    await expect.element(page.getByText('5 MB belong to no model')).toBeVisible();
    await page.getByRole('button', { name: 'Delete them' }).click();
    await expect.poll(() => desk.asked).toContain('removeOrphans');
  });
});

test('a model that finds examples is got beside the others, and says where it is switched on', async () => {
  await open({ catalog: [small, embedding], stored: stored(embedding) });
  await expect.element(page.getByRole('heading', { name: 'Finding examples by meaning' })).toBeVisible();
  await expect.element(page.getByText('Switch it on in Setup, under Model.')).toBeVisible();
});

describe('an address with a model', () => {
  test('puts that model first', async () => {
    location.hash = `#/models/${small.id}`;
    const desk = await open();
    await section('Asked for')
      .getByRole('button', { name: /^Download Qwen3-1.7B/ })
      .click();
    await expect.poll(() => desk.asked).toContain(`start ${small.id}`);
  });

  test('that cannot be had says why', async () => {
    location.hash = `#/models/${large.id}`;
    await open();
    await expect
      .element(section('Asked for'))
      .toHaveTextContent('It needs 4.9 GB of memory; you allow 4.0 GB.');
  });
});

describe('a model of one’s own', () => {
  const id = 'Mine-1B-q4f16_1';

  async function fill(weights: string, name = id): Promise<void> {
    await page.getByText('A model of your own, by address').click();
    await page.getByLabelText('Name').fill(name);
    await page.getByLabelText('Folder of the weights').fill(weights);
    await page.getByLabelText('Library', { exact: true }).fill('https://example.org/mine.wasm');
    await page.getByRole('button', { name: 'Check' }).click();
  }

  test('with addresses that cannot be right asks nobody', async () => {
    const desk = await open();
    await fill('http://example.org/mine', small.id);
    await expect
      .element(page.getByText('The address of the weights should begin with https://'))
      .toBeVisible();
    await expect
      .element(page.getByText(`There is a model called ${small.id} in the list already.`))
      .toBeVisible();
    expect(desk.asked.filter((what) => what.startsWith('read'))).toEqual([]);
  });

  test('that is not there says what is missing', async () => {
    await open({
      reading: { ok: false, problem: { what: 'refused', file: 'mlc-chat-config.json', status: 404 } },
    });
    await fill('https://example.org/mine');
    await expect.element(page.getByText('There is no mlc-chat-config.json at that address.')).toBeVisible();
  });

  test('is shown for what it is, then added and downloaded', async () => {
    const mine = entry(id, {
      family: 'custom',
      licence: { name: null, note: 'unknown' },
      goodFor: 'unknown',
    });
    const desk = await open({
      reading: { ok: true, model: { entry: mine, longestContext: 8192, oldManifest: false } },
    });
    await fill('https://example.org/mine');
    await page.getByRole('button', { name: 'Add and download' }).click();
    await expect.poll(() => desk.asked).toContain(`start ${id} custom`);
    expect(desk.asked).toContain(`add ${id}`);
  });

  test('is taken off the list again', async () => {
    const desk = await open({ catalog: [small, entry(id, { family: 'custom' })] });
    await page.getByRole('button', { name: 'Take off the list' }).click();
    await expect.poll(() => desk.asked).toContain(`forget ${id}`);
    await expect.element(page.getByText('Mine-1B', { exact: true })).not.toBeInTheDocument();
  });
});

test('a folder from disk is imported as the model its name says', async () => {
  const desk = await open();
  await page.getByText('From a folder on disk').click();
  const input = document.querySelector<HTMLInputElement>('input[type=file]')!;
  const file = new File(['{}'], 'mlc-chat-config.json');
  Object.defineProperty(file, 'webkitRelativePath', { value: `${small.id}/mlc-chat-config.json` });
  Object.defineProperty(input, 'files', { value: [file] });
  input.dispatchEvent(new Event('change', { bubbles: true }));
  await expect.poll(() => desk.asked).toContain(`import ${small.id}`);
  await expect.element(page.getByText('Qwen3-1.7B (q4f16_1) is on this device now.')).toBeVisible();
});

test.each(['light', 'dark'])('axe finds nothing wrong with the screen in the %s theme', async (theme) => {
  localStorage.setItem('drpo-lab:theme', theme);
  await open({ stored: stored(small), states: [downloadState(large.id)] });
  for (const name of ['Not offered here', 'From a folder', 'A model of your own', '1 of 3 files'])
    await page.getByText(name).first().click();
  await expect.element(page.getByRole('button', { name: 'Check' })).toBeVisible();
  const { violations } = await axe.run(document, { resultTypes: ['violations'] });
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
});
