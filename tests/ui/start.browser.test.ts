/** Start, on a lab whose answers are scripted: what it offers, and what each offer asks of the lab. */
import { beforeEach, describe, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import App from '../../src/ui/App.svelte';
import { loaded } from './loaded';
import { runRow, type Script, scriptedLab, type ScriptedLab } from './scripted-lab';

loaded('setup', 'models', 'watch', 'library');

beforeEach(() => {
  localStorage.clear();
  location.hash = '#/';
});

async function open(script: Script = {}): Promise<ScriptedLab> {
  const lab = scriptedLab(script);
  await render(App, { lab });
  return lab;
}

describe('the one click', () => {
  test('is the only primary action', async () => {
    await open({ resumable: [runRow('waiting', { status: 'paused' })] });
    await expect.element(page.getByRole('heading', { name: 'Pick up where it stopped' })).toBeVisible();
    const primary = [...document.querySelectorAll('.primary')].map((element) => element.textContent.trim());
    expect(primary).toEqual(['Run with the practice model']);
  });

  test('starts a standard run on the built-in queries and goes to Watch', async () => {
    const lab = await open();
    await page.getByRole('button', { name: 'Run with the practice model' }).click();
    await expect.poll(() => location.hash).toBe('#/run/new-run');
    const [started] = lab.started;
    expect(started?.pace).toBeNull();
    expect(started?.setup.config).toMatchObject({ preset: 'standard', startPrompt: 'You are an assistant.' });
    expect(started?.setup.materials.ownQueries).toBe(false);
    expect(Object.values(started?.setup.config.models ?? {}).map(({ id }) => id)).toEqual(
      Array(5).fill('practice:1'),
    );
  });

  test('twice in a hurry starts one run', async () => {
    const lab = await open();
    const button = page.getByRole('button', { name: 'Run with the practice model' });
    const element = button.element() as HTMLButtonElement;
    element.click();
    element.click();
    await expect.poll(() => location.hash).toBe('#/run/new-run');
    expect(lab.started).toHaveLength(1);
  });

  test('that fails says what happened, what was kept and what to do', async () => {
    await open({ refuses: { tag: 'storage-full', facts: {} } });
    await page.getByRole('button', { name: 'Run with the practice model' }).click();
    const notice = page.getByRole('alert');
    await expect.element(notice).toHaveTextContent('no room left');
    await expect.element(notice).toHaveTextContent('kept');
    await expect.element(notice).toHaveTextContent('Delete runs');
    expect(location.hash).toBe('#/');
    await page.getByRole('button', { name: 'Dismiss' }).click();
    await expect.element(notice).not.toBeInTheDocument();
  });
});

describe('runs', () => {
  test('that wait are resumed from their card', async () => {
    const lab = await open({ resumable: [runRow('waiting', { status: 'running' })] });
    await page.getByRole('button', { name: 'Resume' }).click();
    await expect.poll(() => location.hash).toBe('#/run/waiting');
    expect(lab.resumed).toEqual(['waiting']);
  });

  test('are deleted at once, and brought back by Undo', async () => {
    const lab = await open({ runs: [runRow('old', { name: 'Old run' })] });
    const link = page.getByRole('link', { name: 'Old run' });
    await page.getByRole('button', { name: 'Delete Old run' }).click();
    await expect.element(link).not.toBeInTheDocument();
    expect(lab.library.removed).toEqual(['old']);
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.element(link).toBeVisible();
    expect(lab.library.removed).toEqual([]);
    expect(lab.library.forgotten).toEqual([]);
  });

  test('that another tab works on are not deleted, and it is said why', async () => {
    const lab = await open({ runs: [runRow('busy', { name: 'Busy run' })], elsewhere: ['busy'] });
    await page.getByRole('button', { name: 'Delete Busy run' }).click();
    await expect.element(page.getByRole('alert')).toHaveTextContent('another tab');
    await expect.element(page.getByRole('link', { name: 'Busy run' })).toBeVisible();
    expect(lab.library.removed).toEqual([]);
  });

  test('all stand in the Library', async () => {
    await open({ runs: Array.from({ length: 9 }, (_, i) => runRow(`r${String(i)}`)) });
    await page.getByRole('link', { name: 'All 9 runs in the Library' }).click();
    await expect.poll(() => location.hash).toBe('#/library');
  });

  test('are always named with their simulated engine', async () => {
    await open({ runs: [runRow('old')] });
    await expect
      .element(page.getByRole('list').filter({ hasText: 'Run old' }))
      .toHaveTextContent('Practice model (simulated)');
  });

  test('there are none of are explained', async () => {
    await open();
    await expect.element(page.getByText('Runs you start are kept here, in this browser only')).toBeVisible();
  });
});

describe('a tab that died while it loaded a model', () => {
  test('is told of at the next start, with a way to something smaller', async () => {
    const lab = await open({ models: { ended: 'Qwen3-8B (q4f16_1)' } });
    await expect
      .element(page.getByRole('alert'))
      .toHaveTextContent('Loading Qwen3-8B (q4f16_1) ended this tab');
    await page.getByRole('link', { name: 'Choose a smaller model' }).click();
    await expect.poll(() => location.hash).toBe('#/models');
    expect(lab.models.asked).toContain('forget loading');
  });

  test('is forgotten once it was read', async () => {
    const lab = await open({ models: { ended: 'Qwen3-8B (q4f16_1)' } });
    await page.getByRole('button', { name: 'Dismiss' }).click();
    await expect.element(page.getByRole('alert')).not.toBeInTheDocument();
    expect(lab.models.asked).toEqual(['forget loading']);
  });
});

test('the device has a way to its models', async () => {
  await open();
  await page.getByRole('link', { name: 'Models for this device' }).click();
  await expect.poll(() => location.hash).toBe('#/models');
});
