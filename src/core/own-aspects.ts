/**
 * What a run is judged on, as a person wants it: the built-in aspects, some switched off or made to apply always, and aspects
 * of their own. `parseAspects` gives those that can be used, and what is wrong with the others, by the field it stands in;
 * nothing is shortened, renamed or guessed. That one aspect at least is on is for checkSetup to say.
 */
import { ASPECT_LIMITS, aspectKey, findAspect } from './aspects';
import { oneLine } from './prompts/section';
import { saysSomething } from './reading/text';
import type { Aspect } from './terms';

/** Never used, used when the selector finds that it fits (the paper's way), or part of every selection. */
export const ASPECT_USES = ['off', 'fits', 'always'] as const;
export type AspectUse = (typeof ASPECT_USES)[number];

export interface OwnAspect {
  name: string;
  low: string;
  high: string;
  /** Which queries it is for; may be empty. */
  when: string;
  use: AspectUse;
}

export interface AspectChoice {
  /** By aspectKey; a built-in aspect that is not named is used when it fits. */
  uses: Readonly<Record<string, AspectUse>>;
  own: readonly OwnAspect[];
}

/** The paper's: all built-in ones when they fit, and none besides. */
export const PAPER_ASPECTS: AspectChoice = { uses: {}, own: [] };

export const MOST_OWN_ASPECTS = 20;
/** As many as a setting can ask for: each is a judgement to pay for, of every response. */
export const MOST_ALWAYS = 14;

export type AspectField = keyof typeof ASPECT_LIMITS;

/** `own` is the place in AspectChoice.own, from 0. */
export type AspectProblem =
  | { tag: 'aspect-empty'; facts: { own: number; field: AspectField } }
  | { tag: 'aspect-too-long'; facts: { own: number; field: AspectField; characters: number; most: number } }
  | { tag: 'aspect-name-signs'; facts: { own: number; field: 'name' } }
  | { tag: 'aspect-name-taken'; facts: { own: number; field: 'name'; by: string; builtIn: boolean } }
  | { tag: 'too-many-own-aspects'; facts: { have: number; most: number } }
  | { tag: 'too-many-always'; facts: { have: number; most: number } };

export function parseAspects(
  { uses, own }: AspectChoice,
  builtIn: readonly Aspect[],
): { aspects: Aspect[]; problems: AspectProblem[] } {
  const problems: AspectProblem[] = [];
  const aspects = builtIn.flatMap((aspect): Aspect[] => {
    const use = uses[aspectKey(aspect.name)] ?? 'fits';
    return use === 'off' ? [] : [use === 'always' ? { ...aspect, always: true } : { ...aspect }];
  });
  const used = own.flatMap((one, i) => (one.use === 'off' ? [] : [{ one, i }]));
  const named: Aspect[] = [];
  for (const { one, i } of used) {
    const aspect = aspectOf(one);
    const wrong = [...textProblems(aspect, i), ...nameProblems(one.name, i, builtIn, named)];
    problems.push(...wrong);
    named.push(aspect);
    if (wrong.length === 0) aspects.push(aspect);
  }
  const always = aspects.filter((aspect) => aspect.always === true).length;
  if (used.length > MOST_OWN_ASPECTS)
    problems.push({ tag: 'too-many-own-aspects', facts: { have: used.length, most: MOST_OWN_ASPECTS } });
  if (always > MOST_ALWAYS)
    problems.push({ tag: 'too-many-always', facts: { have: always, most: MOST_ALWAYS } });
  return { aspects, problems };
}

/** When it applies is no question for one that always does. */
function aspectOf({ name, low, high, when, use }: OwnAspect): Aspect {
  const aspect = { name: oneLine(name), low: oneLine(low), high: oneLine(high) };
  if (use === 'always') return { ...aspect, always: true };
  return oneLine(when) === '' ? aspect : { ...aspect, when: oneLine(when) };
}

function textProblems(aspect: Aspect, own: number): AspectProblem[] {
  return (['name', 'low', 'high', 'when'] as const).flatMap((field): AspectProblem[] => {
    const text = aspect[field];
    const most = ASPECT_LIMITS[field];
    if (text === undefined) return [];
    if (!saysSomething(text)) return [{ tag: 'aspect-empty', facts: { own, field } }];
    return text.length > most
      ? [{ tag: 'aspect-too-long', facts: { own, field, characters: text.length, most } }]
      : [];
  });
}

/**
 * A name stands in lists, beside scores and in a reply's JSON: it is one line, without the signs that part things there.
 * Joiners belong to the spelling of some languages; other invisible signs do not.
 */
const NAME_SIGNS = /[:,"<>=\\]|\p{Cc}|(?![\u200c\u200d])\p{Cf}|[\u2028\u2029]/u;

function nameProblems(
  name: string,
  own: number,
  builtIn: readonly Aspect[],
  others: readonly Aspect[],
): AspectProblem[] {
  const bare = name.trim();
  if (NAME_SIGNS.test(bare)) return [{ tag: 'aspect-name-signs', facts: { own, field: 'name' } }];
  if (aspectKey(bare) === '') return [];
  const known = findAspect(bare, builtIn);
  const taken = known ?? findAspect(bare, others);
  if (taken === undefined) return [];
  return [
    { tag: 'aspect-name-taken', facts: { own, field: 'name', by: taken.name, builtIn: known !== undefined } },
  ];
}
