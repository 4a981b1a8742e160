/** The words of the Library's foot, which nothing else shows: they come with it, not with the first screen. */
export { storage as storageWords } from './en/storage';
