/**
 * Writes the tables of docs/MODELS.md from the catalog and the rules of offers and recommendations: `npx tsx scripts/models-doc.ts`.
 * tests/models/offers.test.ts fails when the document says anything else. It changes what stands between its marks, nothing more.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { MEMORY_BUDGETS, type DeviceReport } from '../src/models/device.ts';
import { offersFor, type NotOffered, type Offer } from '../src/models/offers.ts';
import { recommend } from '../src/models/recommendations.ts';
import type { Refusal } from '../src/models/refusals.ts';
import type { CatalogEntry } from '../src/models/webllm/catalog-entry.ts';
import { DESCRIBED_DEVICES, strongAdapter } from './described-devices.ts';
import { buildCatalog } from './webllm-catalog.ts';

export const MODELS_DOC = join(import.meta.dirname, '..', 'docs', 'MODELS.md');

type Block = 'picks' | 'devices' | 'families';

/** The generated blocks, as they must stand in the document. */
export function modelTables(catalog: readonly CatalogEntry[]): Record<Block, string> {
  return { picks: picks(catalog), devices: devices(catalog), families: families(catalog) };
}

/** The document with its blocks replaced; throws where a mark is missing. */
export function withTables(document: string, tables: Record<Block, string>): string {
  return Object.entries(tables).reduce((text, [name, table]) => {
    const between = new RegExp(`(<!-- ${name}: generated -->\\n)[^]*?(<!-- end of ${name} -->)`);
    if (!between.test(text)) throw new Error(`docs/MODELS.md lacks the marks of ${name}`);
    return text.replace(between, (_all, start: string, end: string) => `${start}\n${table}\n\n${end}`);
  }, document);
}

/** In columns of equal width, as prettier would have it. */
function table(head: string[], rows: string[][]): string {
  const widths = head.map((cell, i) =>
    Math.max(3, ...[cell, ...rows.map((row) => row[i] ?? '')].map((c) => c.length)),
  );
  const line = (cells: string[]): string =>
    `| ${cells.map((c, i) => c.padEnd(widths[i] ?? 0)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}

function shown(offer: Offer | null): string {
  if (!offer) return 'none: the practice model';
  const { entry, contextWindow, memoryMB } = offer;
  const context = contextWindow < entry.contextWindow ? ` at ${contextWindow} tokens` : '';
  return `${entry.id.replace(/-MLC$/, '')}${context} (${Math.round(memoryMB)} MB)`;
}

function pickCells(catalog: readonly CatalogEntry[], device: DeviceReport, memoryGB: number): string[] {
  const { responder, judge, allRoles } = recommend(offersFor(catalog, device, memoryGB));
  return [shown(responder), shown(judge), shown(allRoles)];
}

function picks(catalog: readonly CatalogEntry[]): string {
  const rows = [true, false].flatMap((f16) =>
    MEMORY_BUDGETS.map((memoryGB) => [
      `${memoryGB} GB`,
      f16 ? 'yes' : 'no',
      ...pickCells(catalog, strongAdapter(f16), memoryGB),
    ]),
  );
  return table(['budget', 'f16', 'responder', 'judge', 'one model for all roles'], rows);
}

function devices(catalog: readonly CatalogEntry[]): string {
  const rows = DESCRIBED_DEVICES.map(({ name, report, memoryGB }) => {
    const { offers, notOffered } = offersFor(catalog, report, memoryGB);
    const cells = pickCells(catalog, report, memoryGB);
    return [name, String(offers.length), ...cells.slice(0, 2), leftOut(notOffered)];
  });
  return table(['device', 'offered', 'responder', 'judge', 'left out, by first reason'], rows);
}

const causeOf = ({ reasons: [first] }: NotOffered): Refusal['because'] | undefined => first?.because;

function leftOut(notOffered: readonly NotOffered[]): string {
  const causes = [...new Set(notOffered.map(causeOf))];
  const counts = causes.map((cause) => ({
    cause,
    count: notOffered.filter((one) => causeOf(one) === cause).length,
  }));
  return counts
    .sort((a, b) => b.count - a.count)
    .map(({ cause, count }) => `${cause ?? ''} ${count}`)
    .join(', ');
}

function families(catalog: readonly CatalogEntry[]): string {
  const names = [...new Set(catalog.map(({ family }) => family))];
  const rows = names.map((name) => {
    const entries = catalog.filter(({ family }) => family === name);
    const distinct = (values: (string | number)[]): string => [...new Set(values)].join(', ');
    const sizes = [...new Set(entries.map(({ parameters }) => parameters))].sort((a, b) => a - b);
    return [
      name,
      sizes.join(', '),
      distinct(entries.map(({ licence }) => licence.name ?? 'not known')),
      distinct(entries.map(({ standing }) => standing)),
      entries.some(({ firstOffer }) => firstOffer) ? 'yes' : '',
      distinct(entries.map(madeFor)),
    ];
  });
  return table(['family', 'billions', 'licence', 'standing', 'first offer', 'made for'], rows);
}

const madeFor = ({ kind, specialty }: CatalogEntry): string =>
  kind === 'instruct' ? specialty : kind === 'base' ? 'base' : 'retrieval';

if (process.argv[1] === import.meta.filename) {
  const document = readFileSync(MODELS_DOC, 'utf8');
  writeFileSync(MODELS_DOC, withTables(document, modelTables(await buildCatalog())));
}
