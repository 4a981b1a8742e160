/** Cache Storage in memory for tests in Node, as far as WebLLM and our downloads use it; lists what was asked of it. */

const urlOf = (request: RequestInfo | URL): string => new Request(request).url;

class MemoryCache {
  readonly entries = new Map<string, { body: ArrayBuffer; headers: Headers }>();
  private readonly note: (url: string) => void;

  constructor(note: (url: string) => void) {
    this.note = note;
  }

  async match(request: RequestInfo | URL): Promise<Response | undefined> {
    this.note(urlOf(request));
    const entry = this.entries.get(urlOf(request));
    return entry && new Response(entry.body.slice(0), { headers: entry.headers });
  }

  async matchAll(): Promise<Response[]> {
    return [...this.entries.values()].map(({ body, headers }) => new Response(body.slice(0), { headers }));
  }

  async put(request: RequestInfo | URL, response: Response): Promise<void> {
    const body = await response.arrayBuffer();
    this.entries.set(urlOf(request), { body, headers: response.headers });
  }

  async delete(request: RequestInfo | URL): Promise<boolean> {
    this.note(urlOf(request));
    return this.entries.delete(urlOf(request));
  }

  async keys(): Promise<Request[]> {
    return [...this.entries.keys()].map((url) => new Request(url));
  }
}

export class MemoryCaches {
  readonly opened = new Map<string, MemoryCache>();
  /** "scope url" of every match and deletion, in order. */
  readonly asked: string[] = [];

  async open(scope: string): Promise<MemoryCache> {
    const cache = this.opened.get(scope) ?? new MemoryCache((url) => this.asked.push(`${scope} ${url}`));
    this.opened.set(scope, cache);
    return cache;
  }

  asCacheStorage(): CacheStorage {
    return this as unknown as CacheStorage;
  }
}
