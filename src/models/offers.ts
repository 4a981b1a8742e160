/**
 * Which models this device can be offered, in which context, in which order, and for every other one why not. Pure: it
 * decides on a catalog, a device report and a budget of memory, and never loads or measures anything.
 */
import type { Role } from '../core/terms';
import type { DeviceReport } from './device';
import { type Refusal, refusals, SHORTEST_CONTEXT } from './refusals';
import type { CatalogEntry } from './webllm/catalog-entry';
import { memoryAt } from './webllm/memory';

/** Worth telling beside an offer. `small-judge`: its scores will be noisy; the judge check will show how much. */
export type Caution =
  | 'tight'
  | 'short-context'
  | 'rough-memory'
  | 'software-adapter'
  | 'restricted-licence'
  | 'unknown-licence'
  | 'small-judge';

export interface Offer {
  entry: CatalogEntry;
  /** Tokens to load it with: the listed window, or a smaller one where that is what it takes to fit. */
  contextWindow: number;
  /** 2^20 bytes at that context. */
  memoryMB: number;
  cautions: Caution[];
  /** What the order and the recommendations go by: size times standing, less where it fits badly. */
  rank: number;
}

export interface NotOffered {
  entry: CatalogEntry;
  /** At least one; the most fundamental first. */
  reasons: Refusal[];
}

export interface Offers {
  /** Best first. */
  offers: Offer[];
  notOffered: NotOffered[];
}

const SHORTER_CONTEXTS = [4096, 3072, SHORTEST_CONTEXT];
/** Of the budget; above it the browser has little left. */
const COMFORTABLE = 0.95;
/** Rank below which a judge's scores are likely to be noise. */
const SOUND_JUDGE = 1;
/** What a model made for something else, or not tuned to answer, counts for. */
const BESIDE_THE_POINT = 0.5;

/** `memoryGB` is what the person lets a model take; `downloaded` are ids already on disk, which need no more room. */
export function offersFor(
  catalog: readonly CatalogEntry[],
  device: DeviceReport,
  memoryGB: number,
  downloaded: ReadonlySet<string> = new Set(),
): Offers {
  const budgetMB = memoryGB * 1024;
  const offers: Offer[] = [];
  const notOffered: NotOffered[] = [];
  for (const entry of catalog) {
    const contextWindow = fittingContext(entry, budgetMB);
    const reasons = refusals(entry, { catalog, device, budgetMB, contextWindow, downloaded });
    if (reasons.length > 0) notOffered.push({ entry, reasons });
    else offers.push(offer(entry, contextWindow, budgetMB, device));
  }
  return { offers: offers.sort(byRank), notOffered };
}

/** Most able first; of equals the one that takes less memory. */
function byRank(a: Offer, b: Offer): number {
  return b.rank - a.rank || a.memoryMB - b.memoryMB || (a.entry.id < b.entry.id ? -1 : 1);
}

/** The longest context that fits with room to spare, else the longest that fits at all, else the shortest there is. */
function fittingContext(entry: CatalogEntry, budgetMB: number): number {
  const shorter = SHORTER_CONTEXTS.filter((context) => context < entry.contextWindow);
  const contexts = [entry.contextWindow, ...shorter];
  const longestWithin = (mb: number): number | undefined =>
    contexts.find((context) => memoryAt(entry, context).mb <= mb);
  return (
    longestWithin(budgetMB * COMFORTABLE) ?? longestWithin(budgetMB) ?? contexts.at(-1) ?? entry.contextWindow
  );
}

function offer(entry: CatalogEntry, contextWindow: number, budgetMB: number, device: DeviceReport): Offer {
  const { mb, rough } = memoryAt(entry, contextWindow);
  const tight = mb > budgetMB * COMFORTABLE;
  const strength = entry.parameters * entry.standing * (isGeneral(entry) ? 1 : BESIDE_THE_POINT);
  const fit = (tight ? 0.6 : 1) * (0.5 + 0.5 * Math.min(1, contextWindow / 4096));
  const cautions: [Caution, boolean][] = [
    ['tight', tight],
    ['short-context', contextWindow < 4096],
    ['rough-memory', rough],
    ['software-adapter', device.adapter?.software ?? false],
    ['restricted-licence', entry.licence.note !== null && entry.licence.note !== 'unknown'],
    ['unknown-licence', entry.licence.note === 'unknown'],
    ['small-judge', entry.roles.includes('judge') && strength < SOUND_JUDGE],
  ];
  return {
    entry,
    contextWindow,
    memoryMB: mb,
    cautions: cautions.filter(([, applies]) => applies).map(([caution]) => caution),
    rank: strength * fit,
  };
}

/** Embedding models that fit, smallest first; of those with the same files the one that takes less memory. */
export function retrieversFor(
  catalog: readonly CatalogEntry[],
  device: DeviceReport,
  memoryGB: number,
  downloaded: ReadonlySet<string> = new Set(),
): Offer[] {
  const budgetMB = memoryGB * 1024;
  const small = catalog
    .filter(({ kind }) => kind === 'embedding')
    .sort((a, b) => a.vramMB - b.vramMB || (a.id < b.id ? -1 : 1));
  return small
    .filter((entry, i) => small.findIndex(({ weights }) => weights === entry.weights) === i)
    .filter((entry) => {
      const { contextWindow } = entry;
      const reasons = refusals(entry, { catalog, device, budgetMB, contextWindow, downloaded });
      return reasons.every(({ because }) => OF_NO_CONCERN.includes(because));
    })
    .map((entry) => offer(entry, entry.contextWindow, budgetMB, device))
    .map((one) => ({ ...one, cautions: one.cautions.filter((caution) => !OF_WRITERS.includes(caution)) }));
}

/** What keeps a model from writing does not keep it from comparing texts. */
/** An embedding model runs at its listed context, where its memory is as listed. */
const OF_WRITERS: readonly Caution[] = ['short-context', 'small-judge', 'rough-memory'];
const OF_NO_CONCERN: readonly Refusal['because'][] = ['embedding', 'same-files-as', 'context-too-short'];

const isGeneral = ({ kind, specialty }: CatalogEntry): boolean =>
  kind === 'instruct' && specialty === 'general';

/** Offers for one role, best first. */
export function offersForRole({ offers }: Offers, role: Role): Offer[] {
  return offers.filter(({ entry }) => entry.roles.includes(role));
}
