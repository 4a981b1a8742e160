/**
 * Serves one model folder and one library file from this disk, on 127.0.0.1 with CORS, as a hub would:
 *   /model/resolve/main/<file>   /library.wasm
 * By that address and not as "localhost": the library never caches what it finds under that name. Nothing else is served.
 */
import { createReadStream, statSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

export interface ServedModel {
  /** null where only a library is served. */
  weights: string | null;
  library: string | null;
  close(): Promise<void>;
}

const cors = { 'access-control-allow-origin': '*', 'access-control-allow-headers': '*' };
const ONE_FILE = /^\/model\/resolve\/main\/([\w-][\w.-]*)$/;

export async function serveModel(folder: string | null, library: string | null): Promise<ServedModel> {
  const server = createServer(({ url = '/' }, response) => {
    const { pathname } = new URL(url, 'http://127.0.0.1');
    const name = ONE_FILE.exec(pathname)?.[1];
    if (pathname === '/library.wasm') send(response, library);
    else send(response, folder !== null && name !== undefined ? join(folder, name) : null);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    weights: folder === null ? null : `${origin}/model/`,
    library: library === null ? null : `${origin}/library.wasm`,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

function send(response: ServerResponse, file: string | null): void {
  const size = file === null ? undefined : statSync(file, { throwIfNoEntry: false });
  if (file === null || !size?.isFile()) {
    response.writeHead(404, cors).end();
    return;
  }
  const type = file.endsWith('.json') ? 'application/json' : 'application/octet-stream';
  response.writeHead(200, { ...cors, 'content-type': type, 'content-length': size.size });
  createReadStream(file)
    .on('error', () => response.destroy())
    .pipe(response);
}
