/**
 * What is happening and why, in one plain sentence each, at any moment of a run: live from the call in flight,
 * in a replay from the latest event. Reads the view; decides nothing.
 */
import { findAspect } from '../../core/aspects';
import type { RunRow } from '../../core/records';
import type { RunView } from '../../core/view';
import { barrierWords } from '../messages/barrier-words';
import { m } from '../messages/messages';
import { queryWords } from '../messages/query-words';
import { candidateInSentence, levelWith } from '../parts/candidate-words';
import { rewardFigure } from '../parts/figures';
import { standingOf } from '../result/reason-words';
import { heldOutSteps } from './held-out-steps';
import { attemptOf, momentOfEvent, momentOfPath, nodeOf, type Moment } from './moment';
import { lastLevel, levelsLacked, verdictOn, whyNoValidation } from './queries-lacked';
import type { Shown } from './run-follow.svelte';

export interface Happening {
  what: string;
  why: string;
  /** Why this prompt is the final one, once it is. */
  chosen?: string;
}

const words = m.watch.happening;

/** While a call is in flight its path says most; otherwise the latest event does. */
export function happening(shown: Shown, row: RunRow, path: string | null): Happening {
  if (path !== null) {
    const { what, why } = sentenceOf(momentOfPath(path), shown.view, row);
    const attempt = attemptOf(path);
    return { what: attempt > 0 ? words.again(what, attempt + 1) : what, why };
  }
  if (shown.latest === null) return ofPhase(shown.view, row);
  return sentenceOf(momentOfEvent(shown.latest, shown.view), shown.view, row);
}

/** Whether "Finish now" would end the run without a search. */
export function beforeSearch(view: RunView): boolean {
  return view.phase === 'planning' || view.phase === 'check' || view.phase === 'examples';
}

/** Without a latest event: how far the run is. */
function ofPhase(view: RunView, row: RunRow): Happening {
  if (view.phase === 'finished')
    return sentenceOf({ at: view.checkOnly ? 'check-finished' : 'finished' }, view, row);
  if (view.events === 0) return { what: words.waiting, why: '' };
  const level = view.levels.at(-1);
  const searching = view.phase === 'search' && level !== undefined;
  return {
    what: searching
      ? m.watch.announce.level(level.level, lastLevel(view))
      : m.watch.announce.phase[view.phase],
    why: '',
  };
}

/** The candidate at work right now, for the tree. */
export function workingNode(shown: Shown, path: string | null): string | null {
  if (path !== null) return nodeOf(momentOfPath(path));
  if (shown.latest === null || shown.view.phase !== 'search') return null;
  return nodeOf(momentOfEvent(shown.latest, shown.view));
}

export function sentenceOf(moment: Moment, view: RunView, row: RunRow): Happening {
  const { examples, validation, verdict } = words;
  switch (moment.at) {
    case 'check': {
      const { pair, better, again, aspect } = moment;
      const which = place(pairIds(row), pair);
      return { what: words.check(which, better, again, aspectName(aspect, row)), why: words.checkWhy };
    }
    case 'check-pair':
      return { what: words.checkPair(place(pairIds(row), moment.pair)), why: words.checkWhy };
    case 'check-finished': {
      const found = view.judgeCheck.result;
      return { what: words.checkFinished, why: found ? m.judgeCheck.outcome[found.outcome] : '' };
    }
    case 'aspects':
      return { what: words.aspects(place(view.plan?.search, moment.query)), why: words.aspectsWhy };
    case 'example': {
      const which = examples.which(exampleNumber(view, row, moment.example), exampleCount(view, row));
      return {
        what: examples[moment.doing](which, moment.version, aspectName(moment.aspect, row)),
        why: examples.why[moment.doing],
      };
    }
    case 'nearest':
      return { what: words.nearest(place(view.plan?.search, moment.query)), why: words.retrieveWhy };
    case 'examples-finished':
      return { what: words.examplesFinished, why: words.examplesFinishedWhy };
    case 'example-kept': {
      const which = examples.which(exampleNumber(view, row, moment.example), exampleCount(view, row));
      return { what: examples.kept(which, moment.version), why: examples.why.kept };
    }
    case 'candidate':
      return candidateSentence(moment, view, row);
    case 'critique':
      return {
        what: words.critique(levelOf(view, moment.node) + 1, candidateInSentence(view, moment.node)),
        why: words.critiqueWhy,
      };
    case 'rewrite': {
      const level = levelOf(view, moment.node) + 1;
      const { actions } = row.setup.config.search;
      const kind = row.setup.config.action;
      return {
        what: words.rewrite[kind](
          level,
          moment.proposal + 1,
          actions,
          candidateInSentence(view, moment.node),
        ),
        why: words.rewriteWhy[kind],
      };
    }
    case 'refused':
      return {
        what: words.refused(levelOf(view, moment.node) + 1, moment.proposal + 1),
        why: words.refusedWhy,
      };
    case 'kept-prompt': {
      const because = view.nodes.get(moment.node)?.passedOn ?? 'no-proposal';
      return {
        what: words.keptPrompt(candidateInSentence(view, moment.node)),
        why: m.watch.passedOn[because],
      };
    }
    case 'scored':
      return {
        what: words.scored(
          levelOf(view, moment.node),
          candidateOf(view, row, moment.node),
          view.nodes.get(moment.node)?.reward ?? null,
        ),
        why: words.scoredWhy,
      };
    case 'dropped':
      return {
        what: words.dropped(levelOf(view, moment.node), candidateOf(view, row, moment.node)),
        why: words.droppedWhy,
      };
    case 'level-started':
      return { what: words.levelStarted(moment.level, lastLevel(view)), why: words.levelStartedWhy };
    case 'level-finished': {
      const all = view.levels.find((level) => level.level === moment.level)?.nodes.length ?? moment.kept;
      return { what: words.levelFinished(moment.level, moment.kept, all), why: words.levelFinishedWhy };
    }
    case 'search-finished':
      return { what: words.searchFinished, why: searchOver(view, row) };
    case 'validation': {
      const who = candidateInSentence(view, moment.contender);
      const which = place(view.plan?.validation, moment.query, row.setup.config.validationQueries);
      return { what: validation[moment.doing](who, which), why: words.validationWhy };
    }
    case 'finalist':
      return { what: words.finalist(candidateInSentence(view, moment.contender)), why: words.finalistWhy };
    case 'verdict': {
      const which = place(view.plan?.verdict, moment.query, heldOutSteps(view, row).all);
      return { what: verdict[moment.doing](sideName(moment.side), which), why: words.verdictWhy };
    }
    case 'added':
      return { what: words.added, why: words.addedWhy };
    case 'barrier':
      return { what: barrierWords.over[moment.of], why: barrierWords.why[moment.decided][moment.of] };
    case 'started':
      return { what: words.started, why: words.startedWhy };
    case 'finished':
      return {
        what: words.finished,
        why: foundBy(view, row),
        chosen: chosenBy(view, row),
      };
    case 'other':
      return { what: words.other, why: '' };
  }
}

function candidateSentence(
  moment: Extract<Moment, { at: 'candidate' }>,
  view: RunView,
  row: RunRow,
): Happening {
  const level = levelOf(view, moment.node);
  const of = row.setup.config.queriesPerCandidate;
  const query = { nth: moment.query + 1, of };
  const who = candidateOf(view, row, moment.node);
  if (moment.doing === 'examples') return { what: words.retrieve(level, who, query), why: words.retrieveWhy };
  if (moment.doing === 'respond') return { what: words.respond(level, who, query), why: words.respondWhy };
  return { what: words.judge(level, who, query, aspectName(moment.aspect, row)), why: words.judgeWhy };
}

function searchOver(view: RunView, row: RunRow): string {
  const none = whyNoValidation(view, row);
  return none === null ? words.searchFinishedWhy : queryWords.goesOn[none];
}

function foundBy(view: RunView, row: RunRow): string {
  if (view.verdict === null) return '';
  const found = words.finishedWhy[standingOf(view.verdict)];
  const theirs = view.verdict.n === 0 || verdictOn(view, row) !== 'built-in';
  return theirs ? found : `${found} ${queryWords.notYours}`;
}

/** Why the chosen one was chosen, in a sentence or two; empty before. */
export function chosenBy(view: RunView, row: RunRow): string {
  const chosen = choice(view, row);
  const lacked = levelsLacked(view);
  return chosen === '' || lacked === null ? chosen : `${chosen} ${queryWords.ended(lacked)}`;
}

function choice(view: RunView, row: RunRow): string {
  const { finalist, best } = view;
  if (finalist === null) {
    if (best === null) return '';
    const score = rewardFigure(best.score);
    const forWant = whyNoValidation(view, row) === 'no-queries';
    return forWant ? queryWords.byPath(score) : words.chosen.byPath(score);
  }
  const own = finalist.means.find(({ contender }) => contender === finalist.contender)?.mean ?? null;
  if (own === null) return '';
  const [next] = finalist.means
    .flatMap(({ contender, mean }) =>
      contender === finalist.contender || mean === null ? [] : [{ contender, mean }],
    )
    .sort((a, b) => b.mean - a.mean);
  const mean = rewardFigure(own);
  if (next === undefined) return words.chosen.alone(mean);
  const who = candidateInSentence(view, next.contender);
  const nextMean = rewardFigure(next.mean);
  return mean === nextMean ? words.chosen.level(mean, who) : words.chosen.ahead(mean, nextMean, who);
}

/** "candidate 2 of 6"; one whose level is not told of yet is new. */
function candidateOf(view: RunView, row: RunRow, node: string): string {
  if (node === 'root') return m.watch.candidate.startInSentence;
  const level = levelWith(view, node);
  if (!level) return words.newCandidate;
  const perState = (id: string): number =>
    (view.nodes.get(id)?.passedOn ?? null) === null ? row.setup.config.search.actions : 1;
  const expected = level.beam.reduce((sum, id) => sum + perState(id), 0);
  const all = level.finished ? level.nodes.length : Math.max(level.nodes.length, expected);
  return words.candidateOf(level.nodes.indexOf(node) + 1, all);
}

/** The length of a node's path: known, or read off its lineage. */
export function levelOf(view: RunView, node: string): number {
  const known = view.nodes.get(node)?.length;
  if (known !== undefined) return known;
  return node === 'root' ? 1 : node.split('.').length + 1;
}

/** A side as it stands in a path; one nobody knows goes by its own name. */
function sideName(side: string): string {
  return (words.side as Record<string, string | undefined>)[side] ?? side;
}

/** Paths carry an aspect's key; people read its name. */
function aspectName(key: string | null, row: RunRow): string | null {
  return key === null
    ? null
    : (findAspect(key, row.setup.materials.aspects)?.name ?? key.replaceAll('-', ' '));
}

function pairIds(row: RunRow): string[] {
  return (row.setup.materials.checkPairs ?? []).map(({ id }) => id);
}

/** Of those planned: with minutes there are more to fall back on. */
function place(
  list: readonly string[] | undefined,
  query: string,
  asked = Infinity,
): { nth: number; of: number } | null {
  const index = list?.indexOf(query) ?? -1;
  return index < 0 || list === undefined
    ? null
    : { nth: index + 1, of: Math.max(index + 1, Math.min(asked, list.length)) };
}

function exampleNumber(view: RunView, row: RunRow, id: string): number {
  const index = row.setup.materials.baseExamples.findIndex((example) => example.id === id);
  if (index >= 0) return index + 1;
  const known = [...view.examples.keys()].indexOf(id);
  return known >= 0 ? known + 1 : view.examples.size + 1;
}

function exampleCount(view: RunView, row: RunRow): number {
  const { count } = row.setup.config.examples;
  const available = row.setup.materials.baseExamples.length;
  return Math.max(view.examples.size, count === 0 ? available : Math.min(count, available));
}
