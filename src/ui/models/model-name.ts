/**
 * What a model is called on screen: its id without what only machines need. The quantization stays where two versions of
 * one model must be told apart. `engineId` and `sourceIdOf` are a pair, and so are `retrieverId` and
 * `embeddingSourceOf`: how a run's settings name a real model.
 */
const PREFIX = 'webllm:';
const RETRIEVER_PREFIX = 'embedding:';

/** "Qwen3-1.7B-q4f16_1-MLC" -> "Qwen3-1.7B". */
export function modelName(sourceId: string): string {
  return parts(sourceId).name;
}

/** "Qwen3-1.7B (q4f16_1)". */
export function fullModelName(sourceId: string): string {
  const { name, version } = parts(sourceId);
  return version === null ? name : `${name} (${version})`;
}

export function engineId(sourceId: string): string {
  return `${PREFIX}${sourceId}`;
}

/** Null for an engine that is no WebLLM model. */
export function sourceIdOf(engine: string): string | null {
  return engine.startsWith(PREFIX) ? engine.slice(PREFIX.length) : null;
}

/** How a run's settings name an embedding model that finds its examples. */
export function retrieverId(sourceId: string): string {
  return `${RETRIEVER_PREFIX}${sourceId}`;
}

/** Null for what is no embedding model. */
export function embeddingSourceOf(retriever: string): string | null {
  return retriever.startsWith(RETRIEVER_PREFIX) ? retriever.slice(RETRIEVER_PREFIX.length) : null;
}

function parts(sourceId: string): { name: string; version: string | null } {
  const plain = sourceId.replace(/-MLC(?=-1k$|-b\d+$|$)/, '');
  const found = /^(.+?)-(q\df\d\d(?:_\d)?)(-1k|-b\d+)?$/.exec(plain);
  if (!found) return { name: plain, version: null };
  return { name: found[1] ?? plain, version: `${found[2] ?? ''}${found[3] === '-1k' ? ', 1k' : ''}` };
}
