/** Hands the settings of a stored run to Setup, and goes there; or says why it cannot. Changes no run. */
import { isFault } from '../../runner/fault-of';
import type { AppState } from '../app-state.svelte';
import type { RunLibrary } from './run-library';

export async function reuseRun(library: RunLibrary, app: AppState, id: string): Promise<void> {
  const row = await library.row(id);
  if (isFault(row)) {
    app.notify(row);
    return;
  }
  // Setup's own code: not part of a list of runs until it is asked for.
  const [{ draftOfRun }, { handToSetup }] = await Promise.all([
    import('../setup/draft-of-run'),
    import('../setup/reused-settings'),
  ]);
  handToSetup(draftOfRun(row), row.name);
  app.router.go({ screen: 'setup' });
}
