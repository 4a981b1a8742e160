/**
 * Every word on screen. One file a screen under en/; another language is another folder of the same shape.
 * Words that one screen alone shows may come with it: model-words.ts. A message is a string, or a function of the facts it tells.
 */
import { charts } from './en/charts';
import { faults } from './en/faults';
import { keys } from './en/keys';
import { judgeCheck } from './en/judge-check';
import { library } from './en/library';
import { palette } from './en/palette';
import { result } from './en/result';
import { runs } from './en/runs';
import { setup } from './en/setup';
import { shell } from './en/shell';
import { start } from './en/start';
import { watch } from './en/watch';

export const m = {
  shell,
  start,
  setup,
  faults,
  watch,
  result,
  runs,
  judgeCheck,
  library,
  charts,
  palette,
  keys,
};
export type Messages = typeof m;
