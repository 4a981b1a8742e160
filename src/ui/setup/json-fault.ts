/**
 * Where a text stops being JSON (RFC 8259), the same in every browser: their own messages differ or say nothing.
 * Promises null exactly where JSON.parse succeeds. Never recurses, so no nesting is too deep for it.
 */

type Expected = 'value' | 'value-or-end' | 'key' | 'key-or-end' | 'colon' | 'comma-or-end' | 'nothing';
/** How far a token reaches; `fault` if it breaks there. */
interface Token {
  end: number;
  fault: boolean;
}

const literals = ['true', 'false', 'null'];
const escapes = '"\\/bfnrt';

/** Index of the first character that cannot be right; the text's length if it ends too early; null if it is JSON. */
export function jsonFaultAt(text: string): number | null {
  const open: string[] = [];
  let expected = 'value' as Expected;
  let at = afterSpace(text, 0);
  for (; at < text.length; at = afterSpace(text, at)) {
    const char = text.charAt(at);
    if (closes(char, expected, open)) {
      open.pop();
      expected = afterValue(open);
      at += 1;
    } else if ((char === '{' || char === '[') && wantsValue(expected)) {
      open.push(char);
      expected = char === '{' ? 'key-or-end' : 'value-or-end';
      at += 1;
    } else if ((char === ':' && expected === 'colon') || (char === ',' && expected === 'comma-or-end')) {
      expected = char === ',' && open.at(-1) === '{' ? 'key' : 'value';
      at += 1;
    } else {
      const token = readToken(text, at, expected);
      if (token.fault) return token.end;
      expected = expected === 'key' || expected === 'key-or-end' ? 'colon' : afterValue(open);
      at = token.end;
    }
  }
  return expected === 'nothing' ? null : text.length;
}

function closes(char: string, expected: Expected, open: string[]): boolean {
  if (char === '}') return open.at(-1) === '{' && (expected === 'key-or-end' || expected === 'comma-or-end');
  return char === ']' && open.at(-1) === '[' && (expected === 'value-or-end' || expected === 'comma-or-end');
}

function wantsValue(expected: Expected): boolean {
  return expected === 'value' || expected === 'value-or-end';
}

function afterValue(open: string[]): Expected {
  return open.length === 0 ? 'nothing' : 'comma-or-end';
}

function readToken(text: string, at: number, expected: Expected): Token {
  const char = text.charAt(at);
  const wantsKey = expected === 'key' || expected === 'key-or-end';
  if (char === '"' && (wantsKey || wantsValue(expected))) return readString(text, at);
  if (!wantsValue(expected)) return { end: at, fault: true };
  return char === '-' || isDigit(char) ? readNumber(text, at) : readLiteral(text, at);
}

function readLiteral(text: string, start: number): Token {
  const literal = literals.find((word) => word.startsWith(text.charAt(start))) ?? '';
  let length = 0;
  while (length < literal.length && text.charAt(start + length) === literal.charAt(length)) length += 1;
  return { end: start + length, fault: length === 0 || length < literal.length };
}

function readString(text: string, start: number): Token {
  let at = start + 1;
  for (; at < text.length; at += 1) {
    const char = text.charAt(at);
    if (char === '"') return { end: at + 1, fault: false };
    if (char < ' ') break;
    if (char === '\\') {
      const escape = readEscape(text, at + 1);
      if (escape.fault) return escape;
      at = escape.end - 1;
    }
  }
  return { end: at, fault: true };
}

function readEscape(text: string, at: number): Token {
  if (text.charAt(at) !== 'u') {
    const known = at < text.length && escapes.includes(text.charAt(at));
    return { end: known ? at + 1 : at, fault: !known };
  }
  let end = at + 1;
  while (end < at + 5 && /^[0-9a-f]$/i.test(text.charAt(end))) end += 1;
  return { end, fault: end < at + 5 };
}

function readNumber(text: string, start: number): Token {
  let at = text.charAt(start) === '-' ? start + 1 : start;
  const whole = text.charAt(at) === '0' ? at + 1 : afterDigits(text, at);
  if (whole === at) return { end: at, fault: true };
  at = whole;
  if (text.charAt(at) === '.') {
    const fraction = afterDigits(text, at + 1);
    if (fraction === at + 1) return { end: fraction, fault: true };
    at = fraction;
  }
  if (!/^[eE]$/.test(text.charAt(at))) return { end: at, fault: false };
  const digits = /^[+-]$/.test(text.charAt(at + 1)) ? at + 2 : at + 1;
  const end = afterDigits(text, digits);
  return { end, fault: end === digits };
}

function afterDigits(text: string, start: number): number {
  let at = start;
  while (isDigit(text.charAt(at))) at += 1;
  return at;
}

function afterSpace(text: string, start: number): number {
  let at = start;
  while (at < text.length && ' \t\n\r'.includes(text.charAt(at))) at += 1;
  return at;
}

function isDigit(char: string): boolean {
  return char >= '0' && char <= '9' && char.length === 1;
}
