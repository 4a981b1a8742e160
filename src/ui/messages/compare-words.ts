/** The words of two runs side by side, which no other screen shows: they come with it, not with the first screen. */
export { compare as compareWords } from './en/compare';
