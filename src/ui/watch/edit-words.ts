/** An action of the search in few words, for a card of the tree or a line of the story. */
import type { Action, Edit } from '../../core/terms';
import { m } from '../messages/messages';
import { oneLine } from '../parts/visible-text';

export type EditKind = Edit['do'] | 'rewrite' | 'keep' | 'start';

export function editKind(action: Action | null): EditKind {
  if (action === null) return 'start';
  if (action.kind !== 'edits') return action.kind;
  return action.edits[0]?.do ?? 'keep';
}

export function editLabel(action: Action | null, length = 60): string {
  const words = m.watch.tree.edit;
  if (action === null) return words.start;
  if (action.kind === 'rewrite') return words.rewrite;
  if (action.kind === 'keep') return words.keep;
  const [first] = action.edits;
  if (first === undefined) return words.keep;
  const text = oneEdit(first, length);
  return action.edits.length > 1 ? words.more(text, action.edits.length - 1) : text;
}

/** What stands on a card beside the edit's sign: the new text alone, where there is one. */
export function cardLabel(action: Action | null): string {
  const first = action?.kind === 'edits' ? action.edits[0] : undefined;
  if (first === undefined || first.do === 'remove') return editLabel(action);
  return oneLine(first.text, 60);
}

/** One edit in words: "Add: ...", "Rule 2: ...", "Remove rule 3". */
export function oneEdit(edit: Edit, length: number): string {
  const words = m.watch.tree.edit;
  switch (edit.do) {
    case 'add':
      return words.add(oneLine(edit.text, length));
    case 'replace':
      return words.replace(edit.rule, oneLine(edit.text, length));
    case 'remove':
      return words.remove(edit.rule);
    case 'preamble':
      return words.preamble(oneLine(edit.text, length));
  }
}
