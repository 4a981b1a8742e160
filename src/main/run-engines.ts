/** Engines for a run by the ids in its settings: the practice model, or real models. What cannot be had is a fault. */
import type { RunConfig } from '../core/config';
import type { ChatModel, Retriever } from '../core/ports';
import type { EngineLabel, Fault, RunRow } from '../core/records';
import { ROLES, type Role } from '../core/terms';
import { offeredEngine } from '../models/catalog';
import { isFault } from '../runner/fault-of';
import type { Pace } from '../ui/lab';
import type { VectorCache } from '../models/webllm/embedding-retriever';
import { embeddingSourceOf, fullModelName, sourceIdOf } from '../ui/models/model-name';
import type { RealEngines } from './real-engines';

/** One engine for each model id, whatever number of roles it plays. */
export async function enginesOf(
  models: RunConfig['models'],
  pace: Pace,
  real: RealEngines,
): Promise<Record<Role, ChatModel> | Fault> {
  const loaded = new Map<string, ChatModel>();
  for (const { id, contextWindow } of Object.values(models)) {
    if (loaded.has(id)) continue;
    const engine = await engineOf(id, contextWindow, pace, real);
    if (isFault(engine)) return engine;
    loaded.set(id, engine);
  }
  const byRole = ROLES.map((role) => [role, loaded.get(models[role].id)]);
  return Object.fromEntries(byRole) as Record<Role, ChatModel>;
}

async function engineOf(
  id: string,
  contextWindow: number,
  pace: Pace,
  real: RealEngines,
): Promise<ChatModel | Fault> {
  const sourceId = sourceIdOf(id);
  if (sourceId !== null) return real.model(sourceId, contextWindow);
  const offer = offeredEngine(id);
  return offer ? (await offer.load())({ pace }) : { tag: 'engine-missing', facts: { id } };
}

/** By words where the settings name nothing else. */
export async function retrieverOf(
  { retriever }: RunConfig,
  real: RealEngines,
  vectors: VectorCache,
): Promise<Retriever | Fault> {
  if (retriever === undefined) return (await import('../models/lexical')).lexicalRetriever();
  const sourceId = embeddingSourceOf(retriever);
  if (sourceId === null) return { tag: 'engine-missing', facts: { id: retriever } };
  return real.retriever(sourceId, vectors);
}

export function engineLabels(models: RunConfig['models']): RunRow['engines'] {
  return Object.fromEntries(ROLES.map((role) => [role, labelOf(models[role].id)])) as RunRow['engines'];
}

function labelOf(id: string): EngineLabel {
  const sourceId = sourceIdOf(id);
  if (sourceId !== null) return { id, label: fullModelName(sourceId), simulated: false };
  const offer = offeredEngine(id);
  return { id, label: offer?.label ?? id, simulated: offer?.simulated ?? false };
}

export function isReal({ engines }: RunRow): boolean {
  return ROLES.some((role) => !engines[role].simulated);
}
