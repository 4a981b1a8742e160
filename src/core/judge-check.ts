/**
 * The judge check: built-in pairs with a known better response, each response judged twice, the aspects in reverse order
 * and the question worded otherwise the second time. Asked like every judgement of the run, under paths of its own, so that
 * it is journaled, and costs what estimate.ts says. It never stops a run; it says what the judge is worth.
 */
import { ASPECTS, findAspect } from './aspects';
import type { Asking } from './asking';
import { judge, type Manner } from './judging';
import type { Outbox } from './outbox';
import { shuffled } from './random';
import { type CheckedPair, type JudgeCheck, type JudgedTwice, reliabilityOf } from './reliability';
import { type Aspect, type CheckPair, isUnreadable, type Judgement } from './terms';

export const SIDES = ['better', 'worse'] as const;
export type Side = (typeof SIDES)[number];
export const OCCASIONS = ['first', 'second'] as const;
export type Occasion = (typeof OCCASIONS)[number];

/** They matter for nearly every query; with fewer than three aspects there is hardly an order to reverse. */
const COMPANIONS = ['Helpfulness', 'Clarity', 'Factuality'];
const ASPECTS_A_PAIR = 3;

/** The pair's own aspect and two that go with it. Always the built-in ones, which the pairs were written for. */
export function checkAspects(pair: Pick<CheckPair, 'aspect'>): Aspect[] {
  const names = [pair.aspect, ...COMPANIONS.filter((name) => name !== pair.aspect)].slice(0, ASPECTS_A_PAIR);
  return names.flatMap((name) => findAspect(name, ASPECTS) ?? []);
}

export async function checkJudge(
  asking: Asking,
  pairs: readonly CheckPair[],
  outbox: Outbox,
): Promise<JudgeCheck> {
  const placed = pairs.map((pair) => ({ pair, slot: outbox.root.slot() }));
  const checked = await Promise.all(
    placed.map(async ({ pair, slot }) => {
      const [better, worse] = await Promise.all(SIDES.map((side) => judgedTwice(asking, pair, side)));
      const result: CheckedPair = {
        pair: pair.id,
        aspect: pair.aspect,
        better: better ?? UNREAD,
        worse: worse ?? UNREAD,
        longer: longerOf(pair),
      };
      slot.emit({ kind: 'judge-check-pair-judged', ...result });
      slot.close();
      return result;
    }),
  );
  const check = reliabilityOf(checked);
  outbox.root.emit({ kind: 'judge-check-finished', check });
  return check;
}

const UNREAD: JudgedTwice = { first: null, second: null };

/** The second judgement does not wait for the first: neither knows of the other. */
async function judgedTwice(asking: Asking, pair: CheckPair, side: Side): Promise<JudgedTwice> {
  const [first, second] = await Promise.all(
    OCCASIONS.map((occasion) => judgedOnce(asking, pair, side, occasion)),
  );
  return { first: first ?? null, second: second ?? null };
}

async function judgedOnce(
  asking: Asking,
  pair: CheckPair,
  side: Side,
  occasion: Occasion,
): Promise<Judgement | null> {
  const response = `check/${pair.id}/${side}`;
  const order = shuffled(checkAspects(pair), asking.config.seed, response);
  const aspects = occasion === 'first' ? order : order.reverse();
  const manner: Manner = { order: 'as-given', wording: occasion === 'first' ? 'usual' : 'other' };
  const judged = { path: `${response}/${occasion}`, query: pair.query, response: pair[side] };
  const judgement = await judge(asking, judged, { aspects, reason: '' }, manner);
  return isUnreadable(judgement) ? null : judgement;
}

function longerOf({ better, worse }: CheckPair): CheckedPair['longer'] {
  if (better.length === worse.length) return 'neither';
  return better.length > worse.length ? 'better' : 'worse';
}

/** Asked right after the check, so that a person or a deadline can stop there. */
export async function finishAfterCheck({ ports, signal }: Asking, outbox: Outbox): Promise<boolean> {
  const at = 'check/barrier';
  const { changes } = await ports.decisions.decide({ path: at, nodes: [], options: ['finish'] }, { signal });
  outbox.root.emit({ kind: 'decision-taken', at, changes });
  return changes.some((change) => change.kind === 'finish');
}
