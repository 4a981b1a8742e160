import type { Circumstances } from '../../src/core/verdict';

/** Circumstances in which nothing is remarkable: three models, no judge check, first look, no baseline. */
export const unremarkable: Circumstances = {
  samePrompt: false,
  leftOut: [],
  looks: 1,
  baselines: [],
  proposals: { asked: 20, refused: 2 },
  models: { responder: 'a', rewriter: 'b', judge: 'c' },
  judgeCheck: null,
  startPrompt: '',
  finalPrompt: '',
  startRewards: [],
  searched: [],
};
