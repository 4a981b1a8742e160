/**
 * `npm run record`: records a standard practice run anew, for the golden test (tests/recorded/) and for replay without any
 * model (public/recorded/). To be run, and its result looked at, whenever METHOD_VERSION or the practice model changes.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeArchive } from '../src/store/archive.ts';
import { builtInSetup, practiceRow, runInNode } from './bench/run-in-node.ts';

const SEED = 5;
const root = join(import.meta.dirname, '..');

const row = practiceRow('recorded', builtInSetup('standard', SEED), 'Recorded run');
const { run, disk } = await runInNode(row);
const ended = await run.ended;
if (ended.status !== 'finished')
  throw new Error(`the run ended as ${ended.status}: ${JSON.stringify(ended.because)}`);

const archive = await writeArchive(ended, [...disk.records.values()], disk.events);
const bytes = new Uint8Array(await archive.arrayBuffer());
for (const folder of ['tests/recorded', 'public/recorded']) {
  mkdirSync(join(root, folder), { recursive: true });
  writeFileSync(join(root, folder, 'standard.drpo'), bytes);
}
const { calls, outcome } = ended.summary;
console.log(
  `recorded ${String(calls)} calls, ${String(disk.events.length)} events, ${String(bytes.length)} bytes: ${String(outcome)}`,
);
