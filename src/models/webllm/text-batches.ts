/**
 * Growing text as deltas, no more than about one in 30 ms: a message per token would cost the page more than the tokens.
 * What was sent is never taken back; text that does not go on from it is not sent.
 */

const TEXT_EVERY_MS = 30;

export interface TextBatches {
  upTo: (text: string) => void;
  /** The rest, at once. */
  end: (text: string) => void;
}

export function textInBatches(send: (delta: string) => void, now: () => number): TextBatches {
  let sent = '';
  let at = -Infinity;
  const upTo = (text: string, last: boolean): void => {
    if (!text.startsWith(sent) || text.length === sent.length) return;
    if (!last && now() - at < TEXT_EVERY_MS) return;
    send(text.slice(sent.length));
    sent = text;
    at = now();
  };
  return { upTo: (text) => upTo(text, false), end: (text) => upTo(text, true) };
}
