/**
 * A model host on 127.0.0.1 for tests: any key names a model of its own (same shape, made-up bytes), whose faults are set
 * and whose requests are counted under that key. CORS for everybody. Never leaves this machine.
 *   GET  /<key>/resolve/main/<file>   GET /libraries/<name>.wasm
 *   POST /faults/<key>  { [file]: ServerFault }      GET /asked/<key>  { [file]: requests }
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { fileOfModel } from './made-model.ts';

export interface ServerFault {
  kind: 'missing' | 'short' | 'long' | 'slow' | 'drop' | 'busy' | 'not-it';
  /** Requests it holds for; for ever when absent. */
  times?: number;
}

export interface ModelServer {
  url: string;
  close(): Promise<void>;
}

const cors = { 'access-control-allow-origin': '*', 'access-control-allow-headers': '*' };

export async function startModelServer(): Promise<ModelServer> {
  const faults = new Map<string, Record<string, ServerFault>>();
  const asked = new Map<string, Record<string, number>>();

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<unknown> {
    const [, first = '', ...rest] = decodeURIComponent(
      new URL(request.url ?? '/', 'http://x').pathname,
    ).split('/');
    const last = rest.at(-1) ?? '';
    if (first === 'asked') return json(response, asked.get(last) ?? {});
    if (first === 'faults') {
      faults.set(last, JSON.parse(await textOf(request)) as Record<string, ServerFault>);
      return json(response, {});
    }
    const counts = asked.get(first) ?? {};
    asked.set(first, { ...counts, [last]: (counts[last] ?? 0) + 1 });
    const fault = faults.get(first)?.[last];
    const holds = fault && (fault.times === undefined || fault.times-- > 0);
    return send(response, fileOfModel(last, first), holds ? fault.kind : null);
  }

  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function send(
  response: ServerResponse,
  file: Uint8Array | undefined,
  fault: ServerFault['kind'] | null,
): Promise<void> {
  if (!file || fault === 'missing') return void response.writeHead(404, cors).end();
  if (fault === 'busy') return void response.writeHead(503, cors).end();
  const body = altered(file, fault);
  response.writeHead(200, {
    ...cors,
    'content-type': 'application/octet-stream',
    'content-length': body.length,
  });
  if (fault === 'drop') {
    response.write(body.subarray(0, body.length >> 1));
    await wait(50);
    return void response.destroy();
  }
  if (fault === 'slow')
    for (let at = 0; at < body.length && !response.destroyed; at += 16_384) {
      response.write(body.subarray(at, at + 16_384));
      await wait(100);
    }
  response.end(fault === 'slow' ? undefined : body);
}

function altered(file: Uint8Array, fault: ServerFault['kind'] | null): Uint8Array {
  if (fault === 'short') return file.subarray(0, -100);
  if (fault === 'long') return Buffer.concat([file, new Uint8Array(100)]);
  return fault === 'not-it' ? Buffer.from('<!doctype html><p>Not this</p>') : file;
}

function json(response: ServerResponse, value: unknown): unknown {
  return response.writeHead(200, { ...cors, 'content-type': 'application/json' }).end(JSON.stringify(value));
}

async function textOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}
