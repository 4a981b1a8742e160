/** The phases of a run, the judge check among them where there is one, and how far each is, for the rail on top. */
import type { RunRow } from '../../core/records';
import type { Phase, RunView } from '../../core/view';
import { m } from '../messages/messages';
import { queryWords } from '../messages/query-words';
import { heldOutSteps } from './held-out-steps';
import { judgedInValidation, judgedInVerdict, type JudgedSoFar } from './judged-so-far';
import { lastLevel, levelsLacked, whyNoValidation } from './queries-lacked';

export interface PhaseMark {
  key: 'check' | 'examples' | 'search' | 'validation' | 'verdict';
  name: string;
  standing: 'done' | 'now' | 'next' | 'off' | 'skipped';
  /** 0 to 1. */
  share: number;
  /** How far it is, in what it is made of: levels, examples, queries. */
  detail: string;
  /** The same to stand under the sentence of what is happening: while a phase is at work, in what is then counted one by one. */
  beside: string;
}

const ORDER: Phase[] = ['planning', 'check', 'examples', 'search', 'validation', 'verdict', 'finished'];

/** Whether the judge is checked in this run. */
export function hasCheck({ setup: { config, materials } }: RunRow): boolean {
  if (config.task === 'judge-check') return true;
  return config.judgeCheck === true && (materials.checkPairs?.length ?? 0) > 0;
}

/** Whether examples go along with the queries of this run, made by it or not. */
export function sendsExamples({ setup: { config, materials } }: RunRow): boolean {
  return config.examplesPerQuery > 0 && materials.baseExamples.length > 0;
}

/** What a run does once it has planned; it tells of it only when something there is done. */
function firstOf(row: RunRow): Phase {
  if (hasCheck(row)) return 'check';
  return row.setup.config.examples.count > 0 ? 'examples' : 'search';
}

export function phaseMarks(view: RunView, row: RunRow): PhaseMark[] {
  const { config, materials } = row.setup;
  const at = Math.max(ORDER.indexOf(view.phase), view.events === 0 ? 0 : ORDER.indexOf(firstOf(row)));
  const words = m.watch.phases;
  const kept = [...view.examples.values()].filter((example) => example.kept !== null).length;
  const examples = Math.min(config.examples.count, materials.baseExamples.length);
  const level = view.levels.length;
  const validated = judgedInValidation(view, row);
  const judged = judgedInVerdict(view, row);
  const heldOut = heldOutSteps(view, row);
  const last = Math.max(level, lastLevel(view));
  const noneLeft = whyNoValidation(view, row) === 'no-queries';
  const cutShort = view.best !== null && level === last && levelsLacked(view) !== null;

  const mark = (
    key: PhaseMark['key'],
    off: boolean,
    skipped: boolean,
    done: number,
    all: number,
    detail: string,
    atWork?: string,
  ): PhaseMark => {
    const own = ORDER.indexOf(key);
    const checked = key === 'check' && view.judgeCheck.result !== null;
    const over = at > own || (key === 'search' && view.best !== null) || checked;
    // That nothing is left for it is known, and said, as soon as the queries are planned.
    const known = key === 'validation' && noneLeft;
    const standing = ((): PhaseMark['standing'] => {
      if (off) return 'off';
      if (known || (over && skipped)) return 'skipped';
      if (over) return 'done';
      return at === own ? 'now' : 'next';
    })();
    const share = standing === 'done' ? 1 : standing === 'now' ? Math.min(1, done / Math.max(1, all)) : 0;
    const said = (): string => {
      if (standing === 'next') return '';
      if (standing === 'skipped' && known) return queryWords.noneLeft;
      if (standing === 'off' && key === 'examples' && sendsExamples(row)) return words.asTheyAre;
      if (standing === 'off' || standing === 'skipped') return words[standing];
      return standing === 'now' && key !== 'search' ? words.soFar(detail) : detail;
    };
    const told = said();
    return {
      key,
      name: words[key],
      standing,
      share,
      detail: told,
      beside: standing === 'now' && atWork !== undefined ? atWork : told,
    };
  };
  const pairs = materials.checkPairs?.length ?? 0;
  const done = view.judgeCheck.pairs.length;
  const check = hasCheck(row) ? [mark('check', false, false, done, pairs, words.of(done, pairs))] : [];
  if (config.task === 'judge-check') return check;
  const made = words.of(kept, Math.max(kept, examples));
  /** They are answered first, and judged after: until then there is nothing to count. */
  const of = ({ done, all }: JudgedSoFar): string => (done === 0 ? '' : words.judged(words.of(done, all)));
  return [
    ...check,
    mark(
      'examples',
      config.examples.count === 0,
      view.examples.size === 0,
      kept,
      examples,
      made,
      words.ready(made),
    ),
    mark(
      'search',
      false,
      level === 0,
      level - 1,
      last,
      cutShort ? queryWords.allAllowed(level) : words.level(level, last),
    ),
    mark(
      'validation',
      config.answer !== 'validation' || config.validationQueries === 0,
      validated.done === 0,
      validated.done,
      validated.all,
      // How many it comes to is known only as it goes.
      view.phase === 'validation' ? words.of(validated.done, validated.all) : '',
      of(validated),
    ),
    mark(
      'verdict',
      config.verdictQueries === 0,
      view.heldOut.size === 0,
      judged.done,
      judged.all,
      words.of(heldOut.done, heldOut.all),
      of(judged),
    ),
  ];
}
