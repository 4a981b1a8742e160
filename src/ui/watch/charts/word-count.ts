/**
 * Words of a text as people count them: runs of letters and digits; in scripts without spaces every sign counts. Counts are
 * remembered, as a prompt is looked at again with every event. Never tokens: those differ from model to model.
 */
const WORDS =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|[\p{L}\p{M}\p{N}]+(?:['’-][\p{L}\p{M}\p{N}]+)*/gu;
const known = new Map<string, number>();
/** A thousand candidates of a few runs; the texts themselves are held by the runs shown. */
const MOST_KNOWN = 4000;

export function wordCount(text: string): number {
  const before = known.get(text);
  if (before !== undefined) return before;
  const count = text.match(WORDS)?.length ?? 0;
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(text, count);
  return count;
}
