/**
 * Counting tokens without a tokenizer. Two counts for two jobs: `typicalTokens` for estimates of cost,
 * `tokensAtMost` for what must fit into a context. No engine hands us its tokenizer (web-llm has no public one).
 */

/** About how many tokens a text is: 4 characters a token, as the reference figures are counted. */
export function typicalTokens(text: string): number {
  return Math.ceil(text.length / 4);
}

/**
 * A cautious count: plain letters and spaces at a third of a token, digits and signs at two thirds, other scripts
 * at one, characters beyond the basic plane (emoji) at three.
 */
export function tokensAtMost(text: string): number {
  let thirds = 0;
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0;
    if (code > 0xffff) thirds += 9;
    else if (code > 0x24f) thirds += 3;
    else if (isLetterOrSpace(code)) thirds += 1;
    else thirds += 2;
  }
  return Math.ceil(thirds / 3);
}

/** What a chat template wraps around one message, in tokens. */
export const MESSAGE_TOKENS = 8;

function isLetterOrSpace(code: number): boolean {
  return code === 32 || (code >= 65 && code <= 90) || (code >= 97 && code <= 122) || code >= 0xc0;
}
