/**
 * The rewriter's proposals: edits of a prompt, or a whole new one. Reads what is proposed and leaves it to edits.ts
 * whether it can be used. A proposal that was cut off is never read as a shorter one.
 */
import type { Edit, Unreadable } from '../terms';
import type { Piece } from './json';
import { field, isObject, looksTorn, textField } from './shape';
import { cutTo, saysSomething } from './text';

const MOST_EDITS = 2;
const LONGEST_EDIT = 600;
const LONGEST_WHY = 400;
/** As long as a start prompt may be. */
const LONGEST_PROMPT = 20_000;

const wrongShape: Unreadable = { unreadable: 'wrong-shape' };

/** {"why", "edits": [...]}, or the bare list, or one bare edit. */
export function editsIn(piece: Piece): { edits: Edit[]; why: string } | Unreadable {
  const { value, mended } = piece;
  if (piece.mended && looksTorn(piece.value, ['why', 'edits', 'do', 'rule', 'text'])) return wrongShape;
  const listed = Array.isArray(value) ? (value as unknown[]) : (field(value, 'edits') ?? value);
  const proposed = (Array.isArray(listed) ? (listed as unknown[]) : [listed]).slice(0, MOST_EDITS);
  const edits = proposed.map((edit) => (mended && looksTorn(edit, EDIT_KEYS) ? null : editOf(edit)));
  const usable = edits.filter((edit) => edit !== null);
  if (usable.length === 0 || usable.length < edits.length) return wrongShape;
  return { edits: usable, why: cutTo(textField(value, 'why'), LONGEST_WHY) };
}

const EDIT_KEYS = ['do', 'rule', 'text', 'why'];

function editOf(value: unknown): Edit | null {
  if (!isObject(value)) return null;
  const text = textField(value, 'text');
  const rule = ruleNumber(field(value, 'rule'));
  const hasText = saysSomething(text) && text.length <= LONGEST_EDIT;
  switch (textField(value, 'do').toLowerCase()) {
    case 'add':
      return hasText ? { do: 'add', text } : null;
    case 'preamble':
      return hasText ? { do: 'preamble', text } : null;
    case 'replace':
      return hasText && rule !== null ? { do: 'replace', rule, text } : null;
    case 'remove':
      return rule !== null ? { do: 'remove', rule } : null;
    default:
      return null;
  }
}

/** 3 or "3"; counted from 1. */
function ruleNumber(value: unknown): number | null {
  const written = typeof value === 'number' ? String(value) : typeof value === 'string' ? value.trim() : '';
  return /^[1-9]\d?$/.test(written) ? Number(written) : null;
}

/** {"why", "prompt"}. */
export function rewriteIn(piece: Piece): { prompt: string; why: string } | Unreadable {
  const prompt = textField(piece.value, 'prompt');
  if (piece.mended && looksTorn(piece.value, ['why', 'prompt'])) return wrongShape;
  if (!saysSomething(prompt) || prompt.length > LONGEST_PROMPT) return wrongShape;
  return { prompt, why: cutTo(textField(piece.value, 'why'), LONGEST_WHY) };
}
