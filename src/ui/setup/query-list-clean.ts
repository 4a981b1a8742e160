/**
 * What is done to text before and after it is read as a list.
 * Before: line ends only, so that line and column numbers stay true. After: the normal form of one query.
 * Never changes a visible character other than to its NFC form.
 */

/** No byte order marks (joined files hold several), every line end a \n. */
export function withPlainLineEnds(text: string): string {
  return text.replace(/\uFEFF/g, '').replace(/\r\n?/g, '\n');
}

/** Trimmed, NFC, without control characters. Tabs and line ends stay; half a surrogate pair becomes U+FFFD. */
export function asQueryText(raw: string): string {
  return raw
    .replace(/\r\n?|[\v\f\u0085\u2028\u2029]/g, '\n')
    .replace(/\p{Surrogate}/gu, '\uFFFD')
    .replace(/[^\P{Control}\n\t]|\uFEFF/gu, '')
    .normalize('NFC')
    .trim();
}

/** Whether anything would show: spaces and zero-width characters alone do not. */
export function isVisible(text: string): boolean {
  return /[^\s\p{Format}\p{Control}]/u.test(text);
}

/** Unicode code points: what a person counts as characters, nearly. */
export function characterCount(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length; at += (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1) count += 1;
  return count;
}

export function utf8Bytes(text: string): number {
  return new TextEncoder().encode(text).length;
}

/** ZIP (so XLSX), PDF, and what UTF-16 or an old spreadsheet becomes when it is read as UTF-8. */
const otherOpenings = ['PK\u0003\u0004', '%PDF-', '\uFFFD\uFFFD'];

/** Text that was decoded from something else, or whose bytes are largely no UTF-8. */
export function looksBinary(text: string): boolean {
  const opening = text.slice(0, 1000);
  if (otherOpenings.some((bytes) => opening.startsWith(bytes))) return true;
  const undecoded = opening.split('\uFFFD').length - 1;
  return undecoded > opening.length / 10;
}
