/**
 * One Web Lock a model, over all tabs and workers: who changes its files holds it alone, who uses them shares it.
 * Nothing here knows what a run is; what needs a model's files to stay as they are holds them.
 */
export const modelLock = (id: string): string => `drpo-lab/model/${id}`;

/** A page that was just reloaded may find the lock of its former worker still closing. */
export const lockPatienceMs = 2000;

/** Keeps the files as they are until the returned function is called; null if somebody keeps changing them. */
export function holdModel(id: string): Promise<(() => void) | null> {
  // Without https (or localhost) there are no locks, whatever the types say; nor is there a place for a model.
  const { locks } = navigator as { locks?: LockManager };
  if (!locks) return Promise.resolve(() => undefined);
  return new Promise((resolve) => {
    const held = (): Promise<void> => new Promise((release) => resolve(release));
    locks
      .request(modelLock(id), { mode: 'shared', signal: AbortSignal.timeout(lockPatienceMs) }, held)
      .catch(() => resolve(null));
  });
}
