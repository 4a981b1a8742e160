/**
 * A Lab whose answers are written by hand, for tests of screens. It records what was asked of it; nothing runs.
 */
import { presetConfig, sameModelForAll } from '../../src/core/config';
import type { RunSetup } from '../../src/core/materials';
import type { EngineLabel, Fault, RunRow } from '../../src/core/records';
import { ROLES, type Query, type Role } from '../../src/core/terms';
import { ASPECTS } from '../../src/core/aspects';
import type { LiveRun, RunFeed } from '../../src/runner/feed';
import type { BuiltInContent, EngineOffer, Lab, Pace } from '../../src/ui/lab';
import { type LibraryScript, scriptedLibrary, type ScriptedLibrary } from './scripted-library';
import { type DeskScript, type ScriptedDesk, scriptedDesk } from './scripted-desk';

export const practice: EngineOffer = {
  id: 'practice:1',
  label: 'Practice model (simulated)',
  simulated: true,
  contextWindow: 4096,
};

export const builtIn: BuiltInContent = {
  seedQueries: queries('seed', 40),
  heldOut: queries('held', 60),
  baseExamples: Array.from({ length: 4 }, (_, i) => ({
    id: `example-${String(i)}`,
    query: `Example query ${String(i)}?`,
    plain: 'A plain response.',
    good: 'A good response.',
  })),
  checkPairs: [
    {
      id: 'check-01',
      query: 'How many days has a leap year?',
      better: '366.',
      worse: 'Every year has 365 days.',
      aspect: 'Factuality',
      why: 'It gives the right number.',
    },
  ],
  baseline: {
    prompt: 'You are a careful assistant.',
    examples: [{ id: 'baseline-1', query: 'Fixed query?', response: 'A fixed response.' }],
  },
  aspects: [...ASPECTS],
};

function queries(prefix: string, count: number): Query[] {
  const categories = ['everyday', 'open', 'sensitive'];
  return Array.from({ length: count }, (_, i) => ({
    id: `${prefix}-${String(i)}`,
    text: `${prefix} question number ${String(i)}, what should I do?`,
    category: categories[i % 3] ?? 'everyday',
  }));
}

const label: EngineLabel = { id: practice.id, label: practice.label, simulated: true };

export function runRow(id: string, over: Partial<RunRow> = {}): RunRow {
  const { seedQueries, heldOut, baseExamples, aspects } = builtIn;
  return {
    id,
    name: `Run ${id}`,
    createdAt: Date.now() - 7_200_000,
    finishedAt: null,
    status: 'finished',
    because: null,
    methodVersion: '1',
    setup: {
      config: presetConfig('standard', {
        seed: 1,
        startPrompt: 'You are an assistant.',
        models: sameModelForAll(practice),
      }),
      materials: { queries: seedQueries, ownQueries: false, heldOut, baseExamples, aspects },
    },
    engines: Object.fromEntries(ROLES.map((role) => [role, label])) as Record<Role, EngineLabel>,
    finishAsked: false,
    summary: { calls: 412, outcome: null },
    ...over,
  };
}

export interface ScriptedLab extends Lab {
  models: ScriptedDesk;
  started: { setup: RunSetup; pace: Pace }[];
  resumed: string[];
  library: ScriptedLibrary;
}

export interface Script extends LibraryScript {
  runs?: RunRow[];
  resumable?: RunRow[];
  /** What `start` answers instead of a run. */
  refuses?: Fault;
  content?: BuiltInContent;
  models?: DeskScript;
}

const absent: Fault = { tag: 'no-such-run', facts: {} };

export function scriptedLab(script: Script = {}): ScriptedLab {
  const runs = [...(script.resumable ?? []), ...(script.runs ?? [])];
  const library = scriptedLibrary(runs, script);
  const { removed } = library;
  const still = (rows: readonly RunRow[]) => rows.filter(({ id }) => !removed.includes(id));
  const lab: ScriptedLab = {
    engines: [practice],
    models: scriptedDesk(script.models),
    started: [],
    resumed: [],
    builtIn: async () => script.content ?? builtIn,
    library,
    resumable: async () => still(script.resumable ?? []),
    async start(setup, { pace }) {
      lab.started.push({ setup, pace });
      return script.refuses ?? liveRun('new-run');
    },
    async resume(id) {
      lab.resumed.push(id);
      return liveRun(id);
    },
    async extend(id) {
      return liveRun(id);
    },
    live: () => undefined,
    open: async () => absent,
    recorded: async () => absent,
  };
  return lab;
}

function liveRun(id: string): LiveRun {
  const row = runRow(id, { status: 'running' });
  const feed: RunFeed = { row, watch: () => () => undefined, records: async () => [] };
  return {
    ...feed,
    time: { spentMs: 0, leftSeconds: null },
    pause: async () => undefined,
    finishNow: async () => undefined,
    called: () => undefined,
    ended: new Promise(() => undefined),
  };
}
