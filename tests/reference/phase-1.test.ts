/** The sixteen examples of the authors' phase 1, reproduced by ours with a scripted model. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { presetConfig, sameModelForAll } from '../../src/core/config';
import type { RunEvent } from '../../src/core/events';
import { improveExamples } from '../../src/core/examples';
import { Outbox } from '../../src/core/outbox';
import { marked, portsOf, scriptedModel } from '../core/scripted-model';

interface ExampleTrace {
  rewrites: number;
  query: string;
  judged: { version: number; scores: Record<string, number> }[];
  kept: number;
}

const traces = JSON.parse(
  readFileSync(new URL('./example-traces.json', import.meta.url), 'utf8'),
) as ExampleTrace[];

async function replay(trace: ExampleTrace) {
  const names = Object.keys(trace.judged[0]?.scores ?? {});
  const versionOf = (text: string) => Number(/version (\d+)/.exec(text)?.[1]);
  const model = scriptedModel({
    selector: () => JSON.stringify({ reason: 'r', aspects: names, new: [] }),
    responder: () => '',
    judge: (request) => JSON.stringify(trace.judged[versionOf(marked(request, 'response'))]?.scores ?? {}),
    critic: () => 'could be better',
    rewriter: (request) => `version ${String(versionOf(marked(request, 'response')) + 1)}`,
  });
  const config = presetConfig('paper', { seed: 1, startPrompt: '', models: sameModelForAll(model) });
  config.examples = { count: 1, rewrites: trace.rewrites };
  const outbox = new Outbox();
  const asking = { config, ports: portsOf(model), signal: new AbortController().signal };
  const base = { id: 'x', query: trace.query, plain: 'version 0', good: '' };
  const aspects = names.map((name) => ({ name, low: 'bad', high: 'good' }));
  const { examples } = await improveExamples(asking, [base], aspects, outbox);
  outbox.end();
  const events: RunEvent[] = [];
  for await (const event of outbox.events()) events.push(event);
  return { examples, events, model };
}

describe('phase 1 makes the authors’ decisions', () => {
  test('there are sixteen traces', () => {
    expect(traces).toHaveLength(16);
  });

  test.each(traces.map((trace, i) => [i, trace] as const))('example %i: the same versions judged, the same kept', async (_, trace) => {
    const { examples, events, model } = await replay(trace);
    const judged = events.flatMap((event) =>
      event.kind === 'example-judged'
        ? [
            {
              version: event.version,
              scores: Object.fromEntries(event.judgement?.scores.map(({ aspect, score }) => [aspect, score]) ?? []),
            },
          ]
        : [],
    );
    expect(judged).toEqual(trace.judged);
    expect(examples).toEqual([{ id: 'x', query: trace.query, response: `version ${String(trace.kept)}` }]);
    expect(model.calls).toMatchObject({
      selector: 1,
      judge: trace.judged.length,
      critic: trace.judged.length - 1,
      rewriter: trace.judged.length - 1,
    });
  });
});
