/**
 * The room the browser counts for this origin and what it allows, and whether files of models are known to be part of it. Reads
 * only; what the browser does not tell of the room is null, never zero.
 */
import { CACHE_SCOPES } from '../../models/downloads/cache-keys';

export interface Room {
  used: number | null;
  allowed: number | null;
  models: boolean;
}

/** Never rejects. */
export async function roomHere(): Promise<Room> {
  const [{ usage, quota }, models] = await Promise.all([
    estimate().catch((): StorageEstimate => ({})),
    holdsModels().catch(() => false),
  ]);
  return { used: usage ?? null, allowed: quota ?? null, models };
}

async function estimate(): Promise<StorageEstimate> {
  return (await (navigator as { storage?: StorageManager }).storage?.estimate()) ?? {};
}

/** No cache is opened that is not there: opening makes it. */
async function holdsModels(): Promise<boolean> {
  for (const scope of CACHE_SCOPES) {
    if (!(await caches.has(scope))) continue;
    if ((await (await caches.open(scope)).keys()).length > 0) return true;
  }
  return false;
}
