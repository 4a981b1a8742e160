/**
 * Which runs a list shows, in which order. Pure, and quick enough for a thousand at every key. What a run does not have (a
 * difference, a size) comes last whichever way the list runs; runs that are equal come newest first.
 */
import type { RunCard } from '../../core/run-card';

export const SORT_KEYS = ['date', 'name', 'difference', 'calls', 'time', 'size'] as const;
export type SortKey = (typeof SORT_KEYS)[number];

export interface ListWish {
  sought: string;
  sort: SortKey;
  descending: boolean;
}

export interface Searchable {
  card: RunCard;
  /** As `foldedText` makes it. */
  text: string;
}

export function foldedText(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}

/** The way a list is read first: the newest, the largest; names from A. */
export function firstDescending(key: SortKey): boolean {
  return key !== 'name';
}

export function listedRuns<T extends Searchable>(
  runs: readonly T[],
  { sought, sort, descending }: ListWish,
): T[] {
  const words = foldedText(sought).split(/\s+/).filter(Boolean);
  const found = runs.filter(({ text }) => words.every((word) => text.includes(word)));
  return found.sort(
    (a, b) => inOrder(a.card, b.card, sort, descending) || b.card.createdAt - a.card.createdAt,
  );
}

const names = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

function inOrder(a: RunCard, b: RunCard, key: SortKey, descending: boolean): number {
  const turn = descending ? -1 : 1;
  if (key === 'name') return turn * names.compare(a.name, b.name);
  const [one, other] = [figure(a, key), figure(b, key)];
  if (one === undefined || other === undefined) {
    return Number(one === undefined) - Number(other === undefined);
  }
  return turn * (one - other);
}

function figure({ createdAt, summary }: RunCard, key: Exclude<SortKey, 'name'>): number | undefined {
  switch (key) {
    case 'date':
      return createdAt;
    case 'difference':
      return summary.difference;
    case 'calls':
      return summary.calls;
    case 'time':
      return summary.ms;
    case 'size':
      return summary.bytes;
  }
}
