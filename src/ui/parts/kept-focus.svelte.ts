/**
 * Where the focus goes when what had it goes away with a change of the screen: never to nowhere. To be asked while a component
 * is being set up. A focus that is still somewhere is not moved.
 */
import { tick, untrack } from 'svelte';

/** `changes` reads all that may take things away; `lost` is to put the focus elsewhere. */
export function keepFocus(
  within: () => HTMLElement | undefined,
  changes: () => unknown,
  lost: () => void,
): void {
  // Afterwards nobody knows any more who had it.
  $effect.pre(() => {
    changes();
    const had = document.activeElement;
    if (had === null || untrack(within)?.contains(had) !== true) return;
    void tick().then(() => {
      if (!had.isConnected && document.activeElement === document.body) lost();
    });
  });
}
