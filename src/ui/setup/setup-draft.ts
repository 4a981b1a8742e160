/**
 * The draft of Setup between visits, in localStorage, at most 200,000 characters. A draft that cannot be read or no longer
 * fits is forgotten, never half used. A longer own list is left out and has to be pasted again.
 */
import { parseConfig, type RunConfig } from '../../core/config';
import {
  ASPECT_USES,
  type AspectChoice,
  type AspectUse,
  type OwnAspect,
  PAPER_ASPECTS,
} from '../../core/own-aspects';

export interface SetupDraft {
  source: 'built-in' | 'own';
  ownText: string;
  ownColumn: string | null;
  startPrompt: string;
  protectedText: string;
  pace: number | null;
  aspects: AspectChoice;
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

/** A draft as it was stored, or null: nothing is half read. */
export function readDraft(input: unknown): SetupDraft | null {
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
    aspects: readAspects(found.aspects),
    minutes: typeof minutes === 'number' ? minutes : null,
    config: parsed.config,
  };
}

/** Drafts from before there was a choice have none; what cannot be read of one is left out. */
function readAspects(input: unknown): AspectChoice {
  if (typeof input !== 'object' || input === null) return PAPER_ASPECTS;
  const { uses, own } = input as Record<string, unknown>;
  const known = Object.entries(typeof uses === 'object' && uses !== null ? uses : {}).filter(
    (entry): entry is [string, AspectUse] => isUse(entry[1]),
  );
  return {
    uses: Object.fromEntries(known),
    own: Array.isArray(own) ? (own as unknown[]).flatMap(readOwnAspect) : [],
  };
}

function readOwnAspect(input: unknown): OwnAspect[] {
  if (typeof input !== 'object' || input === null) return [];
  const { name, low, high, when, use } = input as Record<string, unknown>;
  const texts = { name, low, high, when };
  if (!areTexts(texts)) return [];
  return [{ ...texts, use: isUse(use) ? use : 'fits' }];
}

function areTexts<K extends string>(texts: Record<K, unknown>): texts is Record<K, string> {
  return Object.values(texts).every((text) => typeof text === 'string');
}

function isUse(value: unknown): value is AspectUse {
  return ASPECT_USES.some((use) => use === value);
}
