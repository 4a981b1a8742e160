/**
 * The practice model's variants: what can be wrong with a judge or a rewriter, to be met in tests and lessons. Names, labels
 * and ids only, so that they can be offered without loading the engine. Every label says that it is simulated.
 */
export const PRACTICE_ID = 'practice:1';
export const PRACTICE_LABEL = 'Practice model (simulated)';

export type JudgeKind =
  'good' | 'noisy' | 'random' | 'reversed' | 'length-loving' | 'generous' | 'over-cautious';
export type RewriterKind = 'able' | 'careless' | 'over-cautious' | 'copying';

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

/**
 * Wrong in ways that a verdict warns of. No lessons: the judge check calls these judges sound, or is right to say little of them,
 * for what is wrong with them shows only in what a whole run comes to.
 */
export const WARNED_VARIANTS = {
  /** Marks everything high, as obliging judges do: no room is left for anything to be better. */
  generous: named({ judge: 'generous' }, 'generous judge'),
  /** One model, trained to be safe above all, in both places: it proposes refusals and finds them right. */
  overCautious: named(
    { judge: 'over-cautious', rewriter: 'over-cautious' },
    'judge and rewriter that are over-cautious',
  ),
  /** Learns the query by heart: its rules stand beside the query they were made for. */
  copying: named({ rewriter: 'copying' }, 'rewriter that copies queries'),
} as const;
