/** Runs brought in by the button and by dropping files: what is said, where the focus goes, what a bad file does to the others. */
import axe from 'axe-core';
import { beforeEach, describe, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import type { RunRow } from '../../../src/core/records';
import { writeArchive } from '../../../src/store/archive';
import App from '../../../src/ui/App.svelte';
import { m } from '../../../src/ui/messages/messages';
import { loaded } from '../loaded';
import { runRow, scriptedLab, type ScriptedLab } from '../scripted-lab';

loaded('watch', 'library');

const words = m.library.import;

beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
  location.hash = '#/library';
});

const names = (): string[] =>
  [...document.querySelectorAll('[role=row] a')].map((link) => link.textContent.trim());
const focused = () => document.activeElement?.textContent.trim();

async function open(runs: RunRow[] = [runRow('a', { name: 'Tea shop' })]): Promise<ScriptedLab> {
  const lab = scriptedLab({ runs });
  await render(App, { lab });
  await expect.element(page.getByRole('button', { name: words.action })).toBeVisible();
  return lab;
}

async function archive(id: string, change: Partial<RunRow> = {}, file = `${id}.drpo`): Promise<File> {
  return new File([await writeArchive(runRow(id, change), [], [])], file);
}

function choose(...files: File[]): void {
  const field = document.querySelector<HTMLInputElement>('input[type=file]')!;
  field.files = holding(files).files;
  field.dispatchEvent(new Event('change', { bubbles: true }));
}

function holding(files: readonly File[]): DataTransfer {
  const data = new DataTransfer();
  for (const file of files) data.items.add(file);
  return data;
}

function drag(type: string, data: DataTransfer): DragEvent {
  const event = new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: data });
  document.body.dispatchEvent(event);
  return event;
}

describe('a file that is chosen', () => {
  test('is in the list, named, and has the focus', async () => {
    await open();
    choose(await archive('b', { name: 'Bank' }));
    await expect.element(page.getByText(words.done('Bank'))).toBeVisible();
    expect(names()).toContain('Bank');
    expect(focused()).toBe('Bank');
  });

  test('has the focus even where it is old among hundreds and the search leaves it out', async () => {
    await open(Array.from({ length: 200 }, (_, i) => runRow(`r${String(i)}`, { createdAt: 1000 + i })));
    await page.getByRole('searchbox').fill('r7');
    choose(await archive('old', { name: 'Old one', createdAt: 1 }));
    await expect.poll(focused).toBe('Old one');
  });

  test('is let into an empty Library too', async () => {
    await open([]);
    choose(await archive('b', { name: 'Bank' }));
    await expect.poll(focused).toBe('Bank');
  });

  test('of a run that is here stands beside it, and that is said', async () => {
    await open();
    choose(await archive('a', { name: 'Tea shop', createdAt: 1 }));
    await expect.element(page.getByText(words.again('Tea shop again'))).toBeVisible();
    expect(names()).toEqual(['Tea shop', 'Tea shop again']);
  });
});

describe('several files', () => {
  test('are all brought in; one that is broken is named with its reason and stops no other', async () => {
    await open();
    const broken = new File(['not a run'], '<b>holiday</b>.jpg');
    choose(await archive('b', { name: 'Bank' }), broken, await archive('c', { name: 'Clinic' }));
    await expect.element(page.getByText(`${words.many(2)} ${words.failed(1)}`)).toBeVisible();
    expect(names()).toEqual(expect.arrayContaining(['Tea shop', 'Bank', 'Clinic']));
    const notice = page.getByRole('region', { name: words.problems }).getByRole('alert');
    await expect.element(notice).toHaveTextContent('<b>holiday</b>.jpg');
    await expect.element(notice).toHaveTextContent('This file is not a run of this app, or it is damaged');
    await expect.element(notice).toHaveTextContent('or export the run again where it was made.');
    expect(await axe.run(document, { resultTypes: ['violations'] })).toMatchObject({ violations: [] });
    await notice.getByRole('button', { name: m.shell.dismiss }).click();
    await expect.element(notice).not.toBeInTheDocument();
  });
});

describe('files over the page', () => {
  test('show where they can go, and are brought in when dropped', async () => {
    await open();
    const data = holding([await archive('b', { name: 'Bank' })]);
    drag('dragenter', data);
    await expect.element(page.getByText(words.drop)).toBeVisible();
    expect(drag('dragover', data).defaultPrevented).toBe(true);
    expect(drag('drop', data).defaultPrevented).toBe(true);
    await expect.element(page.getByText(words.drop)).not.toBeInTheDocument();
    await expect.poll(focused).toBe('Bank');
  });

  test('that are dragged away again leave nothing', async () => {
    await open();
    const data = holding([await archive('b')]);
    drag('dragenter', data);
    drag('dragleave', data);
    await expect.element(page.getByText(words.drop)).not.toBeInTheDocument();
    expect(names()).toEqual(['Tea shop']);
  });

  test('dragged text is none of ours', async () => {
    await open();
    const data = new DataTransfer();
    data.setData('text/plain', 'hello');
    expect(drag('drop', data).defaultPrevented).toBe(false);
  });
});
