/** A practice run in Node on an in-memory journal: what the method and the runner cost apart from engine and disk. */
import type { ChatModel } from '../../src/core/ports.ts';
import { createPracticeModel } from '../../src/models/practice/engine.ts';
import { Disk } from '../../tests/runner/in-memory.ts';
import { builtInSetup, practiceRow, runInNode } from './run-in-node.ts';

const ROUNDS = 5;

export async function benchNode(): Promise<string[]> {
  const rows: string[] = [];
  for (const preset of ['quick', 'standard', 'paper'] as const) {
    const times: { total: number; engine: number; calls: number }[] = [];
    for (let round = 0; round <= ROUNDS; round++) times.push(await timed(preset));
    const [, ...warm] = times;
    const middle = warm.sort((a, b) => a.total - b.total)[Math.floor(ROUNDS / 2)] ?? {
      total: 0,
      engine: 0,
      calls: 1,
    };
    const { total, engine, calls } = middle;
    const overhead = (total - engine) / calls;
    rows.push(
      `| ${preset} | ${String(calls)} | ${(total / 1000).toFixed(2)} | ${(engine / calls).toFixed(2)} | ${overhead.toFixed(2)} |`,
    );
  }
  return [
    `## Node, in-memory journal (median of ${String(ROUNDS)} runs after a warm-up)`,
    '',
    '| preset | calls | seconds | engine ms a call | overhead ms a call |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
  ];
}

async function timed(
  preset: 'quick' | 'standard' | 'paper',
): Promise<{ total: number; engine: number; calls: number }> {
  const practice = createPracticeModel({ pace: null });
  let engine = 0;
  const model: ChatModel = {
    ...practice,
    complete: async (request, options) => {
      const start = performance.now();
      try {
        return await practice.complete(request, options);
      } finally {
        engine += performance.now() - start;
      }
    },
  };
  const start = performance.now();
  const { run } = await runInNode(practiceRow('bench', builtInSetup(preset), 'bench'), new Disk(), model);
  const { summary } = await run.ended;
  return { total: performance.now() - start, engine, calls: summary.calls };
}
