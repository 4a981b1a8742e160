/** Hands a run to the person as a file, by a download of the browser's own; says so, or says why not. Changes no run. */
import { isFault } from '../../runner/fault-of';
import type { AppState } from '../app-state.svelte';
import { m } from '../messages/messages';
import type { RunLibrary } from './run-library';

/** Milliseconds; the browser reads the file after the click, and on some only once the person has agreed. */
const KEPT_MS = 120_000;

export async function exportRun(library: RunLibrary, app: AppState, id: string): Promise<void> {
  const out = await library.toFile(id);
  if (isFault(out)) {
    app.notify(out);
    return;
  }
  const link = document.createElement('a');
  link.href = URL.createObjectURL(out.file);
  link.download = out.name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), KEPT_MS);
  app.say(m.library.export.done(out.name));
}
