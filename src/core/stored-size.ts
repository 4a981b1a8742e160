/**
 * About how many bytes a plain value takes on disk: its texts, its names, its numbers. An estimate: the database adds keys
 * and takes away by compression. Never writes the value out, so that a run can afford to ask for each record.
 */
const A_NUMBER = 9;
const AN_OBJECT = 4;
/** Texts beyond Latin-1 are stored with two bytes a character. */
const WIDE = /[\u0100-\uffff]/;

export function storedBytes(value: unknown): number {
  if (typeof value === 'string') return textBytes(value);
  if (typeof value === 'number') return A_NUMBER;
  if (typeof value !== 'object' || value === null) return 1;
  if (Array.isArray(value)) return value.reduce((sum: number, one) => sum + storedBytes(one), AN_OBJECT);
  let sum = AN_OBJECT;
  for (const [name, one] of Object.entries(value)) sum += name.length + 2 + storedBytes(one);
  return sum;
}

function textBytes(text: string): number {
  return 2 + text.length * (WIDE.test(text) ? 2 : 1);
}
