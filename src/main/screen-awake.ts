/**
 * Keeps the screen on while somebody needs it and the page is in sight: a device that sleeps freezes the run. Browsers take
 * the lock away with a hidden page, so it is asked for again on return. Never throws; a refusal only lets the screen sleep.
 */
export interface ScreenAwake {
  /** Answers with the function that lets go. */
  hold(): () => void;
}

export function screenAwake(): ScreenAwake {
  // Not in every browser, whatever the types say.
  const { wakeLock } = navigator as { wakeLock?: WakeLock };
  let holders = 0;
  let lock: Promise<WakeLockSentinel | null> | null = null;

  const update = (): void => {
    if (holders > 0 && document.visibilityState === 'visible') {
      lock ??= wakeLock?.request('screen').catch(() => null) ?? null;
    } else {
      void lock?.then((held) => held?.release()).catch(() => undefined);
      lock = null;
    }
  };
  document.addEventListener('visibilitychange', update);

  return {
    hold() {
      holders += 1;
      update();
      let held = true;
      return () => {
        if (!held) return;
        held = false;
        holders -= 1;
        update();
      };
    },
  };
}
