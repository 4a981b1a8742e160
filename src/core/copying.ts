/**
 * Whether a proposal copies from a query or a response: a prompt that repeats what it was shown has memorised one query
 * instead of learning a rule. Compared word by word, case and punctuation aside.
 */

/** So many words in a row are no accident. */
const RUN_OF_WORDS = 7;

/** True when `text` shares a run of words with `source` that `before` (the prompt as it was) does not have already. */
export function copiesFrom(text: string, source: string, before: string): boolean {
  const old = runsOf(before);
  const theirs = runsOf(source);
  for (const run of runsOf(text)) if (theirs.has(run) && !old.has(run)) return true;
  return false;
}

function runsOf(text: string): Set<string> {
  const words = text.toLowerCase().match(/[\p{L}\p{N}']+/gu) ?? [];
  const runs = new Set<string>();
  for (let i = 0; i + RUN_OF_WORDS <= words.length; i++) runs.add(words.slice(i, i + RUN_OF_WORDS).join(' '));
  return runs;
}
