/**
 * Where the bracketed pieces of a text begin and end, in one pass. Knows strings, but forgives text that is not JSON.
 * Decides nothing about what the pieces mean.
 */

/** Nothing we ask for is nested deeper than four; a reply far beyond it is no answer, and could be meant to harm. */
export const DEEPEST = 40;

export interface Brackets {
  /** The outermost closed {...} and [...] as [start, end), in order. */
  spans: [number, number][];
  /** What follows the first bracket that never closes, the spans left out; '' where all close. */
  loose: string;
}

/** Quotes count only inside brackets: in prose they are apostrophes and inches. */
export function bracketsOf(text: string): Brackets | 'too-deep' {
  const open: number[] = [];
  const spans: [number, number][] = [];
  let inString = false;
  for (let at = 0; at < text.length; at++) {
    const char = text[at];
    if (inString) {
      if (char === '\\') at++;
      else if (char === '"') inString = false;
    } else if (char === '"') inString = open.length > 0;
    else if (char === '{' || char === '[') {
      open.push(at);
      if (open.length > DEEPEST) return 'too-deep';
    } else if (char === '}' || char === ']') close(text, open, spans, at);
  }
  return { spans, loose: open[0] === undefined ? '' : outside(text, spans, open[0]) };
}

function outside(text: string, spans: readonly [number, number][], from: number): string {
  const between: string[] = [];
  let at = from;
  for (const [start, end] of spans) {
    if (start > at) between.push(text.slice(at, start));
    at = Math.max(at, end);
  }
  return [...between, text.slice(at)].join(' ');
}

/** Ends the innermost bracket of that kind; those left open inside it are no pieces of their own. */
function close(text: string, open: number[], spans: [number, number][], at: number): void {
  const kind = text[at] === '}' ? '{' : '[';
  const level = open.findLastIndex((start) => text[start] === kind);
  const start = open[level];
  if (start === undefined) return;
  open.length = level;
  while ((spans.at(-1)?.[0] ?? -1) > start) spans.pop();
  spans.push([start, at + 1]);
}

const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\]:,]|[^\s{}[\]:,"]+/g;

/** The tokens of a strict JSON text. */
export function* tokensOf(json: string): Generator<{ token: string; at: number }> {
  for (const match of json.matchAll(TOKEN)) yield { token: match[0], at: match.index };
}
