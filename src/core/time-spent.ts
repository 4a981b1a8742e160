/**
 * How long a run has worked so far, and on what, from its journal alone: the sum of what its answers took. Pauses, closed tabs
 * and calls that were cut off are in no record and so do not count: a run killed and resumed has spent what it would have
 * spent. Times are the runner's clock around each call, not the engine's figures: what the person waits for includes
 * loading a model and what lies between the tokens, and the deadline is on the same clock.
 */
import type { PhaseName, Work } from './estimate';
import type { JournalRecord } from './records';
import type { Role } from './terms';

/** What a call took beyond its reading and writing, from here on, was loading a model (ms). */
const LOADING_FROM_MS = 2_000;
/** Nothing loads for longer: what is above was a device asleep in the middle of a call (ms). */
const LONGEST_LOADING_MS = 300_000;

export interface Piece {
  phase: PhaseName;
  kind: keyof Work;
}

export interface Spent {
  /** Pieces begun, each counted once however often it was asked again. */
  count: number;
  ms: number;
}

export class TimeSpent {
  /** Everything, in ms. */
  ms = 0;
  /** Loads of a model, and what they took. The first says nothing of those to come. */
  readonly loading = { count: 0, ms: 0, firstMs: 0 };
  readonly #pieces = new Map<string, Spent>();
  readonly #known = new Set<string>();

  add(record: JournalRecord): void {
    const took = Math.round(record.ms);
    if (record.kind !== 'call') {
      this.ms += took;
      return;
    }
    const { prefillMs, decodeMs } = record.reply.usage;
    const beyond = Math.max(0, took - Math.round(prefillMs + decodeMs));
    const loading = beyond < LOADING_FROM_MS ? 0 : Math.min(beyond, LONGEST_LOADING_MS);
    const working = loading === 0 ? took : took - beyond;
    this.ms += working + loading;
    if (loading > 0) {
      if (this.loading.count === 0) this.loading.firstMs = loading;
      this.loading.count += 1;
      this.loading.ms += loading;
    }
    this.#addPiece(record.path, record.request.role, working);
  }

  of({ phase, kind }: Piece): Spent {
    return this.#pieces.get(`${phase} ${kind}`) ?? { count: 0, ms: 0 };
  }

  #addPiece(path: string, role: Role, ms: number): void {
    const found = pieceAt(path, role);
    if (found === null) return;
    const key = `${found.phase} ${found.kind}`;
    const spent = this.#pieces.get(key) ?? { count: 0, ms: 0 };
    if (!this.#known.has(found.id)) spent.count += 1;
    this.#known.add(found.id);
    spent.ms += ms;
    this.#pieces.set(key, spent);
  }
}

/** The piece of work that a call belongs to, and what tells it from others of its kind; null for a call of no phase. */
export function pieceAt(path: string, role: Role): (Piece & { id: string }) | null {
  const [head = '', ...rest] = path.split('/');
  const phase = PHASES[head];
  if (phase === undefined) return null;
  switch (role) {
    case 'selector':
      return { phase, kind: 'selections', id: `${head}/${rest[0] ?? ''}/aspects` };
    case 'responder':
      return { phase, kind: 'responses', id: upTo(path, '/respond/') };
    case 'judge':
      return { phase, kind: 'judgements', id: upTo(path, '/judge/') };
    case 'critic':
      return { phase, kind: 'critiques', id: upTo(path, '/critique/') };
    case 'rewriter':
      return { phase, kind: phase === 'examples' ? 'rewrites' : 'expansions', id: upTo(path, '/rewrite/') };
  }
}

/** Aspects are asked once a run under the query's own path; they cost the same wherever it is used. */
const PHASES: Record<string, PhaseName | undefined> = {
  check: 'check',
  aspects: 'search',
  examples: 'examples',
  system: 'search',
  validation: 'validation',
  verdict: 'verdict',
};

function upTo(path: string, mark: string): string {
  const at = path.lastIndexOf(mark);
  return at < 0 ? path : path.slice(0, at + mark.length);
}
