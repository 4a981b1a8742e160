/** What is said where queries lack: Setup, Watch and Result alone show it, so it comes with them, not with the first screen. */
export { queries as queryWords } from './en/queries';
