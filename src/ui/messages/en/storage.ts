/** Words of the Library's foot: what the runs take, and what the browser counts and allows. */
import { bytes } from './amounts';
import { shell } from './shell';

const { count, plural } = shell;

export const storage = {
  title: 'On this device',
  runs: (n: number, size: number, unmeasured: number) =>
    `The texts of ${plural(n, 'run', 'runs')} come to about ${bytes(size)}` +
    (unmeasured > 0 ? `, ${count(unmeasured)} not measured yet.` : '.'),
  /** `packed`: it comes to less than the texts. */
  page: (used: number, quota: number, { packed, models }: { packed: boolean; models: boolean }) =>
    `${packed ? 'Packed on disk they take less: the' : 'The'} browser counts ${bytes(used)} in all, ` +
    `${models ? 'models and database' : 'its database'} included, of the ${bytes(quota)} it allows.`,
  unknown: 'The browser does not tell how much room there is.',
  meaning:
    'Sizes of runs are added up from their texts. What the browser counts can be less, because it packs them, or more, because its database takes room of its own.',
} as const;
