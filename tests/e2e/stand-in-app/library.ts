/**
 * In the place of @mlc-ai/web-llm, in an app built for a test: the scripted stand-in under the library's names. It loads
 * as the library does, every file from its own caches and from the network where one is missing, and says what it is asked.
 */
import type { EngineAppConfig, EnginePort } from '../../../src/models/webllm/engine-port';
import { standInEngine } from '../../models/webllm/stand-in-engine';
import { STAND_IN_MIND } from '../../models/webllm/stand-in-mind';

export const prebuiltAppConfig = { model_list: [] };

/** Slow enough to be paused in the middle of a run. */
const STEP_MS = 3;
/** What the console line of a call begins with; its seed follows, which is the call's own. */
const ASKED = 'stand-in asked';

/** Called with `new`, as the library's class is. */
export function MLCEngine(): EnginePort {
  const engine = standInEngine({
    ...STAND_IN_MIND,
    stepMs: STEP_MS,
    trouble({ call }) {
      console.info(`${ASKED} ${call.seed}`);
      return undefined;
    },
  });
  let config: EngineAppConfig | null = null;
  return {
    ...engine,
    setAppConfig(given) {
      config = given;
      engine.setAppConfig(given);
    },
    async reload(id) {
      const record = config?.model_list.find(({ model_id }) => model_id === id);
      if (record) await readEveryFile(`${record.model}/resolve/main`, record.model_lib);
      await engine.reload(id);
    },
  };
}

async function readEveryFile(folder: string, library: string): Promise<void> {
  const config = (await json('webllm/config', `${folder}/mlc-chat-config.json`)) as {
    tokenizer_files: string[];
  };
  await WebAssembly.compile(await bytes('webllm/wasm', library));
  const manifest = (await json('webllm/model', `${folder}/tensor-cache.json`)) as {
    records: { dataPath: string; nbytes: number }[];
  };
  await json('webllm/model', `${folder}/${config.tokenizer_files[0] ?? ''}`);
  for (const { dataPath, nbytes } of manifest.records) {
    const { byteLength } = await bytes('webllm/model', `${folder}/${dataPath}`);
    if (byteLength !== nbytes) throw new RangeError(`${dataPath} has ${byteLength} bytes, not ${nbytes}`);
  }
}

async function bytes(scope: string, url: string): Promise<ArrayBuffer> {
  const response = (await (await caches.open(scope)).match(url)) ?? (await fetch(url));
  return response.arrayBuffer();
}

async function json(scope: string, url: string): Promise<unknown> {
  return JSON.parse(new TextDecoder().decode(await bytes(scope, url)));
}
