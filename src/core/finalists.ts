/**
 * The answer of a search. `path-score` takes the best finished state, as the authors do. `validation` lets the W best
 * finished states and the initial prompt answer queries the search never saw, because search scores are optimistic;
 * the best mean wins, the shorter prompt on ties.
 */
import { type ChooseExamples, respond } from './answering';
import type { Asking } from './asking';
import { inBatches } from './batches';
import type { SearchResult } from './beam';
import { type Contender, INITIAL, type RunEvent } from './events';
import { judge } from './judging';
import type { Outbox, Slot } from './outbox';
import { pathOf } from './proposals';
import { round6 } from './reward';
import { type Judgeable, selectForAll } from './selecting';
import { type Aspect, isUnreadable, type Judgement, type Query, type State } from './terms';

/** With minutes, validation is at least this long. */
export const FIRST_VALIDATION = 6;

export interface Finalist {
  contender: Contender;
  prompt: string;
}

/** The winner, with the rewards that the initial prompt had on the way: in validation, else on the path to the best state. */
export interface Chosen extends Finalist {
  startRewards: number[];
}

export async function chooseFinalist(
  asking: Asking,
  search: SearchResult<State>,
  queries: readonly Query[],
  aspects: readonly Aspect[],
  choose: ChooseExamples,
  outbox: Outbox,
): Promise<Chosen> {
  const { startPrompt } = asking.config;
  const best = { contender: search.best.state.id, prompt: search.best.state.prompt };
  const contenders = contendersOf(asking, search);
  if (asking.config.answer === 'path-score' || queries.length === 0 || contenders.length === 1)
    return { ...best, startRewards: rewardsOf(startPrompt, search.best.state) };
  const judged: Checked[][] = contenders.map(() => []);
  const leader = () => (contenders[indexOfBest(contenders, pairedMeans(judged))] ?? best).contender;
  await inBatches(
    asking,
    queries,
    { phase: 'validation', first: FIRST_VALIDATION, leader },
    outbox,
    async (batch) => {
      const judgeable = await selectForAll(asking, aspects, batch, outbox.root);
      const checked = await Promise.all(
        contenders.map(({ contender, prompt }) =>
          answerAll(asking, `validation/${contender}`, prompt, judgeable, choose, outbox.root, (check) => ({
            kind: 'contender-validated',
            contender,
            ...check,
          })),
        ),
      );
      checked.forEach((checks, i) => judged[i]?.push(...checks));
    },
  );
  const means = pairedMeans(judged);
  const winner = contenders[indexOfBest(contenders, means)] ?? best;
  const told = contenders.map(({ contender }, i) => ({ contender, mean: means[i] ?? null }));
  outbox.root.emit({ kind: 'finalist-chosen', contender: winner.contender, means: told });
  const startRewards = judged[0]?.flatMap(({ judgement }) => judgement?.reward ?? []) ?? [];
  return { ...winner, startRewards };
}

function rewardsOf(prompt: string, state: State): number[] {
  const turns = pathOf(state).flatMap((one) => (one.prompt === prompt ? one.turns : []));
  return turns.flatMap(({ judgement }) => judgement?.reward ?? []);
}

/** The initial prompt, then the W best finished states; one contender for each distinct prompt. */
function contendersOf({ config }: Asking, { finished }: SearchResult<State>): Finalist[] {
  const contenders: Finalist[] = [{ contender: INITIAL, prompt: config.startPrompt }];
  const ranked = [...finished].sort((a, b) => b.score - a.score).slice(0, config.search.width);
  for (const { state } of ranked) {
    if (contenders.every(({ prompt }) => prompt !== state.prompt)) {
      contenders.push({ contender: state.id, prompt: state.prompt });
    }
  }
  return contenders;
}

/** A query answered and judged outside the search. */
export interface Checked {
  query: string;
  response: string;
  judgement: Judgement | null;
}

/** All queries answered and judged under one prompt; each is told in its place as soon as it is known. */
export async function answerAll(
  asking: Asking,
  path: string,
  prompt: string,
  judgeable: readonly Judgeable[],
  choose: ChooseExamples,
  story: Slot,
  told: (check: Checked) => RunEvent,
): Promise<Checked[]> {
  const placed = judgeable.map((one) => ({ one, slot: story.slot() }));
  return Promise.all(
    placed.map(async ({ one, slot }) => {
      const checked = await check(asking, `${path}/${one.query.id}`, prompt, one, choose);
      slot.emit(told(checked));
      slot.close();
      return checked;
    }),
  );
}

async function check(
  asking: Asking,
  path: string,
  prompt: string,
  { query, selection }: Judgeable,
  choose: ChooseExamples,
): Promise<Checked> {
  const answer = await respond(asking, path, prompt, query, await choose(query));
  if (isUnreadable(answer)) return { query: query.id, response: '', judgement: null };
  const { response } = answer;
  const judgement = await judge(asking, { path, query: query.text, response }, selection);
  return { query: query.id, response, judgement: isUnreadable(judgement) ? null : judgement };
}

/** Each contender's mean over the queries that were readable for all of them. */
function pairedMeans(judged: readonly (readonly Checked[])[]): (number | null)[] {
  const count = judged[0]?.length ?? 0;
  const rows = Array.from({ length: count }, (_, q) => judged.map((checks) => checks[q]?.judgement ?? null));
  const readable = rows.filter((row) => row.every((judgement) => judgement !== null));
  return judged.map((_, c) => {
    if (readable.length === 0) return null;
    return round6(readable.reduce((sum, row) => sum + (row[c]?.reward ?? 0), 0) / readable.length);
  });
}

/** The best mean; on ties the shorter prompt, then the earlier contender. Without means the best path score stands. */
function indexOfBest(contenders: readonly Finalist[], means: readonly (number | null)[]): number {
  if (means.every((mean) => mean === null)) return contenders.length > 1 ? 1 : 0;
  return contenders.reduce((best, contender, i) => {
    const gain = (means[i] ?? 0) - (means[best] ?? 0);
    const shorter = contender.prompt.length < (contenders[best]?.prompt.length ?? 0);
    return gain > 0 || (gain === 0 && shorter) ? i : best;
  }, 0);
}
