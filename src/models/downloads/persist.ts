/**
 * Asks the browser to keep this origin's storage when space runs low, and says what it answered. To be called on the page
 * (workers cannot ask) at the first download or the first run: earlier, browsers have no reason to say yes.
 */
export type PersistAnswer = 'kept' | 'refused' | 'cannot-ask';

/** 'kept' also when it was granted before. Firefox shows the person a question. Never throws. */
export async function askToPersist(): Promise<PersistAnswer> {
  // Absent without https (or localhost), whatever the types say.
  const { storage } = navigator as { storage?: Partial<StorageManager> };
  if (!storage?.persist || !storage.persisted) return 'cannot-ask';
  try {
    return (await storage.persisted()) || (await storage.persist()) ? 'kept' : 'refused';
  } catch {
    return 'cannot-ask';
  }
}
