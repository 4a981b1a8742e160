/**
 * A load failed: which file was it? The library says no more than "Request failed" for any of them, and compiles an error
 * page as if it were a library. Looks only after a failure, at the two files that come first, and only asks for what is not
 * in the library's caches. Also reads the chat config, before a load.
 */
import { type ChatTemplate, chatTemplateOf, UNKNOWN_TEMPLATE } from './chat-template';
import { fault, type WebLLMFault, type WebLLMFaultTag } from './faults';
import type { ModelSource } from './model-source';

export interface Reach {
  caches: Pick<CacheStorage, 'open'>;
  fetch: (url: string) => Promise<Response>;
}

/** As the library makes it: a trailing slash, and /resolve/main/ unless some /resolve/ is there. */
export function weightsUrl(weights: string): string {
  const folder = weights.endsWith('/') ? weights : `${weights}/`;
  return new URL(/.+\/resolve\/.+\//.test(folder) ? folder : `${folder}resolve/main/`).href;
}

const configUrl = ({ weights }: ModelSource): string =>
  new URL('mlc-chat-config.json', weightsUrl(weights)).href;

const WORTH_A_LOOK: readonly WebLLMFaultTag[] = [
  'network',
  'library-does-not-link',
  'corrupt-cache',
  'engine-failed',
];

export async function diagnoseLoad(
  source: ModelSource,
  found: WebLLMFault,
  reach: Reach,
): Promise<WebLLMFault> {
  if (!WORTH_A_LOOK.includes(found.tag)) return found;
  const config = await lookAt('webllm/config', configUrl(source), reach);
  if (config.state === 'missing')
    return fault('missing-file', { url: configUrl(source), status: config.status });
  const library = await lookAt('webllm/wasm', source.library, reach);
  if (library.state === 'missing')
    return fault('missing-library', { url: source.library, status: library.status });
  if (found.tag === 'network' && (config.state === 'unreachable' || library.state === 'unreachable')) {
    return fault('network', {
      ...found.facts,
      url: library.state === 'unreachable' ? source.library : configUrl(source),
    });
  }
  const notWasm = /CompileError|magic/.test(String(found.facts.message));
  if (notWasm && library.state === 'cached')
    return fault('corrupt-cache', { ...found.facts, url: source.library });
  return found;
}

type Sight = { state: 'cached' | 'there' | 'unreachable' } | { state: 'missing'; status: number };

async function lookAt(scope: string, url: string, { caches, fetch }: Reach): Promise<Sight> {
  try {
    if (await (await caches.open(scope)).match(url)) return { state: 'cached' };
    const response = await fetch(url);
    await response.body?.cancel();
    return response.ok ? { state: 'there' } : { state: 'missing', status: response.status };
  } catch {
    return { state: 'unreachable' };
  }
}

/** Read from the cache, else from where it lies; a config that cannot be had or read is an unknown template. */
export async function templateIn(source: ModelSource, { caches, fetch }: Reach): Promise<ChatTemplate> {
  const url = configUrl(source);
  const cached = await (await caches.open('webllm/config')).match(url);
  const response = cached ?? (await fetch(url));
  return response.ok ? chatTemplateOf(await response.json()) : UNKNOWN_TEMPLATE;
}
