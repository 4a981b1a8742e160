/** The WebLLM engine over the stand-in keeps the contract that every engine keeps: page client, messages and host included. */
import { afterAll } from 'vitest';
import { createWebLLMModels, type WebLLMModels } from '../../../src/models/webllm/model-host';
import type { ModelSource } from '../../../src/models/webllm/model-source';
import { chatModelContract } from '../../contracts/chat-model';
import { inProcessWorker } from './in-process-worker';
import { SMALL, THINKING } from './sources';
import { type Script, standInEngine } from './stand-in-engine';

const open: WebLLMModels[] = [];
afterAll(() => {
  for (const models of open) models.dispose();
});

function modelOver(source: ModelSource, script: Script = {}) {
  const models = createWebLLMModels({
    sources: [source],
    client: { startWorker: () => inProcessWorker(standInEngine(script)) },
  });
  open.push(models);
  return models.model(source.id);
}

chatModelContract('WebLLM over a stand-in', () => modelOver(SMALL));
chatModelContract('WebLLM with a thinking model', () => modelOver(THINKING));
chatModelContract('WebLLM without role templates', () => modelOver(SMALL, { roleTemplates: false }));
