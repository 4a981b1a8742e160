/** What is said where a run looks whether to go on: Watch alone shows it, so it comes with it, not with the first screen. */
export { barriers as barrierWords } from './en/barriers';
