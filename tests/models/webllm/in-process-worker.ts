/**
 * The worker without a thread: engine-host over a stand-in engine, behind a real MessageChannel, so that every message is
 * cloned and delivered later, as to a worker. `terminate` cuts it off as a worker's end does.
 */
import { appConfigFor } from '../../../src/models/webllm/app-config';
import { chatTemplateOf } from '../../../src/models/webllm/chat-template';
import { createEngineHost, type EngineHost, type HostPorts } from '../../../src/models/webllm/engine-host';
import type { EnginePort } from '../../../src/models/webllm/engine-port';
import type { FromWorker, ToWorker } from '../../../src/models/webllm/protocol';
import type { WorkerLike } from '../../../src/models/webllm/worker-client';
import { STAND_IN_CONFIG } from './stand-in-config';

export interface InProcessWorker extends WorkerLike {
  readonly host: EngineHost;
  readonly terminated: () => boolean;
  /** As if the browser had said so. */
  crash: (message: string) => void;
}

export function inProcessWorker(engine: EnginePort, ports: Partial<HostPorts> = {}): InProcessWorker {
  const { port1: page, port2: inside } = new MessageChannel();
  let terminated = false;
  const post = (message: FromWorker): void => {
    if (!terminated) inside.postMessage(message);
  };
  const host = createEngineHost({
    engine,
    post,
    configFor: (model, use, template) => appConfigFor(model, use, template),
    templateOf: () => Promise.resolve(chatTemplateOf(STAND_IN_CONFIG)),
    ...ports,
  });
  inside.onmessage = ({ data }: MessageEvent<ToWorker>) => {
    if (!terminated) host.receive(data);
  };
  const worker: InProcessWorker = {
    host,
    terminated: () => terminated,
    onmessage: null,
    onerror: null,
    onmessageerror: null,
    postMessage: (message) => page.postMessage(message),
    terminate() {
      terminated = true;
      page.close();
      inside.close();
    },
    crash(message) {
      worker.onerror?.({ message, preventDefault: () => undefined } as ErrorEvent);
    },
  };
  page.onmessage = (event: MessageEvent<FromWorker>) => worker.onmessage?.(event);
  return worker;
}
