/**
 * A value that changes too often to be read, held for at least `ms`: the latest one is shown when the time is up.
 * `cut` may answer what to show at once in its place, such as nothing after a jump in time.
 * To be made while a component is being set up; ends with it.
 */
export class Held<T> {
  value: T = $state.raw() as T;

  constructor(read: () => T, ms: number, cut?: (now: T, before: T) => T | null) {
    this.value = read();
    let since = 0;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let latest = this.value;
    const show = (): void => {
      timer = undefined;
      since = performance.now();
      this.value = latest;
    };
    $effect(() => {
      const now = read();
      const instead = cut?.(now, latest) ?? null;
      latest = now;
      if (instead !== null) {
        this.value = instead;
        since = performance.now();
      }
      if (timer !== undefined) return;
      const wait = since + ms - performance.now();
      if (wait <= 0) show();
      else timer = setTimeout(show, wait);
    });
    $effect(() => () => clearTimeout(timer));
  }
}
