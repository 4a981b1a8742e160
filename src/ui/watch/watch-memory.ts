/** Which tab of a run and which candidate were open, for as long as the tab lives. What cannot be read is forgotten. */
import { recallJson, remember } from '../local-memory';

const KEY = 'drpo-lab:watch';
/** Runs remembered, the latest last. */
const MOST = 20;

export interface Watched {
  /** As it was picked; null is what the phase makes interesting. */
  tab: string | null;
  node: string | null;
}

export function rememberWatched(run: string, { tab, node }: Watched): void {
  const others = stored().filter(([id]) => id !== run);
  remember(KEY, JSON.stringify([...others, [run, tab, node]].slice(-MOST)), 'session');
}

export function watchedBefore(run: string): Watched {
  const [, tab = null, node = null] = stored().find(([id]) => id === run) ?? [];
  return { tab, node };
}

type Entry = [run: string, tab: string | null, node: string | null];

function stored(): Entry[] {
  const found = recallJson(KEY, 'session');
  return Array.isArray(found) ? found.filter(isEntry) : [];
}

function isEntry(value: unknown): value is Entry {
  if (!Array.isArray(value) || value.length !== 3) return false;
  const [run, ...rest] = value as unknown[];
  return typeof run === 'string' && rest.every((part) => part === null || typeof part === 'string');
}
