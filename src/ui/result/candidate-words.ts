/** A candidate as people speak of it: by its place in its level. Its name in the tree (1.0.2) says nothing to who has not seen that. */
import type { RunView } from '../../core/view';
import { m } from '../messages/messages';

export function candidateWords({ levels }: RunView, id: string): string {
  const words = m.result.candidate;
  if (id === 'initial' || id === 'root') return words.start;
  const level = levels.findLast(({ nodes }) => nodes.includes(id));
  return level ? words.nth(level.nodes.indexOf(id) + 1, level.level) : words.named(id);
}
