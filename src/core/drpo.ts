/**
 * DRPO, the phases joined: the judge check, then examples, system prompt, validation, verdict (paper, figure 2), and what is
 * asked for afterwards.
 *
 * drpo(setup, ports, signal) is a pure function of what its ports answer: the same setup and answers give the same events,
 * byte for byte, whatever order the answers come in. It never retries an engine, never looks at a clock, stores nothing.
 */
import { goOn } from './afterwards';
import { type ChooseExamples, exampleChooser } from './answering';
import type { Asking } from './asking';
import { beamSearch, pathScoreKind, type SearchResult } from './beam';
import { METHOD_VERSION, type RunConfig } from './config';
import { EVENT_VERSION, INITIAL, type RunEvent } from './events';
import { improveExamples, type ImprovedExamples } from './examples';
import { chooseFinalist, type Chosen } from './finalists';
import { promptFits } from './fitting-prompt';
import { HeldOutTrial } from './held-out';
import { checkJudge, finishAfterCheck } from './judge-check';
import type { RunSetup } from './materials';
import { Outbox } from './outbox';
import type { Ports } from './ports';
import { planQueries, type QueryPlan } from './query-plan';
import { round6 } from './reward';
import { PromptSearch } from './system-prompt';
import type { Example, Role, State } from './terms';

export async function* drpo(
  setup: RunSetup,
  ports: Ports,
  signal: AbortSignal,
): AsyncGenerator<RunEvent, void, void> {
  const outbox = new Outbox();
  run(setup, { config: setup.config, ports, signal }, outbox).then(
    () => {
      outbox.end();
    },
    (error: unknown) => {
      outbox.end(error ?? new Error('the run ended without a reason'));
    },
  );
  yield* outbox.events();
}

async function run(setup: RunSetup, asking: Asking, outbox: Outbox): Promise<void> {
  const { config, materials } = setup;
  const checkPairs = materials.checkPairs ?? [];
  if (config.task === 'judge-check') {
    started(config, outbox);
    await checkJudge(asking, checkPairs, outbox);
    return;
  }
  const plan = planQueries(setup);
  started(config, outbox);
  announce(plan, outbox);
  await asking.ports.giveWay?.();

  const checked = config.judgeCheck === true && checkPairs.length > 0;
  const check = checked ? await checkJudge(asking, checkPairs, outbox) : null;
  const stop = checked && (await finishAfterCheck(asking, outbox));
  const { examples, finish } = await universalSet(setup, asking, stop, outbox);
  const choose = exampleChooser(asking, examples);
  const searched = finish ? null : await searchPrompts(setup, asking, plan, examples, choose, outbox);
  const { contender, prompt, startRewards } = searched
    ? await chooseFinalist(asking, searched.result, plan.validation, materials.aspects, choose, outbox)
    : ({ contender: INITIAL, prompt: config.startPrompt, startRewards: [] } satisfies Chosen);
  const proposals = searched?.proposals ?? { asked: 0, refused: 0 };
  const tried = { prompt, startRewards, plan, materials, choose, proposals, judgeCheck: check };
  const trial = new HeldOutTrial(asking, tried, outbox);
  await trial.judge();
  outbox.root.emit({ kind: 'run-finished', node: contender, prompt, examples });
  await goOn(asking, trial, outbox);
}

function started({ models, startPrompt, task }: RunConfig, outbox: Outbox): void {
  const ids = Object.fromEntries(Object.entries(models).map(([role, model]) => [role, model.id]));
  outbox.root.emit({
    kind: 'run-started',
    v: EVENT_VERSION,
    methodVersion: METHOD_VERSION,
    models: ids as Record<Role, string>,
    startPrompt,
    ...(task === 'judge-check' ? { task } : {}),
  });
}

function announce(plan: QueryPlan, outbox: Outbox): void {
  outbox.root.emit({
    kind: 'queries-planned',
    search: plan.search.map(({ id }) => id),
    validation: plan.validation.map(({ id }) => id),
    verdict: plan.verdict.map(({ id }) => id),
    verdictFrom: plan.verdictFrom,
    levels: plan.levels,
    notes: plan.notes,
  });
}

/** Phase 1, or the built-in universal set as it stands when phase 1 is off or the run is to finish before it. */
async function universalSet(
  { config, materials }: RunSetup,
  asking: Asking,
  finish: boolean,
  outbox: Outbox,
): Promise<ImprovedExamples> {
  const bases = materials.baseExamples.slice(0, config.examples.count);
  if (bases.length > 0 && !finish) return improveExamples(asking, bases, materials.aspects, outbox);
  const examples = materials.baseExamples.map(({ id, query, good }): Example => ({
    id,
    query,
    response: good,
  }));
  outbox.root.emit({ kind: 'examples-finished', examples });
  return { examples, finish };
}

async function searchPrompts(
  { config, materials }: RunSetup,
  asking: Asking,
  plan: QueryPlan,
  examples: readonly Example[],
  choose: ChooseExamples,
  outbox: Outbox,
): Promise<{ result: SearchResult<State>; proposals: PromptSearch['proposals'] }> {
  const fits = promptFits(config, plan, examples, materials.aspects);
  const work = { asking, aspects: materials.aspects, choose, critiques: new Map<State, Promise<string>>() };
  const problem = new PromptSearch(work, plan, fits, outbox);
  const pathScore = pathScoreKind(config.search.width);
  const result = await beamSearch(problem, { ...config.search, pathScore }, (moment) => {
    problem.observe(moment);
  });
  const told = ({ state, score }: { state: State; score: number }) => ({
    node: state.id,
    score: round6(score),
  });
  outbox.root.emit({
    kind: 'search-finished',
    best: result.best.state.id,
    score: round6(result.best.score),
    finished: result.finished.map(told),
    depthLimit: result.depthLimit,
  });
  return { result, proposals: problem.proposals };
}
