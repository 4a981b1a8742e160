/**
 * Text from a model or a person as it can be seen: control characters become their pictures, nothing else changes.
 * For the eye only; what is copied is the text itself.
 */
// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;

export function visibleText(text: string): string {
  return text.replace(CONTROL, (char) => {
    const code = char.charCodeAt(0);
    return String.fromCharCode(code === 0x7f ? 0x2421 : 0x2400 + code);
  });
}

/** What turns the direction of all that follows it, until it is taken back: in a sentence of ours it never is. */
const TURNING = /[\u202a-\u202e\u2066-\u2069]/g;

/** Cuts at `length` characters without halving a surrogate pair. */
export function firstCharacters(text: string, length: number): string {
  if (text.length <= length) return text;
  const last = text.charCodeAt(length - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? length - 1 : length);
}

/** One line for a list, a label or a title: spaces run together, cut with an ellipsis, and nothing that turns its surroundings round. */
export function oneLine(text: string, length: number): string {
  const line = visibleText(firstCharacters(text, length * 4))
    .replace(TURNING, '')
    .replace(/\s+/g, ' ')
    .trim();
  return line.length <= length ? line : `${firstCharacters(line, length - 1).trimEnd()}…`;
}

/** Whether such a line tells all of the text: where it stands in full, the text need not be said again. */
export function fitsOneLine(text: string, length: number): boolean {
  return oneLine(text, length) === text.trim();
}
