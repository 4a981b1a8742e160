/** The ten runs of the authors' beam search, reproduced by our whole phase 2 in `paper` mode with a scripted model. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { beamSearch } from '../../src/core/beam';
import { presetConfig, sameModelForAll } from '../../src/core/config';
import type { RunEvent } from '../../src/core/events';
import { Outbox } from '../../src/core/outbox';
import { round6 } from '../../src/core/reward';
import { PromptSearch } from '../../src/core/system-prompt';
import type { Aspect, Query, State } from '../../src/core/terms';
import { marked, portsOf, scriptedModel } from '../core/scripted-model';

interface TraceNode {
  id: number;
  prompt: string;
  query: string;
  scores: Record<string, number> | null;
  reward: number;
  children: TraceNode[];
}
interface Trace {
  options: { width: number; actions: number; depth: number; maxExtraDepth: number; pathScore: 'mean' | 'last' };
  queries: string[];
  calls: Record<'metrics' | 'base' | 'eval' | 'optimize' | 'proposals', number>;
  finalDepth: number;
  best: { reward: number; path: string[]; id: number };
  tree: TraceNode;
}

const traces = JSON.parse(readFileSync(new URL('./traces.json', import.meta.url), 'utf8')) as Trace[];

function allNodes(node: TraceNode): TraceNode[] {
  return [node, ...node.children.flatMap(allNodes)];
}

/** A model that gives each (query, prompt) the scores the trace gave it. */
function modelOf(trace: Trace) {
  const nodes = allNodes(trace.tree);
  const scores = new Map(nodes.map((node) => [`${node.query}\n${node.prompt}`, node.scores]));
  const aspectsOf = (query: string) => {
    const known = nodes.find((node) => node.query === query && node.scores !== null)?.scores;
    return known ? Object.keys(known) : ['Clarity', 'Depth'];
  };
  return scriptedModel({
    selector: (request) => JSON.stringify({ reason: 'r', aspects: aspectsOf(marked(request, 'query')), new: [] }),
    responder: ({ messages }) => messages[0]?.content ?? '',
    judge: (request) => {
      const found = scores.get(`${marked(request, 'query')}\n${marked(request, 'response')}`);
      if (!found) return 'I would rather not say.';
      return JSON.stringify({
        scores: Object.entries(found).map(([aspect, score]) => ({ aspect, rationale: `so ${aspect}`, score })),
      });
    },
    critic: () => 'fine',
    rewriter: (request) => {
      const number = /rewrite\/(\d+)\//.exec(request.path)?.[1] ?? '';
      return JSON.stringify({ why: 'w', prompt: `${marked(request, 'prompt')}.${number}` });
    },
  });
}

async function replay(trace: Trace) {
  const model = modelOf(trace);
  const config = presetConfig('paper', { seed: 1, startPrompt: 'P', models: sameModelForAll(model) });
  config.search = { ...config.search, ...trace.options };
  config.aspectsPerQuery = { min: 1, max: 14 };
  const search: Query[] = trace.queries.map((text, i) => ({ id: `q${String(i)}`, text, category: 'own' }));
  const names = new Set(allNodes(trace.tree).flatMap((node) => Object.keys(node.scores ?? {})));
  const aspects: Aspect[] = [...names, 'Clarity', 'Depth'].map((name) => ({ name, low: 'bad', high: 'good' }));
  const outbox = new Outbox();
  const asking = { config, ports: portsOf(model), signal: new AbortController().signal };
  const work = { asking, aspects, choose: () => Promise.resolve([]), critiques: new Map<State, Promise<string>>() };
  const problem = new PromptSearch(work, { search }, () => true, outbox);
  const result = await beamSearch(problem, trace.options, (moment) => {
    problem.observe(moment);
  });
  outbox.end();
  const events: RunEvent[] = [];
  for await (const event of outbox.events()) events.push(event);
  return { model, result, events };
}

/** The tree by ids in order of making, from our events. */
function treeOf(events: readonly RunEvent[], queries: readonly string[]) {
  const made = events.filter((event) => event.kind === 'candidate-proposed');
  return made.map(({ node, parent, prompt }) => {
    const response = events.find((event) => event.kind === 'response-given' && event.node === node);
    const judged = events.find((event) => event.kind === 'response-judged' && event.node === node);
    const scored = events.find((event) => event.kind === 'candidate-scored' && event.node === node);
    return {
      parent: parent === null ? null : made.findIndex((one) => one.node === parent),
      prompt,
      query: response?.kind === 'response-given' ? queries[Number(response.query.slice(1))] : null,
      scores:
        judged?.kind === 'response-judged'
          ? Object.fromEntries(judged.judgement.scores.map(({ aspect, score }) => [aspect, score]))
          : null,
      reward: parent !== null && scored?.kind === 'candidate-scored' ? scored.reward : 0,
    };
  });
}

function expectedTree(trace: Trace) {
  const rows: { id: number; parent: number | null; node: TraceNode }[] = [];
  const walk = (node: TraceNode, parent: number | null) => {
    rows.push({ id: node.id, parent, node });
    for (const child of node.children) walk(child, node.id);
  };
  walk(trace.tree, null);
  return rows
    .sort((a, b) => a.id - b.id)
    .map(({ parent, node: { prompt, query, scores, reward } }) => ({
      parent,
      prompt,
      query,
      scores,
      reward: round6(reward),
    }));
}

describe('phase 2 in paper mode makes the authors’ decisions', () => {
  test('there are ten traces', () => {
    expect(traces).toHaveLength(10);
  });

  test.each(traces.map((trace, i) => [i, trace] as const))('trace %i: the same tree, answer, depth and calls', async (_, trace) => {
    const { model, result, events } = await replay(trace);
    expect(treeOf(events, trace.queries)).toEqual(expectedTree(trace));

    const path: string[] = [];
    for (let at: typeof result.best.state | null = result.best.state; at; at = at.parent) path.unshift(at.prompt);
    expect(path).toEqual(trace.best.path);
    const made = events.filter((event) => event.kind === 'candidate-proposed');
    expect(made.findIndex(({ node }) => node === result.best.state.id)).toBe(trace.best.id);
    expect(result.best.score).toBeCloseTo(trace.best.reward, 5);
    expect(result.depthLimit).toBe(trace.finalDepth);

    const expansions = new Set(model.requests.filter(({ role }) => role === 'rewriter').map(({ path: p }) => p.split('/rewrite/')[0]));
    expect({
      metrics: model.calls.selector,
      base: model.calls.responder,
      eval: model.calls.judge,
      optimize: expansions.size,
      proposals: model.calls.rewriter,
    }).toEqual(trace.calls);
    expect(model.calls.critic).toBe(0);
  });
});
