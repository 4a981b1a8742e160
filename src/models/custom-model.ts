/**
 * A model the person names by URL: what is wrong with the URLs before anything is fetched, and what its two small files say
 * before any weight is. Whatever stands in those files, the answer is plain data or a named problem. It never fetches a
 * weight or the library, sends no cookies and no referrer. The page's policy forbids other hosts: call `fetchCustomModel` in a worker.
 */
import { libraryIsCached, modelFolder } from './downloads/cache-keys';
import type { CatalogEntry } from './webllm/catalog-entry';
import { customEntry, readConfig, readManifest } from './custom-model-files';
import { smallJson, type SmallFile, type SmallFileProblem } from './small-json';

export interface CustomModelInput {
  id: string;
  /** The weights' folder; `/resolve/main/` is appended unless some revision is named, as the library does. */
  weights: string;
  /** The compiled library (wasm). */
  library: string;
}

type UrlField = 'weights' | 'library';

export type CustomModelProblem =
  | { what: 'missing'; field: keyof CustomModelInput }
  | { what: 'id-unusable' }
  | { what: 'id-taken'; id: string }
  | { what: 'not-absolute'; field: UrlField }
  | { what: 'not-https'; field: UrlField }
  | { what: 'has-credentials'; field: UrlField }
  | { what: 'has-query'; field: UrlField };

/** Worth saying, but no obstacle. */
export type CustomModelNotice =
  /** Its library is fetched anew at every load: it never opens offline. */
  { what: 'library-never-cached' } | { what: 'not-a-wasm-name' } | { what: 'revision-added'; folder: string };

export interface CustomModelCheck {
  problems: CustomModelProblem[];
  notices: CustomModelNotice[];
  /** Trimmed, ready for `fetchCustomModel`; null while there are problems. */
  urls: CustomModelInput | null;
}

const LONGEST_URL = 2000;
const thisMachine = ['localhost', '127.0.0.1'];

/** `builtIn` are the ids of the catalog: WebLLM and the journal tell models apart by id. */
export function checkCustomModel(input: CustomModelInput, builtIn: ReadonlySet<string>): CustomModelCheck {
  const urls = { id: input.id.trim(), weights: input.weights.trim(), library: input.library.trim() };
  const problems = [
    ...idProblems(urls.id, builtIn),
    ...urlProblems('weights', urls.weights),
    ...urlProblems('library', urls.library),
  ];
  if (problems.length > 0) return { problems, notices: [], urls: null };
  return { problems, notices: noticesOn(urls), urls };
}

function idProblems(id: string, builtIn: ReadonlySet<string>): CustomModelProblem[] {
  if (id === '') return [{ what: 'missing', field: 'id' }];
  if (!/^[A-Za-z0-9][\w.-]{0,95}$/.test(id)) return [{ what: 'id-unusable' }];
  return builtIn.has(id) ? [{ what: 'id-taken', id }] : [];
}

function urlProblems(field: UrlField, text: string): CustomModelProblem[] {
  if (text === '') return [{ what: 'missing', field }];
  if (text.length > LONGEST_URL || !/^https?:\/\//i.test(text) || !URL.canParse(text))
    return [{ what: 'not-absolute', field }];
  const { protocol, hostname, username, password, search, hash } = new URL(text);
  const problems: CustomModelProblem[] = [];
  if (protocol !== 'https:' && !thisMachine.includes(hostname)) problems.push({ what: 'not-https', field });
  if (username !== '' || password !== '') problems.push({ what: 'has-credentials', field });
  // File names are appended to the folder, and the library is cached under its URL as it stands.
  if (hash !== '' || (search !== '' && field === 'weights')) problems.push({ what: 'has-query', field });
  return problems;
}

function noticesOn({ weights, library }: CustomModelInput): CustomModelNotice[] {
  const notices: CustomModelNotice[] = [];
  if (!libraryIsCached(library)) notices.push({ what: 'library-never-cached' });
  if (!new URL(library).pathname.endsWith('.wasm')) notices.push({ what: 'not-a-wasm-name' });
  const folder = modelFolder(weights);
  const asGiven = new URL(weights.endsWith('/') ? weights : `${weights}/`).href;
  if (folder !== asGiven) notices.push({ what: 'revision-added', folder });
  return notices;
}

/** `field` is the path of the one that cannot be right. */
export type CustomFileProblem = SmallFileProblem | { what: 'not-a-model'; file: string; field: string };

export interface CustomModel {
  /** Sizes are the true ones; memory is estimated. */
  entry: CatalogEntry;
  /** Tokens the model itself goes to; `entry.contextWindow` is at most 4096. */
  longestContext: number;
  /** The host has `ndarray-cache.json` only; library 0.2.86 asks for `tensor-cache.json`, and for nothing else. */
  oldManifest: boolean;
}

export type CustomModelReading = { ok: true; model: CustomModel } | { ok: false; problem: CustomFileProblem };

const CONFIG = 'mlc-chat-config.json';
const MANIFEST = 'tensor-cache.json';
const OLD_MANIFEST = 'ndarray-cache.json';
const CONFIG_LIMIT = 2 ** 20;
const MANIFEST_LIMIT = 8 * 2 ** 20;

/** Reads config and manifest of a checked model. Rejects with the signal's reason when aborted, and for nothing else. */
export async function fetchCustomModel(
  urls: CustomModelInput,
  fetcher: typeof fetch,
  signal: AbortSignal,
): Promise<CustomModelReading> {
  const folder = modelFolder(urls.weights);
  const json = (file: string, limit: number): Promise<SmallFile> =>
    smallJson({ url: new URL(file, folder).href, file, limit }, fetcher, signal);
  const config = await json(CONFIG, CONFIG_LIMIT);
  if ('problem' in config) return { ok: false, problem: config.problem };
  let file = MANIFEST;
  let manifest = await json(file, MANIFEST_LIMIT);
  if ('problem' in manifest && manifest.problem.what === 'refused' && manifest.problem.status === 404) {
    file = OLD_MANIFEST;
    const old = await json(file, MANIFEST_LIMIT);
    if (!('problem' in old) || old.problem.what !== 'refused') manifest = old;
  }
  if ('problem' in manifest) return { ok: false, problem: manifest.problem };
  return described(urls, config.value, manifest.value, file);
}

function described(
  urls: CustomModelInput,
  config: unknown,
  manifest: unknown,
  file: string,
): CustomModelReading {
  const facts = readConfig(config);
  if ('field' in facts)
    return { ok: false, problem: { what: 'not-a-model', file: CONFIG, field: facts.field } };
  const sizes = readManifest(manifest);
  if ('field' in sizes) return { ok: false, problem: { what: 'not-a-model', file, field: sizes.field } };
  return {
    ok: true,
    model: {
      entry: customEntry(urls, facts, sizes),
      longestContext: facts.longestContext,
      oldManifest: file === OLD_MANIFEST,
    },
  };
}
