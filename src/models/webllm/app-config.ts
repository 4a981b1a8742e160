/**
 * A ModelSource -> the record WebLLM loads it by. The record also switches the model's own penalties off: 0.2.79 takes no
 * repetition penalty from a request. Nothing is taken from the library's own list but integrity hashes, and only where the
 * list has the very same files.
 */
import type { ChatTemplate } from './chat-template';
import type { EngineAppConfig, EngineModelRecord } from './engine-port';
import type { ModelSource } from './model-source';
import type { ModelUse } from './protocol';

/** What we look at in a record of the library's own list. */
export interface ListedModel {
  model: string;
  model_id: string;
  model_lib: string;
  integrity?: object;
}

/** The list is asked for lazily: only the worker has it. */
export function appConfigFor(
  source: ModelSource,
  use: ModelUse,
  { override }: Pick<ChatTemplate, 'override'>,
  listed: readonly ListedModel[] = [],
): EngineAppConfig {
  const known = listed.find(
    ({ model, model_id, model_lib }) =>
      model_id === source.id && model === source.weights && model_lib === source.library,
  );
  const record: EngineModelRecord = {
    model: source.weights,
    model_id: source.id,
    model_lib: source.library,
    model_type: use === 'embedding' ? 1 : 0,
    ...(use === 'chat' ? { overrides: chatOverrides(source.contextWindow, override) } : {}),
    ...(known?.integrity ? { integrity: known.integrity } : {}),
  };
  return { model_list: [record], cacheBackend: 'cache' };
}

/** Only one of the two windows may be positive. */
function chatOverrides(contextWindow: number, template: ChatTemplate['override']): Record<string, unknown> {
  return {
    context_window_size: contextWindow,
    sliding_window_size: -1,
    repetition_penalty: 1,
    presence_penalty: 0,
    frequency_penalty: 0,
    ...(template ? { conv_config: template } : {}),
  };
}
