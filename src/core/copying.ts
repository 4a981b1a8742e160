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

/**
 * The longest passage of `text` that also stands in `source` and not in `before`, as its words in lower case; null where no
 * run of at least seven words does.
 */
export function longestCopied(text: string, source: string, before: string): string | null {
  const old = runsOf(before);
  const theirs = runsOf(source);
  const words = wordsOf(text);
  let longest: string[] = [];
  let current: string[] = [];
  for (let i = 0; i + RUN_OF_WORDS <= words.length; i++) {
    const run = words.slice(i, i + RUN_OF_WORDS);
    const key = run.join(' ');
    const copied = theirs.has(key) && !old.has(key);
    current = copied ? [...(current.length > 0 ? current.slice(0, 1 - RUN_OF_WORDS) : []), ...run] : [];
    if (current.length > longest.length) longest = current;
  }
  return longest.length > 0 ? longest.join(' ') : null;
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}']+/gu) ?? [];
}

function runsOf(text: string): Set<string> {
  const words = wordsOf(text);
  const runs = new Set<string>();
  for (let i = 0; i + RUN_OF_WORDS <= words.length; i++) runs.add(words.slice(i, i + RUN_OF_WORDS).join(' '));
  return runs;
}
