/** What is read of the list while a run is renamed or deleted is older than what the person did, and must not cover it. */
import { beforeEach, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import App from '../../../src/ui/App.svelte';
import { m } from '../../../src/ui/messages/messages';
import { loaded } from '../loaded';
import { runRow, scriptedLab } from '../scripted-lab';

loaded('library');

beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
  location.hash = '#/library';
});

const names = (): string[] =>
  [...document.querySelectorAll('[role=row] a')].map((link) => link.textContent.trim());

/** A Library whose readings, once `slow`, answer with what was there when they were asked, and only when `answer` is called. */
async function open() {
  const lab = scriptedLab({
    runs: [runRow('a', { name: 'Tea shop', createdAt: 2 }), runRow('b', { name: 'Bank', createdAt: 1 })],
  });
  const { cards } = lab.library;
  const waiting: (() => void)[] = [];
  let slow = false;
  lab.library.cards = async (most) => {
    const found = await cards(most);
    if (slow) await new Promise<void>((resolve) => waiting.push(resolve));
    return found;
  };
  await render(App, { lab });
  await expect.poll(names).toEqual(['Tea shop', 'Bank']);
  const answer = (): void => waiting.splice(0).forEach((resolve) => resolve());
  return { begin: () => ((slow = true), dispatchEvent(new Event('focus'))), waiting, answer };
}

const seen: string[][] = [];
function watchNames(): () => void {
  seen.length = 0;
  const observer = new MutationObserver(() => seen.push(names()));
  observer.observe(document.body, { subtree: true, childList: true, characterData: true });
  return () => observer.disconnect();
}

test('a deleted run does not come back for a moment', async () => {
  const { begin, waiting, answer } = await open();
  begin();
  await vi.waitFor(() => expect(waiting).toHaveLength(1));
  await page.getByRole('button', { name: m.library.remove.named('Bank') }).click();
  await expect.poll(names).toEqual(['Tea shop']);
  const stop = watchNames();
  answer();
  await vi.waitFor(() => expect(waiting).toHaveLength(1));
  answer();
  await new Promise((resolve) => setTimeout(resolve, 100));
  stop();
  expect(seen.filter((list) => list.includes('Bank'))).toEqual([]);
  expect(names()).toEqual(['Tea shop']);
});

test('a renamed run does not take its old name again', async () => {
  const { begin, waiting, answer } = await open();
  begin();
  await vi.waitFor(() => expect(waiting).toHaveLength(1));
  await page.getByRole('button', { name: m.library.rename.named('Bank') }).click();
  await userEvent.keyboard('Credit union{Enter}');
  await expect.poll(names).toEqual(['Tea shop', 'Credit union']);
  const stop = watchNames();
  answer();
  await vi.waitFor(() => expect(waiting).toHaveLength(1));
  answer();
  await new Promise((resolve) => setTimeout(resolve, 100));
  stop();
  expect(seen.filter((list) => list.includes('Bank'))).toEqual([]);
});
