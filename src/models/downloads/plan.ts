/**
 * What a model consists of and how large it is, before any weight is asked for: config and manifest are fetched (or taken
 * from the disk when a download goes on), the sizes of library and tokenizer are asked of their hosts.
 */
import { EngineFault } from '../engine-fault';
import type { ModelSource } from '../webllm/model-source';
import { configFile, manifestFile, type ModelFile } from './cache-keys';
import { storedTexts, withSizes } from './inspect';
import { decoded, filesOf } from './model-manifest';
import type { Outside } from './outside';
import { retrying } from './retry';
import { askSize, type Errand, fetchWhole } from './transfer';

export interface ModelPlan {
  files: ModelFile[];
  texts: { config: string; manifest: string };
}

/** `fresh`: ask the host again even where config and manifest are on disk, because these may be what is wrong. */
export async function planModel(
  source: ModelSource,
  recorded: readonly ModelFile[],
  fresh: boolean,
  outside: Outside,
  errand: Errand,
): Promise<ModelPlan> {
  const stored = fresh ? null : await storedPlan(source, outside);
  const { files, texts } = stored ?? (await fetchedPlan(source, outside, errand));
  const sized: ModelFile[] = [];
  for (const file of withSizes(files, recorded))
    sized.push(file.bytes === null ? { ...file, bytes: await stated(file, outside, errand) } : file);
  return { files: sized, texts };
}

async function storedPlan(source: ModelSource, outside: Outside): Promise<ModelPlan | null> {
  const texts = await storedTexts(source, outside);
  if (!texts) return null;
  const files = filesOf(source, texts.config, texts.manifest);
  return files instanceof EngineFault ? null : { files, texts };
}

async function fetchedPlan(source: ModelSource, outside: Outside, errand: Errand): Promise<ModelPlan> {
  const textOf = async (file: ModelFile): Promise<string> =>
    decoded(await retrying(() => fetchWhole(file, outside, errand, () => undefined), outside, errand.signal));
  const texts = {
    config: await textOf(configFile(source)),
    manifest: await textOf(manifestFile(source)),
  };
  const files = filesOf(source, texts.config, texts.manifest);
  if (files instanceof EngineFault) throw files;
  return { files, texts };
}

function stated(file: ModelFile, outside: Outside, errand: Errand): Promise<number | null> {
  return retrying(() => askSize(file, outside, errand), outside, errand.signal);
}
