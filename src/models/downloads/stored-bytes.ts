/**
 * One file in WebLLM's caches: written whole or not at all, measured, removed.
 * What is written carries its true length and no other header, so that no `Vary` can hide it from the library.
 */
import type { ModelFile } from './cache-keys';
import type { Outside } from './outside';

/**
 * How closely to look: 'header' believes a stated length that is the expected one, and counts otherwise (a stated length
 * may be that of compressed bytes); 'every-byte' always reads and counts, some seconds a gigabyte.
 */
export type Look = 'header' | 'every-byte';

type Place = Pick<ModelFile, 'scope' | 'url'>;

export async function storedFile({ scope, url }: Place, { caches }: Outside): Promise<Response | undefined> {
  const cache = await caches.open(scope);
  return cache.match(url);
}

/** Bytes on disk, or null where there is nothing. */
export async function storedSize(
  place: Place,
  outside: Outside,
  look: Look,
  expected: number | null,
): Promise<number | null> {
  const response = await storedFile(place, outside);
  return response ? sizeOf(response, look, expected) : null;
}

/** For lists, where nothing is expected: the stated length, or a count where none is stated. */
export async function roughSize(place: Place, outside: Outside): Promise<number> {
  const response = await storedFile(place, outside);
  if (!response) return 0;
  return statedLength(response) ?? (await counted(response));
}

export async function storedBytes(
  place: Place,
  outside: Outside,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const response = await storedFile(place, outside);
  return response && new Uint8Array(await response.arrayBuffer());
}

/** `body` must end with an error unless it held all of `bytes`: then nothing is stored. */
export async function store(
  { scope, url }: Place,
  body: BodyInit,
  bytes: number,
  { caches }: Outside,
): Promise<void> {
  const cache = await caches.open(scope);
  const headers = { 'content-length': String(bytes), 'content-type': 'application/octet-stream' };
  await cache.put(url, new Response(body, { headers }));
}

export async function discard({ scope, url }: Place, { caches }: Outside): Promise<void> {
  const cache = await caches.open(scope);
  await cache.delete(url);
}

/** What a host or a cache says the length is; null where it does not say. */
export function statedLength(response: Response): number | null {
  const stated = response.headers.get('content-length');
  return stated !== null && /^\d{1,15}$/.test(stated) ? Number(stated) : null;
}

async function sizeOf(response: Response, look: Look, expected: number | null): Promise<number> {
  const stated = statedLength(response);
  if (look === 'header' && stated !== null && stated === expected) return stated;
  return counted(response);
}

async function counted(response: Response): Promise<number> {
  const reader = response.body?.getReader();
  let bytes = 0;
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read())
    bytes += part.value.byteLength;
  return bytes;
}
