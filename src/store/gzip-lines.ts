/**
 * The lines of a gzip'd UTF-8 text, unpacked as they are read, so that a small file cannot unpack into all of memory.
 * Throws ArchiveProblem beyond the limits, and whatever the browser throws on bytes that are no gzip or no UTF-8.
 */
import type { Fault } from '../core/records';

export class ArchiveProblem extends Error {
  readonly fault: Fault;

  constructor(fault: Fault) {
    super(`archive problem: ${fault.tag}`);
    this.name = 'ArchiveProblem';
    this.fault = fault;
  }
}

export interface LineLimits {
  /** Unpacked. */
  bytes: number;
  lineCharacters: number;
}

export async function* linesOf(
  file: Blob | Uint8Array<ArrayBuffer>,
  limits: LineLimits,
): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let bytes = 0;
  // The line so far in parts: joined once, for a hostile line may come in thousands of chunks.
  let parts: string[] = [];
  let characters = 0;
  for await (const chunk of unpacked(file)) {
    bytes += chunk.byteLength;
    if (bytes > limits.bytes) throw tooLarge(limits.bytes);
    const [end = '', ...lines] = decoder.decode(chunk, { stream: true }).split('\n');
    parts.push(end);
    characters += end.length;
    if (characters > limits.lineCharacters) throw tooLarge(limits.lineCharacters);
    const begun = lines.pop();
    if (begun === undefined) continue;
    yield parts.join('');
    yield* lines;
    parts = [begun];
    characters = begun.length;
  }
  const last = parts.join('') + decoder.decode();
  if (last !== '') yield last;
}

async function* unpacked(file: Blob | Uint8Array<ArrayBuffer>): AsyncGenerator<Uint8Array> {
  const blob = file instanceof Blob ? file : new Blob([file]);
  const reader = blob.stream().pipeThrough(new DecompressionStream('gzip')).getReader();
  try {
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    // Stops the unpacking of what nobody reads any more; a stream that failed already cannot be cancelled.
    await reader.cancel().catch(() => undefined);
  }
}

function tooLarge(limit: number): ArchiveProblem {
  return new ArchiveProblem({ tag: 'archive-too-large', facts: { limit } });
}
