/**
 * Reads a small JSON file of a foreign host, whole or not at all, and never more of it than a limit. No cookies, no referrer.
 * Everything that can go wrong is a problem named by its `what`; only an abort rejects, with the signal's reason.
 */

export type SmallFileProblem =
  | { what: 'unreachable'; file: string }
  | { what: 'refused'; file: string; status: number }
  | { what: 'too-long'; file: string; limit: number }
  | { what: 'not-json'; file: string };

export type SmallFile = { value: unknown } | { problem: SmallFileProblem };

export interface SmallFileRequest {
  url: string;
  /** As people know it. */
  file: string;
  /** Bytes. */
  limit: number;
}

export async function smallJson(
  { url, file, limit }: SmallFileRequest,
  fetcher: typeof fetch,
  signal: AbortSignal,
): Promise<SmallFile> {
  try {
    const response = await fetcher(url, { signal, credentials: 'omit', referrerPolicy: 'no-referrer' });
    if (!response.ok) return { problem: { what: 'refused', file, status: response.status } };
    const text = await boundedText(response, limit);
    return text === null ? { problem: { what: 'too-long', file, limit } } : parsed(text, file);
  } catch {
    signal.throwIfAborted();
    return { problem: { what: 'unreachable', file } };
  }
}

function parsed(text: string, file: string): SmallFile {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return { problem: { what: 'not-json', file } };
  }
}

async function boundedText({ body }: Response, limit: number): Promise<string | null> {
  if (!body) return '';
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    bytes += piece.value.byteLength;
    if (bytes > limit) {
      await reader.cancel();
      return null;
    }
    text += decoder.decode(piece.value, { stream: true });
  }
  return text + decoder.decode();
}
