/**
 * One run runs in one place: an exclusive Web Lock per run, which the browser releases when its tab dies.
 * Without Web Locks (an insecure context) runs are kept apart within this tab only.
 */
import type { RunLocks } from './ports';

export function runLocks(manager: LockManager | undefined): RunLocks {
  return manager ? webLocks(manager) : tabLocks();
}

/** The Web Locks of this context, or undefined where there are none, whatever the DOM types say. */
export function lockManager(): LockManager | undefined {
  return (globalThis.navigator as { locks?: LockManager } | undefined)?.locks;
}

const nameOf = (runId: string): string => `drpo-run-${runId}`;

function webLocks(manager: LockManager): RunLocks {
  return {
    acquire: (runId) =>
      new Promise((resolve, reject) => {
        const held = (lock: Lock | null): Promise<void> | undefined => {
          if (lock) return new Promise((release) => resolve(release));
          resolve(null);
          return undefined;
        };
        manager.request(nameOf(runId), { ifAvailable: true }, held).catch(reject);
      }),
    async held(runId) {
      const { held = [] } = await manager.query();
      return held.some((lock) => lock.name === nameOf(runId));
    },
  };
}

function tabLocks(): RunLocks {
  const held = new Set<string>();
  return {
    acquire: async (runId) => {
      if (held.has(runId)) return null;
      held.add(runId);
      return () => void held.delete(runId);
    },
    held: async (runId) => held.has(runId),
  };
}
