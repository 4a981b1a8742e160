/** Where a level of the search is decided on, and which level that was. A pair: nothing else writes or reads such a path. */
export function levelBarrier(level: number): string {
  return `system/level/${String(level)}/barrier`;
}

/** Null for the path of any other barrier. */
export function levelOfBarrier(path: string): number | null {
  const found = /^system\/level\/(\d+)\/barrier$/.exec(path);
  return found ? Number(found[1]) : null;
}
