/**
 * The engines on offer, and how each is loaded. An engine's code is imported only when it is chosen: nothing here may
 * import one statically. Whether an engine is simulated is said here once, and travels with its label.
 */
import type { ChatModel } from '../core/ports';
import { type NamedVariant, PRACTICE_VARIANTS } from './practice/variants';

export interface EngineOptions {
  /** Tokens a second, so that a person can read along; null is full speed. Real models ignore it. */
  pace?: number | null;
}

export interface OfferedEngine {
  id: string;
  label: string;
  /** True only for the practice model: its replies come from rules, not from a language model. */
  simulated: boolean;
  /** Tokens, prompt and reply together. */
  contextWindow: number;
  load(): Promise<(options: EngineOptions) => ChatModel>;
}

const practice = ({ id, label, variant }: NamedVariant): OfferedEngine => ({
  id,
  label,
  simulated: true,
  contextWindow: 4096,
  async load() {
    const { createPracticeModel } = await import('./practice/engine');
    return ({ pace = null }) => createPracticeModel({ pace, variant });
  },
});

/** The practice model in all its variants, for lessons; the usual one first. */
export const LESSON_ENGINES: readonly OfferedEngine[] = PRACTICE_VARIANTS.map(practice);

export const OFFERED_ENGINES: readonly OfferedEngine[] = LESSON_ENGINES.slice(0, 1);

export function offeredEngine(id: string): OfferedEngine | undefined {
  return LESSON_ENGINES.find((engine) => engine.id === id);
}
