/** What was sought and how the list was sorted, for as long as the tab lives. What cannot be read is forgotten. */
import { type ListWish, SORT_KEYS } from './listed';

const KEY = 'drpo-lab:library';
export const NEWEST_FIRST: ListWish = { sought: '', sort: 'date', descending: true };

export function rememberList(wish: ListWish): void {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(wish));
  } catch {
    // Storage is refused: the list opens as it does the first time.
  }
}

export function rememberedList(): ListWish {
  try {
    const found = JSON.parse(sessionStorage.getItem(KEY) ?? '{}') as Record<string, unknown>;
    const sort = SORT_KEYS.find((key) => key === found.sort);
    if (sort === undefined || typeof found.sought !== 'string') return NEWEST_FIRST;
    return { sought: found.sought, sort, descending: found.descending === true };
  } catch {
    return NEWEST_FIRST;
  }
}
