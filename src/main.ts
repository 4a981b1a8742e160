/**
 * The composition root: with main/, the only place that knows every layer. It hands engines, store and method to the
 * runner, the runner to the screens, and decides nothing else.
 */
import { mount } from 'svelte';
import { METHOD_VERSION, type RunConfig } from './core/config';
import { drpo } from './core/drpo';
import type { RunSetup } from './core/materials';
import type { Fault, RunRow } from './core/records';
import { keptRuns } from './main/kept-runs';
import { loadingMemory } from './main/loading-marker';
import { withModelFiles } from './main/model-files';
import { catalogOnce, downloadsOnce, modelsDesk } from './main/models-desk';
import { realEngines } from './main/real-engines';
import { realRuns } from './main/real-run';
import { engineLabels, enginesOf, retrieverOf } from './main/run-engines';
import { freshRunName } from './main/run-name';
import { OFFERED_ENGINES } from './models/catalog';
import { breathing } from './runner/breathe';
import { faultOf, isFault } from './runner/fault-of';
import type { LiveRun, RunFeed } from './runner/feed';
import { extendRun, resumeRun, type RunPorts, startRun } from './runner/live-run';
import { createSchedule } from './runner/schedule';
import { storedRun } from './runner/stored-run';
import { lockManager, runLocks } from './runner/web-locks';
import { type LabDatabase, openLabDatabase } from './store/database';
import { eventLogOf } from './store/event-log';
import { journalOf, recordsByPrefix } from './store/journal';
import { runsOf } from './store/runs';
import { selectionCacheOf } from './store/selection-cache';
import { vectorsIn } from './store/vectors';
import App from './ui/App.svelte';
import { fetchBuiltIn } from './ui/built-in';
import { freshId } from './main/fresh-id';
import type { BuiltInContent, Lab, Pace } from './ui/lab';

const base = new URL('.', document.baseURI);
const breathe = breathing();
const clock = () => Date.now();
const locks = runLocks(lockManager());
const schedule = createSchedule(breathe);
const live = new Map<string, LiveRun>();

/** Opened at the first use; one that failed to open is tried again at the next. */
let database: Promise<LabDatabase> | undefined;
function openDatabase(): Promise<LabDatabase> {
  database ??= openLabDatabase().catch((error: unknown) => {
    database = undefined;
    throw error;
  });
  return database;
}

const library = keptRuns({ openDatabase, locks, live, clock });

const catalog = catalogOnce(base);
const downloads = downloadsOnce(catalog);
const loading = loadingMemory(locks);
const real = realEngines(downloads, loading);
const around = realRuns(real, openDatabase, clock);

let content: Promise<BuiltInContent> | undefined;
function builtIn(): Promise<BuiltInContent> {
  content ??= fetchBuiltIn(base).catch((error: unknown) => {
    content = undefined;
    throw error;
  });
  return content;
}

async function portsOf(id: string, config: RunConfig, pace: Pace): Promise<RunPorts | Fault> {
  const db = await openDatabase();
  const engines = await enginesOf(config.models, pace, real);
  if (isFault(engines)) return engines;
  const retriever = await retrieverOf(config, real, vectorsIn(db));
  if (isFault(retriever)) return retriever;
  return {
    models: engines,
    retriever,
    journal: journalOf(db, id),
    events: eventLogOf(db, id),
    records: (prefix) => recordsByPrefix(db, id, prefix),
    rows: runsOf(db),
    locks,
    clock,
    breathe,
    schedule,
    selections: selectionCacheOf(db),
  };
}

function newRow(setup: RunSetup, name: string, pace: Pace): RunRow {
  return {
    id: freshId(),
    name,
    createdAt: clock(),
    finishedAt: null,
    status: 'running',
    because: null,
    methodVersion: METHOD_VERSION,
    setup,
    engines: engineLabels(setup.config.models),
    finishAsked: false,
    pace,
    summary: { calls: 0, outcome: null },
  };
}

/** Opens a run on its own ports, with the files of its models held for as long as it runs. */
function onPorts(
  { id, setup, pace }: Pick<RunRow, 'id' | 'setup' | 'pace'>,
  open: (ports: RunPorts) => Promise<LiveRun | Fault>,
): Promise<LiveRun | Fault> {
  return withModelFiles(setup.config, async () => {
    const ports = await portsOf(id, setup.config, pace ?? null);
    return isFault(ports) ? ports : begun(open(ports));
  });
}

/** A live run stays open for its screens until the page goes; only one that runs counts as live for resuming. */
async function begun(run: Promise<LiveRun | Fault>): Promise<LiveRun | Fault> {
  const started = await run;
  if (!isFault(started)) {
    live.set(started.row.id, started);
    around.accompany(started);
  }
  return started;
}

/** One that has ended is read from the store: another tab may have gone on with it. */
function runningHere(id: string): LiveRun | undefined {
  const run = live.get(id);
  return run?.row.status === 'running' ? run : undefined;
}

/** Every failure of these calls is a fault, so that no screen meets a raw error. */
async function orFault<T>(work: () => Promise<T | Fault>): Promise<T | Fault> {
  return work().catch(faultOf);
}

const lab: Lab = {
  engines: OFFERED_ENGINES.map(({ id, label, simulated, contextWindow }) => ({
    id,
    label,
    simulated,
    contextWindow,
  })),
  builtIn,
  async resumable() {
    const runs = runsOf(await openDatabase());
    const waiting = await library.waiting(await library.cards());
    const rows = await Promise.all(waiting.map((id) => runs.get(id)));
    return rows.filter((row) => row !== undefined);
  },
  start: (setup, { pace }) =>
    orFault(async () => {
      const row = newRow(setup, freshRunName(setup.config, await library.cards()), pace);
      return onPorts(row, (ports) => startRun(row, ports, drpo));
    }),
  resume: (id) =>
    orFault(async () => {
      const row = await runsOf(await openDatabase()).get(id);
      if (!row) return { tag: 'run-missing', facts: { id } };
      return onPorts(row, (ports) => resumeRun(id, ports, drpo));
    }),
  extend: (id, changes) =>
    orFault(async () => {
      const row = await runsOf(await openDatabase()).get(id);
      if (!row) return { tag: 'run-missing', facts: { id } };
      return onPorts(row, (ports) => extendRun(id, changes, ports, drpo));
    }),
  live: (id) => runningHere(id),
  open: (id) =>
    orFault(async (): Promise<RunFeed | Fault> => {
      const running = runningHere(id);
      if (running) return running;
      const db = await openDatabase();
      const row = await runsOf(db).get(id);
      if (!row) return { tag: 'run-missing', facts: { id } };
      return storedRun(row, await eventLogOf(db, id).readAll(), (prefix) => recordsByPrefix(db, id, prefix));
    }),
  recorded: () =>
    orFault(async () => {
      const response = await fetch(new URL('recorded/standard.drpo', base));
      if (!response.ok)
        return {
          tag: 'content-missing',
          facts: { file: 'recorded/standard.drpo', why: `HTTP ${String(response.status)}` },
        };
      const { readArchive } = await import('./store/archive');
      const archive = await readArchive(await response.blob());
      if ('problem' in archive) return archive.problem;
      const { row, events, records } = archive;
      return storedRun(row, events, (prefix) =>
        Promise.resolve(records.filter(({ path }) => path.startsWith(prefix))),
      );
    }),
  library,
  models: modelsDesk({ openDatabase, downloads, catalog, engines: real, loading, clock }),
};

// The built page's policy (scripts/csp.ts) lets no plain string start a worker; this vouches for our own files only.
window.trustedTypes?.createPolicy('default', {
  createScriptURL(url) {
    if (new URL(url, location.href).origin !== location.origin) throw new TypeError(`Foreign script: ${url}`);
    return url;
  },
});

const target = document.getElementById('app');
if (!target) throw new Error('index.html has no #app');
mount(App, { target, props: { lab } });
// A sweep that fails leaves marks, which no list shows, for the next visit.
library.sweep().catch(() => undefined);
