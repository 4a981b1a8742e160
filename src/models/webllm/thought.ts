/**
 * A think block in front of a reply is not the reply. It is cut off here, and only here: the engine's own words are kept
 * by held-conversation.ts, which sends them back unaltered, so cutting costs no KV cache.
 */

const OPEN = '<think>';
const CLOSE = '</think>';

/** The reply without a leading think block; `open` when it was cut inside one, and there is no reply. */
export function withoutThought(raw: string): { text: string; open: boolean } {
  const start = raw.trimStart();
  if (!start.startsWith(OPEN)) return { text: raw, open: false };
  const end = start.indexOf(CLOSE);
  if (end < 0) return { text: '', open: true };
  return { text: start.slice(end + CLOSE.length).trimStart(), open: false };
}

/** As much of the reply as can be shown while it is being written: it only ever grows. */
export function shownSoFar(raw: string): string {
  const start = raw.trimStart();
  if (OPEN.startsWith(start)) return '';
  // A half-decoded character ends in replacement characters until its last byte is there.
  return withoutThought(raw).text.replace(/\uFFFD+$/, '');
}

/** Tokens of the empty block that `enable_thinking: false` puts in front, which count as tokens of the reply. */
export const EMPTY_THOUGHT_TOKENS = 4;
