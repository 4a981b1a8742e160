/** Times as the report says them, the same in page and script: to the millisecond where a GPU is quick. It adds no unit. */

const TEN_SECONDS = 10_000;

export const inSeconds = (ms: number): string => (ms / 1000).toFixed(ms < TEN_SECONDS ? 3 : 1);
