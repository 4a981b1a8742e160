/**
 * `npm run bench`: the figures of docs/BENCHMARKS.md. Overhead a call and time of a run in Node and in Chromium on the built
 * app, opening a finished run, the Library with 10 and 1,000 runs, a run of 1,000 candidates opened and
 * scrubbed, long tasks, tokens at the fair comparison, size of the first screen. Prints Markdown.
 */
import { cpus, totalmem } from 'node:os';
import { benchTokens } from './bench/tokens.ts';
import { benchNode } from './bench/node.ts';
import { benchChromium } from './bench/chromium.ts';
import { benchLibrary } from './bench/library.ts';
import { benchWatch } from './bench/watch.ts';

const machine = `${cpus()[0]?.model.trim() ?? 'unknown processor'}, ${String(cpus().length)} cores, ${String(Math.round(totalmem() / 2 ** 30))} GiB, Node ${process.versions.node}`;
console.log(`Machine: ${machine}\n`);
for (const section of [benchTokens, benchNode, benchChromium, benchLibrary, benchWatch]) {
  for (const line of await section()) console.log(line);
  console.log('');
}
