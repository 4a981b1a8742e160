/**
 * The worker itself, and the only file that imports WebLLM: it makes one engine, hands it to engine-host.ts, and turns what
 * fails outside of any call into structured faults. It decides nothing.
 */
import { MLCEngine, prebuiltAppConfig } from '@mlc-ai/web-llm';
import { appConfigFor } from './app-config';
import { createEngineHost } from './engine-host';
import { fault, thrown } from './faults';
import { missingGpu, watchGpu } from './gpu-watch';
import { diagnoseLoad, templateIn } from './load-diagnosis';
import type { FromWorker, ToWorker } from './protocol';

// `self` is typed as a window here; these are the only two things we use of the worker's own scope.
const scope = self as unknown as {
  postMessage(message: FromWorker): void;
  onmessage: ((event: MessageEvent<ToWorker>) => void) | null;
};

const reach = { caches: self.caches, fetch: (url: string) => fetch(url) };
const post = (message: FromWorker): void => scope.postMessage(message);
const gpu = watchGpu((found) => host.stray(thrown(found)));

const engine = new MLCEngine({ logLevel: 'SILENT' });

const host = createEngineHost({
  engine: engine,
  post,
  configFor: (model, use, template) => appConfigFor(model, use, template, prebuiltAppConfig.model_list),
  templateOf: (model) => templateIn(model, reach),
  diagnose: (model, found) => diagnoseLoad(model, found, reach),
  beforeUnload: () => gpu.release(),
  webgpu: () => 'gpu' in navigator,
  missingGpu,
});

self.addEventListener('unhandledrejection', (event) => {
  event.preventDefault();
  host.stray(event.reason);
});
self.addEventListener('error', (event) => {
  event.preventDefault();
  post({ kind: 'fault', id: null, fault: fault('worker-crashed', { message: event.message }) });
});
scope.onmessage = ({ data }) => host.receive(data);
