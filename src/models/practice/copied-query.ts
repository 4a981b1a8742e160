/**
 * The copying rewriter: an able proposal that also tells the prompt the very query it was made for, so that the prompt learns one
 * query by heart. Told that a proposal cannot be used, it leaves the query out.
 */
import type { Edit } from '../../core/terms';
import type { Call, Draft } from './call';

/** A proposal whose JSON is broken stays as it is. */
export function withCopiedQuery(draft: Draft, { reading, dice, habits }: Call): Draft {
  const refused = reading.followUp.startsWith('That cannot be used');
  if (refused || !dice.chance(habits.copiedQueries)) return draft;
  const copy = `Be ready for "${reading.query.slice(0, 200)}" and what is like it.`;
  const proposal = proposalIn(draft.text);
  if (proposal === null) return draft;
  const { why, edits, prompt } = proposal;
  const copied = edits
    ? { why, edits: [...edits.slice(0, 1), { do: 'add', text: copy }] }
    : { why, prompt: `${prompt ?? ''}\n- ${copy}` };
  return { text: JSON.stringify(copied) };
}

function proposalIn(text: string): { why: string; edits?: Edit[]; prompt?: string } | null {
  try {
    return JSON.parse(text) as { why: string; edits?: Edit[]; prompt?: string };
  } catch {
    return null;
  }
}
