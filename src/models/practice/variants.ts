/**
 * The practice model's variants: what can be wrong with a judge or a rewriter, to be met in tests and lessons. Names, labels
 * and ids only, so that they can be offered without loading the engine. Every label says that it is simulated.
 */
export const PRACTICE_ID = 'practice:1';
export const PRACTICE_LABEL = 'Practice model (simulated)';

export type JudgeKind = 'good' | 'noisy' | 'random' | 'reversed' | 'length-loving';
export type RewriterKind = 'able' | 'careless';

/** How a variant differs; each change is part of the model's id, so that journals never mix variants. */
export interface PracticeVariant {
  judge: JudgeKind;
  rewriter: RewriterKind;
  /** Standard deviation of the noise on a belief, in points; where it is not told, the judge's own. */
  judgeNoise: number;
  /** Share of replies in JSON that cannot be read. */
  malformed: number;
}

/** "practice:1", "practice:1+judge=random". */
export function practiceId(variant: Partial<PracticeVariant> = {}): string {
  const changed = Object.entries(variant).map(([name, value]) => `${name}=${String(value)}`);
  return [PRACTICE_ID, ...changed.sort()].join('+');
}

export interface NamedVariant {
  id: string;
  label: string;
  variant: Partial<PracticeVariant>;
}

const named = (variant: Partial<PracticeVariant>, what: string): NamedVariant => ({
  id: practiceId(variant),
  label: `Practice model with a ${what} (simulated)`,
  variant,
});

/** The usual one first. Each of the others is wrong in one way. */
export const PRACTICE_VARIANTS: readonly NamedVariant[] = [
  { id: PRACTICE_ID, label: PRACTICE_LABEL, variant: {} },
  named({ judge: 'noisy' }, 'noisy judge'),
  named({ judge: 'random' }, 'random judge'),
  named({ judge: 'reversed' }, 'reversed judge'),
  named({ judge: 'length-loving' }, 'length-loving judge'),
  named({ rewriter: 'careless' }, 'careless rewriter'),
];
