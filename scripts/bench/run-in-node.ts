/**
 * A practice run in Node on an in-memory journal: the same method, engine and runner as in the browser, without IndexedDB.
 */
import { setMaxListeners } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ASPECTS } from '../../src/core/aspects.ts';
import { METHOD_VERSION, presetConfig, type PresetName, sameModelForAll } from '../../src/core/config.ts';
import { drpo } from '../../src/core/drpo.ts';
import type { RunSetup } from '../../src/core/materials.ts';
import type { ChatModel } from '../../src/core/ports.ts';
import type { EngineLabel, RunRow } from '../../src/core/records.ts';
import { type BaseExample, type Baseline, type CheckPair, type Query, ROLES } from '../../src/core/terms.ts';
import { lexicalRetriever } from '../../src/models/lexical.ts';
import { createPracticeModel } from '../../src/models/practice/engine.ts';
import { PRACTICE_ID, PRACTICE_LABEL } from '../../src/models/practice/variants.ts';
import { breathing } from '../../src/runner/breathe.ts';
import type { LiveRun } from '../../src/runner/feed.ts';
import { isFault } from '../../src/runner/fault-of.ts';
import { type RunPorts, startRun } from '../../src/runner/live-run.ts';
import { Disk, Locks } from '../../tests/runner/in-memory.ts';

// A level's calls all wait on one signal; Node takes more than ten listeners for a leak.
setMaxListeners(0);

const content = join(import.meta.dirname, '../../public/content');

function contentFile<T>(name: string): T[] {
  return JSON.parse(readFileSync(join(content, name), 'utf8')) as T[];
}

function baselineFile(): Baseline {
  return JSON.parse(readFileSync(join(content, 'baseline.json'), 'utf8')) as Baseline;
}

/** The setup of the one-click run, or of another preset, prompt or model for all roles, on the built-in content. */
export function builtInSetup(
  preset: PresetName,
  seed = 1,
  startPrompt = 'You are an assistant.',
  model: Pick<ChatModel, 'id' | 'contextWindow'> = createPracticeModel({ pace: null }),
): RunSetup {
  return {
    config: presetConfig(preset, { seed, startPrompt, models: sameModelForAll(model) }),
    materials: {
      queries: contentFile<Query>('seed-queries.json'),
      ownQueries: false,
      heldOut: contentFile<Query>('held-out-queries.json'),
      baseExamples: contentFile<BaseExample>('examples.json'),
      aspects: [...ASPECTS],
      checkPairs: contentFile<CheckPair>('judge-check.json'),
      baseline: baselineFile(),
    },
  };
}

export function practiceRow(id: string, setup: RunSetup, name: string): RunRow {
  const label: EngineLabel = { id: PRACTICE_ID, label: PRACTICE_LABEL, simulated: true };
  return {
    id,
    name,
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

export interface NodeRun {
  run: LiveRun;
  disk: Disk;
}

type More = Partial<Pick<RunPorts, 'retry' | 'decisions' | 'clock'>>;

/** A run's ports on a disk in memory, one model in every role. */
export function portsInNode(
  disk: Disk,
  model: ChatModel = createPracticeModel({ pace: null }),
  more: More = {},
): RunPorts {
  return {
    models: { responder: model, selector: model, judge: model, critic: model, rewriter: model },
    retriever: lexicalRetriever(),
    journal: disk.journal,
    events: disk.log,
    records: disk.recordsByPrefix,
    rows: disk.runs,
    locks: new Locks().tab(),
    clock: () => Date.now(),
    breathe: breathing(),
    ...more,
  };
}

/** Starts a run on a disk of its own, or on one that has records already. */
export async function runInNode(
  row: RunRow,
  disk = new Disk(),
  model?: ChatModel,
  more?: More,
): Promise<NodeRun> {
  const run = await startRun(row, portsInNode(disk, model, more), drpo);
  if (isFault(run)) throw new Error(`the run did not start: ${JSON.stringify(run)}`);
  return { run, disk };
}
