/**
 * One file from a host. Every way it can go wrong is an EngineFault that names the file; an allow-list decides which hosts
 * are asked and, by the final URL, which answers are taken. Never sends cookies or a referrer, never fills the HTTP cache.
 */
import { EngineFault } from '../engine-fault';
import type { ModelFile } from './cache-keys';
import { mayAsk } from './host-rules';
import type { Outside } from './outside';
import { writeFault } from './room';
import { statedLength, store } from './stored-bytes';

export interface Errand {
  customOrigins: readonly string[];
  signal: AbortSignal;
}

/** No config, tokenizer or library is near this; weights are bound by their manifest. */
const mostSmallBytes = 256 * 2 ** 20;
/** Silence on an open connection after which it counts as broken. */
const silenceMs = 60_000;

/** A whole small file in memory. `onBytes` hears of every piece as it arrives. */
export async function fetchWhole(
  file: ModelFile,
  outside: Outside,
  errand: Errand,
  onBytes: (bytes: number) => void,
): Promise<Uint8Array<ArrayBuffer>> {
  const pieces: BlobPart[] = [];
  for await (const piece of piecesOf(file, outside, errand, mostSmallBytes)) {
    pieces.push(piece);
    onBytes(piece.byteLength);
  }
  return new Uint8Array(await new Blob(pieces).arrayBuffer());
}

/** A file of known size straight into its cache, where it appears only if it came whole. */
export async function fetchIntoCache(
  file: ModelFile & { bytes: number },
  outside: Outside,
  errand: Errand,
  onBytes: (bytes: number) => void,
): Promise<void> {
  const pieces = wholeOnly(piecesOf(file, outside, errand, file.bytes), file, onBytes);
  let broken: Error | undefined;
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
    async pull(controller) {
      try {
        const next = await pieces.next();
        if (next.done) controller.close();
        else controller.enqueue(next.value);
      } catch (error) {
        broken = error instanceof Error ? error : new Error(String(error));
        controller.error(error);
      }
    },
    async cancel() {
      await pieces.return(undefined);
    },
  });
  await store(file, body, file.bytes, outside).catch((error: unknown) => {
    throw broken ?? writeFault(error, file.name);
  });
}

/** What the host says the size is, without taking the body; null where it does not say. */
export async function askSize(file: ModelFile, outside: Outside, errand: Errand): Promise<number | null> {
  const response = await answerTo(file, outside, errand);
  await response.body?.cancel();
  return statedLength(response);
}

async function* wholeOnly(
  pieces: AsyncGenerator<Uint8Array<ArrayBuffer>, void>,
  file: ModelFile & { bytes: number },
  onBytes: (bytes: number) => void,
): AsyncGenerator<Uint8Array<ArrayBuffer>, void> {
  let got = 0;
  for await (const piece of pieces) {
    got += piece.byteLength;
    onBytes(piece.byteLength);
    yield piece;
  }
  if (got !== file.bytes) throw wrongSize(file, got);
}

/** Stops as soon as there is more than `most`: a wrong file need not be read to its end. */
async function* piecesOf(
  file: ModelFile,
  outside: Outside,
  errand: Errand,
  most: number,
): AsyncGenerator<Uint8Array<ArrayBuffer>, void> {
  const response = await answerTo(file, outside, errand);
  const reader = response.body?.getReader();
  let got = 0;
  try {
    while (reader) {
      const { done, value } = await unlessSilent(reader.read(), file, outside).catch((error: unknown) => {
        throw reasonOf(error, file, outside, errand);
      });
      if (done) return;
      got += value.byteLength;
      if (got > most) throw wrongSize({ ...file, bytes: file.bytes ?? most }, got);
      yield value;
    }
  } finally {
    await reader?.cancel().catch(() => undefined);
  }
}

async function answerTo(file: ModelFile, outside: Outside, errand: Errand): Promise<Response> {
  const { signal, customOrigins } = errand;
  refuseUnlessAllowed(file.url, file, customOrigins);
  const asked = outside.fetch(file.url, {
    signal,
    cache: 'no-store',
    credentials: 'omit',
    referrerPolicy: 'no-referrer',
  });
  const response = await unlessSilent(asked, file, outside).catch((error: unknown) => {
    throw reasonOf(error, file, outside, errand);
  });
  const fault = faultOfAnswer(response, file, customOrigins);
  if (!fault) return response;
  await response.body?.cancel();
  throw fault;
}

function faultOfAnswer(
  response: Response,
  file: ModelFile,
  customOrigins: readonly string[],
): EngineFault | null {
  const { status } = response;
  if (response.url !== '' && !mayAsk(response.url, customOrigins)) return refusal(response.url, file);
  if (response.ok) return null;
  if (status === 404 || status === 410)
    return file.kind === 'library'
      ? new EngineFault('missing-library', { file: file.name, url: file.url })
      : new EngineFault('missing-file', { file: file.name, url: file.url });
  if (status === 408 || status === 429 || status >= 500) {
    const retryAfterSeconds = Number(response.headers.get('retry-after')) || 0;
    return new EngineFault('network', { file: file.name, status, retryAfterSeconds, offline: false });
  }
  return new EngineFault('download-refused', { file: file.name, status });
}

function refuseUnlessAllowed(url: string, file: ModelFile, customOrigins: readonly string[]): void {
  if (!mayAsk(url, customOrigins)) throw refusal(url, file);
}

function refusal(url: string, file: ModelFile): EngineFault {
  return new EngineFault('host-refused', { file: file.name, host: URL.parse(url)?.host ?? url });
}

/** A pause is its own reason; anything else the browser says of a connection is "it broke", in many words. */
function reasonOf(error: unknown, file: ModelFile, outside: Outside, { signal }: Errand): Error {
  if (signal.aborted) return signal.reason as Error;
  if (error instanceof EngineFault) return error;
  return new EngineFault('network', { file: file.name, offline: !outside.online() });
}

function wrongSize(file: ModelFile & { bytes: number }, got: number): EngineFault {
  return new EngineFault('wrong-size', { file: file.name, expected: file.bytes, got });
}

async function unlessSilent<T>(work: Promise<T>, file: ModelFile, outside: Outside): Promise<T> {
  const over = new AbortController();
  const silence = outside.sleep(silenceMs, over.signal).then(() => {
    throw new EngineFault('network', { file: file.name, offline: !outside.online() });
  });
  try {
    return await Promise.race([work, silence]);
  } finally {
    over.abort();
  }
}
