/**
 * A candidate as people speak of it: by its place in its level. What the journal calls it (1.0.2) says nothing to a newcomer.
 * Where its level is not there yet, it is that name after all.
 */
import type { LevelView, RunView } from '../../core/view';
import { m } from '../messages/messages';

interface CandidatePlace {
  /** In its level, from 1. */
  nth: number;
  /** 1 at the root. */
  level: number;
}

/** The level a candidate is of; it is told of together with its candidates. */
export function levelWith({ levels }: Pick<RunView, 'levels'>, id: string): LevelView | undefined {
  return levels.findLast(({ nodes }) => nodes.includes(id));
}

function candidatePlace(view: Pick<RunView, 'levels'>, id: string): CandidatePlace | null {
  const level = levelWith(view, id);
  return level ? { nth: level.nodes.indexOf(id) + 1, level: level.level } : null;
}

/** To begin a line with. */
export function candidateWords(view: Pick<RunView, 'levels'>, id: string): string {
  const words = m.watch.candidate;
  return isStart(id) ? words.start : words.named(id, candidatePlace(view, id));
}

/** Within a sentence. */
export function candidateInSentence(view: Pick<RunView, 'levels'>, id: string): string {
  const words = m.watch.candidate;
  return isStart(id) ? words.startInSentence : words.inSentence(id, candidatePlace(view, id));
}

function isStart(id: string): boolean {
  return id === 'initial' || id === 'root';
}
