/**
 * The signs on a card of the tree, each one outline of 24 by 24: a component an icon, or a copied symbol, is too dear on
 * hundreds of cards that come and go with every frame.
 */
import type { EditKind } from './edit-words';

const PAGE = 'M6 3h8l4 4v14H6zM9 12h6M9 16h6';

export const SIGNS: Record<EditKind | 'best' | 'kept' | 'dropped', string> = {
  add: 'M5 12h14M12 5v14',
  replace: 'M4 20h5L20 9l-5-5L4 15zM12.5 6.5l5 5',
  remove: 'M5 12h14',
  preamble: PAGE,
  rewrite: PAGE,
  keep: 'M5 9h14M5 15h14',
  start: 'M5 21V4h13l-3.5 4.5L18 13H5',
  best: 'M7 4h10v6a5 5 0 0 1-10 0zM7 6H4a4 4 0 0 0 3.4 5M17 6h3a4 4 0 0 1-3.4 5M12 15v5M8 20h8',
  kept: 'M4 12.5l5 5L20 6.5',
  dropped: 'M12 3a9 9 0 1 0 0 18a9 9 0 0 0 0-18M5.6 5.6l12.8 12.8',
};
