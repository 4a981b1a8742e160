/**
 * The draft of Setup between visits, in localStorage, at most 200,000 characters. A draft that cannot be read or no longer
 * fits is forgotten, never half used. A longer own list is left out and has to be pasted again.
 */
import { parseConfig, type RunConfig } from '../../core/config';

export interface SetupDraft {
  source: 'built-in' | 'own';
  ownText: string;
  ownColumn: string | null;
  startPrompt: string;
  protectedText: string;
  pace: number | null;
  /** Null is no limit. */
  minutes: number | null;
  config: RunConfig;
}

const KEY = 'drpo-lab:setup';
const MOST_CHARACTERS = 200_000;

export function saveDraft(draft: SetupDraft): void {
  const whole = JSON.stringify(draft);
  const text =
    whole.length <= MOST_CHARACTERS ? whole : JSON.stringify({ ...draft, ownText: '', ownColumn: null });
  try {
    if (text.length <= MOST_CHARACTERS) localStorage.setItem(KEY, text);
  } catch {
    // Storage refused or full: the draft lives as long as the page.
  }
}

export function loadDraft(): SetupDraft | null {
  try {
    return readDraft(JSON.parse(localStorage.getItem(KEY) ?? 'null'));
  } catch {
    return null;
  }
}

function readDraft(input: unknown): SetupDraft | null {
  if (typeof input !== 'object' || input === null) return null;
  const found = input as Record<string, unknown>;
  const { source, ownText, ownColumn, startPrompt, protectedText, pace, minutes } = found;
  const parsed = parseConfig(found.config);
  if ('problems' in parsed) return null;
  if (source !== 'built-in' && source !== 'own') return null;
  if (typeof ownText !== 'string' || typeof startPrompt !== 'string' || typeof protectedText !== 'string')
    return null;
  if (pace !== null && typeof pace !== 'number') return null;
  return {
    source,
    ownText,
    ownColumn: typeof ownColumn === 'string' ? ownColumn : null,
    startPrompt,
    protectedText,
    pace,
    minutes: typeof minutes === 'number' ? minutes : null,
    config: parsed.config,
  };
}
