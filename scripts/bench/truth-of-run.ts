/**
 * A run with the practice model set against its known truth: what the verdict said, and what really became of the quality.
 * The truth of a prompt is taken over all built-in queries, with the examples the run ended with, as its verdict was.
 */
import type { RunEvent } from '../../src/core/events.ts';
import type { RunSetup } from '../../src/core/materials.ts';
import type { Example, Query } from '../../src/core/terms.ts';
import { type Verdict, wholeVerdict } from '../../src/core/verdict.ts';
import { lexicalRetriever } from '../../src/models/lexical.ts';
import { createPracticeModel } from '../../src/models/practice/engine.ts';
import { trueQuality } from '../../src/models/practice/truth.ts';
import type { PracticeVariant } from '../../src/models/practice/variants.ts';
import { Disk } from '../../tests/runner/in-memory.ts';
import { builtInSetup, practiceRow, runInNode } from './run-in-node.ts';

export interface TruthOfRun {
  verdict: Verdict;
  prompt: string;
  /** True quality of the prompt it started from, and of the one it ended with. */
  before: number;
  after: number;
}

export async function truthOfRun(
  startPrompt: string,
  seed: number,
  variant: Partial<PracticeVariant> = {},
): Promise<TruthOfRun> {
  const model = createPracticeModel({ pace: null, variant });
  const setup = builtInSetup('standard', seed, startPrompt, model);
  const { run, disk } = await runInNode(practiceRow('truth', setup, 'truth'), new Disk(), model);
  const { status, because } = await run.ended;
  if (status !== 'finished')
    throw new Error(`seed ${String(seed)} ended as ${status}: ${JSON.stringify(because)}`);
  const { verdict } = eventOf(disk.events, 'verdict-given');
  const { prompt, examples } = eventOf(disk.events, 'run-finished');
  const sent = await examplesSent(setup, examples);
  const [before, after] = [startPrompt, prompt].map((one) => truthOver(one, sent));
  return { verdict: wholeVerdict(verdict), prompt, before: before ?? NaN, after: after ?? NaN };
}

function eventOf<K extends RunEvent['kind']>(
  events: readonly RunEvent[],
  kind: K,
): Extract<RunEvent, { kind: K }> {
  const found = events.find((event): event is Extract<RunEvent, { kind: K }> => event.kind === kind);
  if (!found) throw new Error(`the run told no ${kind}`);
  return found;
}

async function examplesSent({ config, materials }: RunSetup, examples: readonly Example[]) {
  const retriever = lexicalRetriever();
  const k = Math.min(config.examplesPerQuery, examples.length);
  const { signal } = new AbortController();
  return Promise.all(
    [...materials.queries, ...materials.heldOut].map(async (query) => {
      const ids = await retriever.nearest({ path: query.id, query: query.text, examples, k }, { signal });
      return { query, examples: ids.flatMap((id) => examples.find((example) => example.id === id) ?? []) };
    }),
  );
}

function truthOver(prompt: string, sent: readonly { query: Query; examples: readonly Example[] }[]): number {
  const sum = sent.reduce((total, { query, examples }) => total + trueQuality(prompt, examples, [query]), 0);
  return sum / sent.length;
}
