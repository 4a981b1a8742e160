/**
 * A made-up run for looking at and testing the screens: plausible events and records, the same for the same shape.
 * Nothing here follows the method's rules closely; screens must not care.
 */
import { ASPECTS, aspectKey } from '../../../src/core/aspects';
import { formatPrompt, parsePrompt, applyEdits } from '../../../src/core/edits';
import type { RunEvent } from '../../../src/core/events';
import type { Message } from '../../../src/core/ports';
import { criticMessages } from '../../../src/core/prompts/critic';
import { judgeMessages, SCORES } from '../../../src/core/prompts/judge';
import { responderMessages } from '../../../src/core/prompts/responder';
import { editMessages } from '../../../src/core/prompts/rewriter';
import { uniforms } from '../../../src/core/random';
import type { CallRecord, JournalRecord, RunRow } from '../../../src/core/records';
import type { Aspect, Edit, Judgement, Query, Role } from '../../../src/core/terms';
import { verdictOf, type Comparison } from '../../../src/core/verdict';
import { madeCall, madeRow, USUAL, type Shape } from './made-records';
import { CRITIQUES, EXAMPLES, QUERIES, RESPONSES, RULES, START_PROMPT } from './made-texts';

export interface MadeRun {
  row: RunRow;
  events: RunEvent[];
  records: JournalRecord[];
}

interface Kept {
  id: string;
  prompt: string;
  reward: number;
  worst: { query: Query; response: string; judgement: Judgement };
}

export function madeRun(given: Partial<Shape> = {}): MadeRun {
  return new Maker({ ...USUAL, ...given }).make();
}

class Maker {
  readonly events: RunEvent[] = [];
  readonly records: JournalRecord[] = [];
  readonly #draw: () => number;
  readonly #queries: Query[];
  #at = Date.UTC(2026, 4, 4, 9);

  constructor(readonly shape: Shape) {
    this.#draw = uniforms(shape.seed, 'made-run');
    this.#queries = Array.from({ length: 60 }, (_, i) => ({
      id: `seed-${String(i + 1).padStart(3, '0')}`,
      text: QUERIES[i % QUERIES.length] ?? '',
      category: i % 3 === 0 ? 'sensitive' : 'everyday',
    }));
  }

  make(): MadeRun {
    const { depth } = this.shape;
    this.events.push({
      kind: 'run-started',
      v: 1,
      methodVersion: '1',
      models: {
        responder: 'practice:1',
        selector: 'practice:1',
        judge: 'practice:1',
        critic: 'practice:1',
        rewriter: 'practice:1',
      },
      startPrompt: START_PROMPT,
    });
    this.events.push({
      kind: 'queries-planned',
      search: this.#queries.slice(0, depth * this.shape.perCandidate).map((query) => query.id),
      validation: this.#queries.slice(30, 38).map((query) => query.id),
      verdict: this.#heldOut().map((query) => query.id),
      verdictFrom: 'built-in',
      levels: depth,
      notes: [],
    });
    this.#examples();
    const best = this.#search();
    this.#validate(best);
    this.#verdict(best);
    return {
      row: madeRow(this.shape, this.#queries, this.#heldOut(), this.records.length),
      events: this.events,
      records: this.records,
    };
  }

  #heldOut(): Query[] {
    return Array.from({ length: this.shape.verdictQueries }, (_, i) => ({
      id: `held-${String(i + 1).padStart(2, '0')}`,
      text: QUERIES[(i * 5 + 3) % QUERIES.length] ?? '',
      category: 'everyday',
    }));
  }

  #examples(): void {
    for (const [n, example] of EXAMPLES.entries()) {
      const aspects = this.#aspects(example.query, example.id, 4);
      const totals: number[] = [];
      for (let version = 0; version < 3; version++) {
        const response =
          version === 0 ? example.plain : `${example.good}${version === 2 ? '\n\nShall I go on?' : ''}`;
        const judgement = this.#judge(
          `examples/${example.id}/${String(version)}`,
          example.query,
          response,
          aspects,
          2.6 + version * 0.7,
        );
        totals.push(judgement.reward);
        this.events.push({
          kind: 'example-judged',
          example: example.id,
          version,
          response,
          judgement: n === 3 && version === 2 ? null : judgement,
        });
        const critique = this.#pick(CRITIQUES);
        if (version < 2)
          this.events.push({ kind: 'example-critiqued', example: example.id, version, critique });
      }
      const kept = totals.indexOf(Math.max(...totals));
      this.events.push({ kind: 'example-kept', example: example.id, version: kept, versions: 3 });
    }
    const examples = EXAMPLES.map(({ id, query, good }) => ({ id, query, response: good }));
    this.events.push({ kind: 'examples-finished', examples });
  }

  #search(): Kept {
    const { width, actions, depth, perCandidate } = this.shape;
    let beam: Kept[] = [];
    for (let level = 1; level <= depth; level++) {
      const queries = this.#queries.slice(
        ((level - 1) * perCandidate) % 50,
        (((level - 1) * perCandidate) % 50) + perCandidate,
      );
      this.events.push({
        kind: 'level-started',
        level,
        queries,
        beam: beam.map((state) => state.id),
        depthLimit: depth,
      });
      const selected = queries.map((query) => this.#aspects(query.text, query.id, 3));
      const children =
        level === 1 ? [this.#root()] : beam.flatMap((state, i) => this.#propose(state, level, i, actions));
      const scored: Kept[] = [];
      for (const child of children) {
        const judged = queries.map((query, q) =>
          this.#answer(child.id, child.prompt, query, q, selected[q] ?? [], child.aim),
        );
        if (level > 2 && this.#draw() < 0.07 && scored.length > 0) {
          this.events.push({
            kind: 'judgement-unreadable',
            node: child.id,
            query: queries[0]?.id ?? '',
            why: 'no-score',
          });
          this.events.push({ kind: 'candidate-dropped', node: child.id });
          continue;
        }
        const reward = mean(judged.map((turn) => turn.judgement.reward));
        this.events.push({ kind: 'candidate-scored', node: child.id, reward });
        const worst = judged.reduce((low, turn) =>
          turn.judgement.reward < low.judgement.reward ? turn : low,
        );
        scored.push({ id: child.id, prompt: child.prompt, reward, worst });
      }
      beam = [...scored].sort((a, b) => b.reward - a.reward).slice(0, width);
      const kept = beam.map((state) => ({ node: state.id, pathScore: round(state.reward * 0.97) }));
      this.events.push({ kind: 'level-finished', level, kept, depthLimit: depth });
    }
    const best = beam[0];
    if (!best) throw new Error('no beam');
    const finished = beam.map((state) => ({ node: state.id, score: round(state.reward * 0.97) }));
    this.events.push({
      kind: 'search-finished',
      best: best.id,
      score: finished[0]?.score ?? 0,
      finished,
      depthLimit: depth,
    });
    return best;
  }

  #root(): { id: string; prompt: string; aim: number } {
    this.events.push({
      kind: 'candidate-proposed',
      node: 'root',
      parent: null,
      prompt: START_PROMPT,
      action: null,
    });
    return { id: 'root', prompt: START_PROMPT, aim: 2.7 };
  }

  #propose(
    state: Kept,
    level: number,
    place: number,
    actions: number,
  ): { id: string; prompt: string; aim: number }[] {
    const critique = this.#pick(CRITIQUES);
    const { query, response, judgement } = state.worst;
    this.#call(
      `system/${state.id}/critique/try0`,
      'critic',
      criticMessages({ query: query.text, response, scores: judgement.scores }),
      critique,
    );
    this.events.push({ kind: 'state-critiqued', node: state.id, query: query.id, critique });
    if (level === 5 && place === 0) {
      this.events.push({ kind: 'prompt-kept', node: state.id, because: 'good-enough', extend: false });
      return [this.#child(state, 0, { kind: 'keep', because: 'good-enough' }, state.prompt, 0)];
    }
    return Array.from({ length: actions }, (_, i) => {
      const edits = [this.#edit(state.prompt)];
      const why = `${critique.split('.')[0] ?? ''}.`;
      const applied = applyEdits(parsePrompt(state.prompt), edits, []);
      const path = `system/${state.id}/rewrite/${String(i)}`;
      const messages = editMessages({
        prompt: parsePrompt(state.prompt),
        protectedRules: [],
        formerEdits: [],
        query: query.text,
        response,
        scores: judgement.scores,
        critique,
      });
      if (this.#draw() < 0.2) {
        this.events.push({
          kind: 'proposal-refused',
          node: state.id,
          proposal: i,
          attempt: 0,
          why: 'copies-query',
        });
        this.#call(
          `${path}/try0`,
          'rewriter',
          messages,
          '{"why": "be warmer", "edits": [{"do": "add", "text": "Help with the landlord letter"}]}',
        );
      }
      this.#call(`${path}/try1`, 'rewriter', messages, JSON.stringify({ why, edits }));
      const prompt = 'prompt' in applied ? formatPrompt(applied.prompt) : state.prompt;
      return this.#child(state, i, { kind: 'edits', edits, why }, prompt, this.#draw() * 0.9 - 0.35);
    });
  }

  #child(
    state: Kept,
    i: number,
    action: Extract<RunEvent, { kind: 'candidate-proposed' }>['action'],
    prompt: string,
    gain: number,
  ) {
    const id = state.id === 'root' ? String(i) : `${state.id}.${String(i)}`;
    this.events.push({ kind: 'candidate-proposed', node: id, parent: state.id, prompt, action });
    return { id, prompt, aim: Math.min(4.7, state.reward + gain) };
  }

  #edit(prompt: string): Edit {
    const { rules } = parsePrompt(prompt);
    const draw = this.#draw();
    if (draw < 0.2 && rules.length > 1)
      return { do: 'remove', rule: 1 + Math.floor(this.#draw() * rules.length) };
    if ((draw < 0.45 && rules.length > 0) || rules.length >= 8) {
      return { do: 'replace', rule: 1 + Math.floor(this.#draw() * rules.length), text: this.#pick(RULES) };
    }
    if (draw > 0.93)
      return { do: 'preamble', text: 'You are a careful, warm assistant. You answer first, then explain.' };
    return { do: 'add', text: this.#pick(RULES) };
  }

  #answer(node: string, prompt: string, query: Query, q: number, aspects: Aspect[], aim: number) {
    const response = this.#pick(RESPONSES);
    const base = `system/${node}/q${String(q)}`;
    const examples = EXAMPLES.slice(0, 2);
    this.#call(
      `${base}/respond/try0`,
      'responder',
      responderMessages({
        prompt,
        examples: examples.map(({ query: x, good }) => ({ query: x, response: good })),
        query: query.text,
      }),
      response,
    );
    this.events.push({
      kind: 'response-given',
      node,
      query: query.id,
      examples: examples.map((example) => example.id),
      response,
    });
    const judgement = this.#judge(base, query.text, response, aspects, aim);
    this.events.push({ kind: 'response-judged', node, query: query.id, judgement });
    return { query, response, judgement };
  }

  #aspects(query: string, id: string, n: number): Aspect[] {
    const from = Math.floor(this.#draw() * (ASPECTS.length - n));
    const aspects = ASPECTS.slice(from, from + n);
    const reason = 'The person needs a usable answer soon, and a kind one.';
    this.#call(
      `aspects/${id}/try0`,
      'selector',
      [{ role: 'user', content: `Choose aspects for: ${query}` }],
      JSON.stringify({ reason, aspects: aspects.map((aspect) => aspect.name) }),
    );
    this.events.push({ kind: 'aspects-selected', query: id, aspects, reason });
    return aspects;
  }

  #judge(base: string, query: string, response: string, aspects: Aspect[], aim: number): Judgement {
    const given: string[] = [];
    const scores = aspects.map((aspect) => {
      const centre = Math.min(5, Math.max(1, aim + (this.#draw() - 0.5) * 1.2));
      const weights = SCORES.map((_, k) => Math.exp(-((k + 1 - centre) ** 2) / 0.9));
      const sum = weights.reduce((a, b) => a + b, 0);
      const probabilities = weights.map((weight) => round(weight / sum));
      const likeliest = String(probabilities.indexOf(Math.max(...probabilities)) + 1);
      const messages = judgeMessages({ query, response, aspects, reason: '' }, given);
      this.#call(
        `${base}/judge/${aspectKey(aspect.name)}/try0`,
        'judge',
        messages,
        likeliest,
        Object.fromEntries(SCORES.map((score, k) => [score, probabilities[k] ?? 0])),
      );
      given.push(likeliest);
      return {
        aspect: aspect.name,
        score: round(probabilities.reduce((total, p, k) => total + p * (k + 1), 0)),
        probabilities,
      };
    });
    return { scores, reward: round(mean(scores.map((score) => score.score))) };
  }

  #validate(best: Kept): void {
    const means: { contender: string; mean: number | null }[] = [];
    for (const [contender, aim] of [
      [best.id, 3.9],
      ['initial', 2.9],
    ] as const) {
      const rewards: number[] = [];
      for (const query of this.#queries.slice(30, 38)) {
        const response = this.#pick(RESPONSES);
        const judgement = this.#judge(
          `validation/${contender}/${query.id}`,
          query.text,
          response,
          ASPECTS.slice(0, 3),
          aim,
        );
        rewards.push(judgement.reward);
        this.events.push({ kind: 'contender-validated', contender, query: query.id, response, judgement });
      }
      means.push({ contender, mean: round(mean(rewards)) });
    }
    this.events.push({ kind: 'finalist-chosen', contender: best.id, means });
  }

  #verdict(best: Kept): void {
    const gain = { better: 0.55, 'no-difference': 0.05, worse: -0.5 }[this.shape.outcome];
    const comparisons: Comparison[] = [];
    for (const query of this.#heldOut()) {
      const pair = (['initial', 'final'] as const).map((side) => {
        const response = this.#pick(RESPONSES);
        const aim = 3.1 + (side === 'final' ? gain : 0) + (this.#draw() - 0.5);
        const judgement = this.#judge(
          `verdict/${side}/${query.id}`,
          query.text,
          response,
          ASPECTS.slice(2, 6),
          aim,
        );
        this.events.push({ kind: 'held-out-judged', side, query: query.id, response, judgement });
        return { response, reward: judgement.reward, scores: judgement.scores };
      });
      const [initial, final] = pair;
      if (initial && final) {
        comparisons.push({ query: query.id, category: query.category, initial, final });
      }
    }
    const verdict = verdictOf(comparisons, {
      samePrompt: false,
      leftOut: [],
      looks: 1,
      baselines: [],
      proposals: { asked: 42, refused: 9 },
      models: { responder: 'practice:1', rewriter: 'practice:1', judge: 'practice:1' },
      judgeCheck: { pairs: 12, agreed: 11, noise: 0.6 },
      startPrompt: '',
      finalPrompt: best.prompt,
      startRewards: [],
      searched: [],
    });
    this.events.push({ kind: 'verdict-given', verdict });
    const examples = EXAMPLES.map(({ id, query, good }) => ({ id, query, response: good }));
    this.events.push({ kind: 'run-finished', node: best.id, prompt: best.prompt, examples });
  }

  #call(
    path: string,
    role: Role,
    messages: Message[],
    text: string,
    probabilities?: CallRecord['reply']['probabilities'],
  ): void {
    if (!this.shape.records) return;
    const record = madeCall({
      path,
      role,
      messages,
      text,
      at: this.#at,
      ...(probabilities ? { probabilities } : {}),
    });
    this.#at += record.ms + 3;
    this.records.push(record);
  }

  #pick(from: readonly string[]): string {
    return from[Math.floor(this.#draw() * from.length)] ?? '';
  }
}

function mean(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0) / Math.max(1, values.length);
}

function round(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}
