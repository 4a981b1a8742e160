/**
 * The settings of a run, handed to Setup from another screen. What the person had there before is put aside, at most three
 * drafts deep and across reloads, until it is brought back or let go. The handed draft itself stays in memory: the list of
 * queries of a run may be longer than a stored draft can hold.
 */
import { loadDraft, readDraft, saveDraft, type SetupDraft } from './setup-draft';

export interface Reused {
  /** The run whose settings Setup shows. */
  from: string;
  /** Null where there was nothing of the person's own yet. */
  former: SetupDraft | null;
}

const KEY = 'drpo-lab:setup-aside';
const MOST_ASIDE = 3;
let handed: SetupDraft | null = null;

export function handToSetup(draft: SetupDraft, from: string): void {
  const aside = [...readAside(), { from, former: loadDraft() }];
  writeAside(aside.slice(-MOST_ASIDE));
  handed = draft;
  saveDraft(draft);
}

/** Once: after that the draft is Setup's own. */
export function takeHandedDraft(): SetupDraft | null {
  const draft = handed;
  handed = null;
  return draft;
}

export function reusedNow(): Reused | null {
  return readAside().at(-1) ?? null;
}

/** The draft is what it was before the last hand-over. */
export function bringBack(): void {
  const aside = readAside();
  const last = aside.pop();
  writeAside(aside);
  if (last?.former) handed = last.former;
}

export function dismissReused(): void {
  writeAside([]);
}

function readAside(): Reused[] {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return Array.isArray(found) ? (found as unknown[]).flatMap(readReused) : [];
  } catch {
    return [];
  }
}

function readReused(input: unknown): Reused[] {
  if (typeof input !== 'object' || input === null) return [];
  const { from, former } = input as Record<string, unknown>;
  return typeof from === 'string' ? [{ from, former: readDraft(former) }] : [];
}

function writeAside(aside: readonly Reused[]): void {
  try {
    if (aside.length === 0) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, JSON.stringify(aside));
  } catch {
    // Full: the oldest makes room.
    if (aside.length > 1) writeAside(aside.slice(1));
  }
}
