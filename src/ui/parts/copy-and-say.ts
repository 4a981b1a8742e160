/** Copies for a command that has no button of its own to say so on. */
import type { AppState } from '../app-state.svelte';
import { m } from '../messages/messages';

export function copyAndSay(text: string, app: AppState): Promise<void> {
  return navigator.clipboard.writeText(text).then(
    () => app.say(m.shell.copied),
    () => app.say(m.shell.copyRefused),
  );
}
