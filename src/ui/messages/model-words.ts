/** The words of Models, which no other screen shows: they come with it, not with the first screen. */
export { models as modelWords } from './en/models';
