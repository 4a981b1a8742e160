/** The figures of a judge check as they are written on screen, each with its meaning. */
import type { JudgeCheck, Share } from '../../core/reliability';
import { m } from '../messages/messages';
import { rewardFigure, signedFigure } from '../parts/figures';

export interface Fact {
  name: string;
  value: string;
  hint: string;
}

export function checkFacts(check: JudgeCheck): Fact[] {
  const words = m.judgeCheck.facts;
  const of = ({ is, of: all }: Share) => (all === 0 ? words.none : words.of(is, all));
  const figure = (value: number | null) => (value === null ? words.none : rewardFigure(value));
  const { order, correlation } = check;
  const facts = [
    {
      name: words.agreed,
      value: of({ is: check.agreed, of: check.compared }),
      hint: words.agreedHint,
    },
    { name: words.rewardNoise, value: figure(check.rewardNoise), hint: words.rewardNoiseHint },
    { name: words.scoreNoise, value: figure(check.scoreNoise), hint: words.scoreNoiseHint },
    {
      name: words.correlation,
      value: correlation === null ? words.none : signedFigure(correlation),
      hint: words.correlationHint,
    },
    {
      name: words.order,
      value:
        order === null
          ? words.none
          : words.orderValue(signedFigure(order.mean), rewardFigure((order.high - order.low) / 2)),
      hint: words.orderHint,
    },
    { name: words.shorter, value: of(check.shorterBetter), hint: words.shorterHint },
    { name: words.longer, value: of(check.longerBetter), hint: words.longerHint },
  ];
  if (check.unreadable.is === 0) return facts;
  return [...facts, { name: words.unreadable, value: of(check.unreadable), hint: words.unreadableHint }];
}
