/** How a finding is to be taken. Never colour alone: a sign and a word say the same. */
import type { JudgeOutcome } from '../../core/reliability';
import type { Verdict } from '../../core/verdict';

export type Tone = 'good' | 'warn' | 'bad' | 'even';

export function toneOfOutcome(outcome: Verdict['outcome']): Tone {
  return { better: 'good', 'no-difference': 'even', worse: 'bad' }[outcome] as Tone;
}

export function toneOfJudge(outcome: JudgeOutcome): Tone {
  if (outcome === 'sound') return 'good';
  return outcome === 'random' || outcome === 'reversed' ? 'bad' : 'warn';
}
