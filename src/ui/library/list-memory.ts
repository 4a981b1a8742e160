/** What was sought and how the list was sorted, for as long as the tab lives. What cannot be read is forgotten. */
import { recallJson, remember } from '../local-memory';
import { type ListWish, SORT_KEYS } from './listed';

const KEY = 'drpo-lab:library';
export const NEWEST_FIRST: ListWish = { sought: '', sort: 'date', descending: true };

export function rememberList(wish: ListWish): void {
  remember(KEY, JSON.stringify(wish), 'session');
}

export function rememberedList(): ListWish {
  const found = recallJson(KEY, 'session');
  if (typeof found !== 'object' || found === null) return NEWEST_FIRST;
  const { sought, sort: by, descending }: Partial<Record<keyof ListWish, unknown>> = found;
  const sort = SORT_KEYS.find((key) => key === by);
  if (sort === undefined || typeof sought !== 'string') return NEWEST_FIRST;
  return { sought, sort, descending: descending === true };
}
