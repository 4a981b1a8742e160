/**
 * The method itself on the real model: the quick preset cut down to a proposal and its level, through the app's runner, on the app's own
 * database in this page. It passes when the run finished and a level with it; what the prompts became is not looked at.
 */
import { METHOD_VERSION, presetConfig, sameModelForAll } from '../../src/core/config';
import { drpo } from '../../src/core/drpo';
import type { RunSetup } from '../../src/core/materials';
import type { ChatModel } from '../../src/core/ports';
import type { EngineLabel, RunRow } from '../../src/core/records';
import { ROLES } from '../../src/core/terms';
import { EngineFault } from '../../src/models/engine-fault';
import { lexicalRetriever } from '../../src/models/lexical';
import { breathing } from '../../src/runner/breathe';
import { isFault } from '../../src/runner/fault-of';
import type { LiveRun } from '../../src/runner/feed';
import { startRun } from '../../src/runner/live-run';
import { lockManager, runLocks } from '../../src/runner/web-locks';
import { openLabDatabase } from '../../src/store/database';
import { eventLogOf } from '../../src/store/event-log';
import { journalOf, recordsByPrefix } from '../../src/store/journal';
import { runsOf } from '../../src/store/runs';
import { fetchBuiltIn } from '../../src/ui/built-in';
import { NotAsAsked, type Part, type PartTools } from './part';

async function shortestSetup(model: ChatModel): Promise<RunSetup> {
  const { seedQueries, heldOut, baseExamples, aspects } = await fetchBuiltIn(new URL('.', document.baseURI));
  const quick = presetConfig('quick', {
    seed: 1,
    startPrompt: 'You are a helpful assistant.',
    models: sameModelForAll(model),
  });
  return {
    config: {
      ...quick,
      search: { width: 1, actions: 1, depth: 2, maxExtraDepth: 0 },
      queriesPerCandidate: 1,
      examplesPerQuery: 1,
      validationQueries: 1,
      verdictQueries: 1,
    },
    materials: { queries: seedQueries, ownQueries: false, heldOut, baseExamples, aspects },
  };
}

function rowOf(setup: RunSetup, id: string): RunRow {
  const label: EngineLabel = { id, label: id, simulated: false };
  return {
    id: 'real-model',
    name: 'A real model',
    createdAt: Date.now(),
    finishedAt: null,
    status: 'running',
    because: null,
    methodVersion: METHOD_VERSION,
    setup,
    engines: Object.fromEntries(ROLES.map((role) => [role, label])) as RunRow['engines'],
    finishAsked: false,
    summary: { calls: 0, outcome: null },
  };
}

async function started(row: RunRow, model: ChatModel): Promise<LiveRun> {
  const db = await openLabDatabase('real-model');
  const ports = {
    models: { responder: model, selector: model, judge: model, critic: model, rewriter: model },
    retriever: lexicalRetriever(),
    journal: journalOf(db, row.id),
    events: eventLogOf(db, row.id),
    records: (prefix: string) => recordsByPrefix(db, row.id, prefix),
    rows: runsOf(db),
    locks: runLocks(lockManager()),
    clock: () => Date.now(),
    breathe: breathing(),
  };
  const run = await startRun(row, ports, drpo);
  if (isFault(run)) throw new EngineFault(run.tag, run.facts);
  return run;
}

export const quickRun: Part = async ({ model, signal, tell }: PartTools) => {
  const run = await started(rowOf(await shortestSetup(model), model.id), model);
  let levels = 0;
  let path = '';
  run.watch({
    onEvents: (events) => {
      levels += events.filter(({ kind }) => kind === 'level-finished').length;
    },
    onActivity: (activity) => {
      if (activity && activity.path !== path) tell((path = activity.path));
    },
  });
  const pause = (): void => void run.pause();
  signal.addEventListener('abort', pause, { once: true });
  const { status, because, summary } = await run.ended;
  signal.removeEventListener('abort', pause);
  const words = `${status} after ${summary.calls} calls and ${levels} level(s)`;
  signal.throwIfAborted();
  if (because) throw new EngineFault(because.tag, because.facts);
  if (status !== 'finished' || levels < 1) throw new NotAsAsked(words);
  return words;
};
