/**
 * What this browser remembers for the app between visits (`localStorage`), or this tab between reloads (`sessionStorage`).
 * Storage may be refused (private windows, policies): then nothing is remembered, and nothing fails for it.
 */
type Where = 'local' | 'session';

const storage = (where: Where): Storage => (where === 'local' ? localStorage : sessionStorage);

export function recall(key: string, where: Where = 'local'): string | null {
  try {
    return storage(where).getItem(key);
  } catch {
    return null;
  }
}

export function remember(key: string, value: string, where: Where = 'local'): void {
  try {
    storage(where).setItem(key, value);
  } catch {
    // It is remembered for as long as the page lives, where that is.
  }
}

export function forget(key: string, where: Where = 'local'): void {
  try {
    storage(where).removeItem(key);
  } catch {
    // As above.
  }
}

/** What was written as JSON; undefined where there is nothing that can be read. Its shape is for the caller to check. */
export function recallJson(key: string, where: Where): unknown {
  try {
    return JSON.parse(recall(key, where) ?? '') as unknown;
  } catch {
    return undefined;
  }
}
