/**
 * The built-in judge-check pairs, by the fingerprints of their responses. Which of two is better often hangs on what a language
 * model knows (why there are seasons) and rules over words cannot see; without this a good practice judge would fail a check
 * that any sensible judge passes. It is told which is better on the pair's own aspect, and nothing else; its noise and its
 * faults (variants) come on top, as everywhere.
 */
import { fingerprint } from '../../core/random';

const BETTER = 4.3;
const WORSE = 1.7;

const PAIRS = [
  { aspect: 'Factuality', better: '8dd2c209d3e123f2', worse: 'bba614ddf3a06810' },
  { aspect: 'Limitations', better: 'f0c2eed62de2c8c8', worse: 'a0960bb4a3731dd8' },
  { aspect: 'Conciseness', better: '53f8f566cb26c9ee', worse: '8f2501c04f14f34b' },
  { aspect: 'Depth', better: '0435a3351fcabe28', worse: '40cbbfa0e3c417c4' },
  { aspect: 'Safety', better: '4f39086b32c42a0f', worse: '8c0cf915751910a2' },
  { aspect: 'Empathy', better: '0c2e27e2230bfb64', worse: 'd6c84eda27a1291d' },
  { aspect: 'Compliance', better: '0d64a94015304d21', worse: 'aed412a1e4c24dd0' },
  { aspect: 'Sensitivity', better: '5190377e6b60f9c2', worse: '9e9715a8eee1c0de' },
  { aspect: 'Creativity', better: 'a3e21d14cf3b203b', worse: '18523a6ad9d285cf' },
  { aspect: 'Critical-Thinking', better: '150b509c730ca289', worse: '99b4e5a7fe383a82' },
  { aspect: 'Interactivity', better: '17c7693468620975', worse: '0d0fe9b6ea17fd73' },
  { aspect: 'Helpfulness', better: '95956a55ded6bbc5', worse: 'ee892efa40b1a64e' },
];

const QUALITY = new Map(
  PAIRS.flatMap(({ aspect, better, worse }) => [
    [`${aspect} ${better}`, BETTER] as const,
    [`${aspect} ${worse}`, WORSE] as const,
  ]),
);
const ASPECTS = new Set(PAIRS.map(({ aspect }) => aspect));

/** 1 to 5; null for every other text or aspect. */
export function knownQuality(response: string, aspect: string): number | null {
  return ASPECTS.has(aspect) ? (QUALITY.get(`${aspect} ${fingerprint(response)}`) ?? null) : null;
}
