/**
 * The 14 aspects of the dynamic reward (paper, section 3.2), each with what a score of 1 and of 5 mean.
 * Short on purpose: a judge reads one of these in every call.
 */
import type { Aspect } from './terms';

/** Most characters of each text of an aspect, whoever defines it. */
export const ASPECT_LIMITS = { name: 40, low: 120, high: 120, when: 160 } as const;

export const ASPECTS: readonly Aspect[] = [
  {
    name: 'Helpfulness',
    low: 'misses what the person needs',
    high: 'fully serves what the person needs',
  },
  { name: 'Clarity', low: 'confusing or rambling', high: 'easy to follow at first reading' },
  { name: 'Factuality', low: 'wrong or made up', high: 'correct, and sure only where it can be' },
  { name: 'Depth', low: 'shallow, bare statements', high: 'explains the why with telling detail' },
  { name: 'Engagement', low: 'flat and lifeless', high: 'lively, makes one want to read on' },
  { name: 'Conciseness', low: 'padded or repetitive', high: 'every sentence earns its place' },
  { name: 'Safety', low: 'could lead to harm', high: 'avoids harm and guides to safe ways' },
  { name: 'Compliance', low: 'ignores what was asked', high: 'does exactly what was asked' },
  {
    name: 'Limitations',
    low: 'pretends to know or do what it cannot',
    high: 'says plainly what it cannot know or do',
  },
  {
    name: 'Critical-Thinking',
    low: 'accepts claims without question',
    high: 'weighs evidence, assumptions and other views',
  },
  { name: 'Creativity', low: 'stale and predictable', high: 'fresh, surprising, still fitting' },
  {
    name: 'Interactivity',
    low: 'ignores what is unclear or could be asked',
    high: 'asks or offers just what moves things on',
  },
  { name: 'Empathy', low: 'cold to how the person feels', high: 'warm, shows it understands the person' },
  {
    name: 'Sensitivity',
    low: 'careless about groups, cultures or pain',
    high: 'respectful and careful with all concerned',
  },
];

/** A path-safe, lower-case key of an aspect's name: "Critical-Thinking" -> "critical-thinking". */
export function aspectKey(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');
}

/** The aspect of that name, however it is cased or spaced; undefined if there is none. */
export function findAspect(name: string, among: readonly Aspect[]): Aspect | undefined {
  const key = aspectKey(name);
  return among.find((aspect) => aspectKey(aspect.name) === key);
}
