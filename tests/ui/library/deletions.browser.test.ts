/** When a deletion is for good. */
import { expect, onTestFinished, test } from 'vitest';
import { AppState } from '../../../src/ui/app-state.svelte';
import { Deletions, LEAST_MS } from '../../../src/ui/deletions.svelte';
import { runRow } from '../scripted-lab';
import { scriptedLibrary } from '../scripted-library';

test('going elsewhere ends only those that had their time', async () => {
  let now = 0;
  const library = scriptedLibrary(['a', 'b'].map((id) => runRow(id)));
  const app = new AppState();
  onTestFinished(() => app.router.dispose());
  const deletions = new Deletions(library, app, () => now);
  await deletions.remove({ id: 'a', name: 'A' });
  now = LEAST_MS - 1;
  deletions.navigated();
  await deletions.remove({ id: 'b', name: 'B' });
  expect(deletions.undoable.map(({ id }) => id)).toEqual(['a', 'b']);
  now = LEAST_MS;
  deletions.navigated();
  expect(deletions.undoable.map(({ id }) => id)).toEqual(['b']);
  await expect.poll(() => library.forgotten).toEqual(['a']);
  await deletions.undo();
  expect(deletions.restored).toMatchObject({ id: 'b' });
  expect(library.removed).toEqual([]);
});

test('the run of the menu is the run of the menu again when it is brought back', async () => {
  sessionStorage.clear();
  const app = new AppState();
  onTestFinished(() => app.router.dispose());
  const deletions = new Deletions(scriptedLibrary(['a', 'b'].map((id) => runRow(id))), app);
  app.router.opened('a');
  await deletions.remove({ id: 'b', name: 'B' });
  await deletions.undo();
  expect(app.router.lastRun).toBe('a');
  await deletions.remove({ id: 'a', name: 'A' });
  expect(app.router.lastRun).toBeNull();
  await deletions.undo();
  expect(app.router.lastRun).toBe('a');
});

test('in the menu the run opened before it takes its place, and gives it back', async () => {
  sessionStorage.clear();
  const app = new AppState();
  onTestFinished(() => app.router.dispose());
  const deletions = new Deletions(scriptedLibrary(['a', 'b', 'c'].map((id) => runRow(id))), app);
  app.router.opened('a');
  app.router.opened('b');
  app.router.opened('c');
  await deletions.remove({ id: 'b', name: 'B' });
  await deletions.remove({ id: 'c', name: 'C' });
  expect(app.router.lastRun).toBe('a');
  await deletions.undo();
  expect(app.router.lastRun).toBe('c');
  await deletions.remove({ id: 'c', name: 'C' });
  app.router.opened('recorded');
  await deletions.undo();
  expect(app.router.lastRun).toBe('recorded');
});
