/** How the prompt came about: the edits along the path from the start to the final prompt, with what each brought. */
import type { Action, Edit, KeepReason } from '../../core/terms';
import type { RunView } from '../../core/view';
import { parsePrompt } from '../../core/edits';
import { lineOf } from '../watch/tree-picture';

export type Chapter =
  | { kind: 'added'; text: string }
  | { kind: 'replaced'; rule: number; before: string; text: string }
  | { kind: 'removed'; rule: number; before: string }
  | { kind: 'opening'; before: string; text: string }
  | { kind: 'rewrite'; before: string; text: string }
  | { kind: 'kept'; because: KeepReason };

export interface StoryPart {
  node: string;
  level: number;
  chapters: Chapter[];
  why: string;
  reward: number | null;
  /** Against its parent, which was judged on other queries. */
  change: number | null;
}

export function storyOf(view: RunView, node: string): StoryPart[] {
  return lineOf(view, node).flatMap((id) => {
    const state = view.nodes.get(id);
    const action = state?.action ?? null;
    if (!state || action === null) return [];
    const parent = state.parent === null ? undefined : view.nodes.get(state.parent);
    const before = parent?.reward ?? null;
    const change = state.reward === null || before === null ? null : state.reward - before;
    const why = action.kind === 'keep' ? '' : action.why;
    const chapters = chaptersOf(action, parent?.prompt ?? '');
    return [{ node: id, level: state.length, chapters, why, reward: state.reward, change }];
  });
}

function chaptersOf(action: Action, before: string): Chapter[] {
  if (action.kind === 'keep') return [{ kind: 'kept', because: action.because }];
  if (action.kind === 'rewrite') return [{ kind: 'rewrite', before, text: action.prompt }];
  const { preamble, rules } = parsePrompt(before);
  return action.edits.map((edit) => chapterOf(edit, preamble, rules));
}

function chapterOf(edit: Edit, preamble: string, rules: readonly string[]): Chapter {
  switch (edit.do) {
    case 'add':
      return { kind: 'added', text: edit.text };
    case 'replace':
      return { kind: 'replaced', rule: edit.rule, before: rules[edit.rule - 1] ?? '', text: edit.text };
    case 'remove':
      return { kind: 'removed', rule: edit.rule, before: rules[edit.rule - 1] ?? '' };
    case 'preamble':
      return { kind: 'opening', before: preamble, text: edit.text };
  }
}
