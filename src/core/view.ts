/**
 * fold(view, event): what the screens show, from the events alone, O(1) an event (in what is already there).
 * The same fold serves a live run, a reload, a replay and the tests. It changes and returns the view it is given:
 * with ten thousand events a copy each would cost more than the run.
 */
import { isLater } from './afterwards';
import type { Contender, RunEvent, Side } from './events';
import type { Change } from './ports';
import type { Refusal } from './edits';
import type { PlanNote } from './query-plan';
import type { CheckedPair, JudgeCheck } from './reliability';
import type { Action, Example, Judgement, KeepReason, Query, Role, Selection, UnreadableWhy } from './terms';
import { wholeVerdict, type Verdict } from './verdict';

export type Phase = 'planning' | 'check' | 'examples' | 'search' | 'validation' | 'verdict' | 'finished';

export interface TurnView {
  query: string;
  examples: string[];
  response: string;
  judgement: Judgement | null;
  unreadable: UnreadableWhy | null;
  critique: string | null;
}

export interface NodeView {
  id: string;
  parent: string | null;
  children: string[];
  /** 1 at the root. */
  length: number;
  prompt: string;
  action: Action | null;
  turns: TurnView[];
  /** Null until judged. */
  reward: number | null;
  pathScore: number | null;
  status: 'proposed' | 'scored' | 'kept' | 'not-kept' | 'dropped';
  refused: { proposal: number; attempt: number; why: Refusal | UnreadableWhy }[];
  /** Set when this state passed its prompt on instead of being rewritten. */
  passedOn: KeepReason | null;
  best: boolean;
}

export interface LevelView {
  level: number;
  queries: string[];
  beam: string[];
  nodes: string[];
  kept: string[];
  finished: boolean;
}

export interface ExampleView {
  id: string;
  versions: { response: string; judgement: Judgement | null; critique: string | null }[];
  kept: number | null;
}

export interface RunView {
  /** Events folded in so far. */
  events: number;
  phase: Phase;
  models: Record<Role, string> | null;
  startPrompt: string;
  /** Whether this is the judge check on its own. */
  checkOnly: boolean;
  /** Pairs as they are judged, then what they come to. */
  judgeCheck: { pairs: CheckedPair[]; result: JudgeCheck | null };
  plan: {
    search: string[];
    validation: string[];
    verdict: string[];
    verdictFrom: 'own' | 'built-in';
    levels: number;
    notes: PlanNote[];
  } | null;
  queries: Map<string, Query>;
  selections: Map<string, Selection>;
  leftOut: Set<string>;
  examples: Map<string, ExampleView>;
  /** The universal set I* once phase 1 is done. */
  universal: Example[] | null;
  nodes: Map<string, NodeView>;
  levels: LevelView[];
  depthLimit: number;
  decisions: { at: string; changes: Change[] }[];
  best: { node: string; score: number } | null;
  finished: { node: string; score: number }[];
  validation: Map<Contender, Map<string, Judgement | null>>;
  finalist: { contender: Contender; means: { contender: Contender; mean: number | null }[] } | null;
  heldOut: Map<string, Partial<Record<Side, { response: string; judgement: Judgement | null }>>>;
  verdict: Verdict | null;
  /** Held-out queries that were asked before the first verdict; null before it. */
  askedByEnd: number | null;
  result: { node: string; prompt: string; examples: Example[] } | null;
}

export function emptyView(): RunView {
  return {
    events: 0,
    phase: 'planning',
    models: null,
    startPrompt: '',
    checkOnly: false,
    judgeCheck: { pairs: [], result: null },
    plan: null,
    queries: new Map(),
    selections: new Map(),
    leftOut: new Set(),
    examples: new Map(),
    universal: null,
    nodes: new Map(),
    levels: [],
    depthLimit: 0,
    decisions: [],
    best: null,
    finished: [],
    validation: new Map(),
    finalist: null,
    heldOut: new Map(),
    verdict: null,
    askedByEnd: null,
    result: null,
  };
}

/** Whoever ends a run before its search has it go on to the verdict at once. */
function hasNotSearched({ checkOnly, levels }: RunView): boolean {
  return !checkOnly && levels.length === 0;
}

/** Among the examples a clock that runs short leads on to the search. */
function endsSearch(change: Change, at: string): boolean {
  return change.kind === 'finish' && (change.why === 'asked' || at.startsWith('check/'));
}

type Folds = { [K in RunEvent['kind']]: (view: RunView, event: Extract<RunEvent, { kind: K }>) => void };

const folds: Folds = {
  'run-started': (view, event) => {
    view.models = event.models;
    view.startPrompt = event.startPrompt;
    view.checkOnly = event.task === 'judge-check';
    if (view.checkOnly) view.phase = 'check';
  },
  'judge-check-pair-judged': (view, { kind: _kind, ...pair }) => {
    view.phase = 'check';
    view.judgeCheck.pairs.push(pair);
  },
  'judge-check-finished': (view, { check }) => {
    view.judgeCheck.result = check;
    view.phase = view.checkOnly ? 'finished' : 'planning';
  },
  'queries-planned': (view, event) => {
    const { search, validation, verdict, verdictFrom, levels, notes } = event;
    view.plan = { search, validation, verdict, verdictFrom, levels, notes };
  },
  'aspects-selected': (view, event) => {
    view.selections.set(event.query, { aspects: event.aspects, reason: event.reason });
  },
  'query-left-out': (view, event) => {
    view.leftOut.add(event.query);
  },
  'example-judged': (view, event) => {
    view.phase = 'examples';
    const { response, judgement } = event;
    exampleOf(view, event.example).versions[event.version] = { response, judgement, critique: null };
  },
  'example-critiqued': (view, event) => {
    const version = exampleOf(view, event.example).versions[event.version];
    if (version) version.critique = event.critique;
  },
  'example-kept': (view, event) => {
    exampleOf(view, event.example).kept = event.version;
  },
  'examples-finished': (view, event) => {
    view.universal = event.examples;
  },
  'level-started': (view, event) => {
    view.phase = 'search';
    view.depthLimit = event.depthLimit;
    for (const query of event.queries) view.queries.set(query.id, query);
    const queries = event.queries.map((query) => query.id);
    view.levels.push({ level: event.level, queries, beam: event.beam, nodes: [], kept: [], finished: false });
  },
  'state-critiqued': (view, event) => {
    const turn = turnOf(view, event.node, event.query);
    if (turn) turn.critique = event.critique;
  },
  'proposal-refused': (view, { node, proposal, attempt, why }) => {
    view.nodes.get(node)?.refused.push({ proposal, attempt, why });
  },
  'prompt-kept': (view, event) => {
    const node = view.nodes.get(event.node);
    if (node) node.passedOn = event.because;
  },
  'candidate-proposed': (view, event) => {
    const parent = event.parent === null ? undefined : view.nodes.get(event.parent);
    parent?.children.push(event.node);
    view.levels.at(-1)?.nodes.push(event.node);
    view.nodes.set(event.node, {
      id: event.node,
      parent: event.parent,
      children: [],
      length: parent ? parent.length + 1 : 1,
      prompt: event.prompt,
      action: event.action,
      turns: [],
      reward: null,
      pathScore: null,
      status: 'proposed',
      refused: [],
      passedOn: null,
      best: false,
    });
  },
  'response-given': (view, { node, query, examples, response }) => {
    view.nodes
      .get(node)
      ?.turns.push({ query, examples, response, judgement: null, unreadable: null, critique: null });
  },
  'response-judged': (view, event) => {
    const turn = turnOf(view, event.node, event.query);
    if (turn) turn.judgement = event.judgement;
  },
  'judgement-unreadable': (view, event) => {
    const turn = turnOf(view, event.node, event.query);
    if (turn) turn.unreadable = event.why;
  },
  'candidate-scored': (view, event) => {
    const node = view.nodes.get(event.node);
    if (!node) return;
    node.reward = event.reward;
    node.status = 'scored';
  },
  'candidate-dropped': (view, event) => {
    const node = view.nodes.get(event.node);
    if (node) node.status = 'dropped';
  },
  'decision-taken': (view, { at, changes }) => {
    if (changes.length > 0) view.decisions.push({ at, changes });
    if (changes.some(isLater) || (hasNotSearched(view) && changes.some((change) => endsSearch(change, at))))
      view.phase = 'verdict';
  },
  'level-finished': (view, event) => {
    view.depthLimit = event.depthLimit;
    const level = view.levels.at(-1);
    if (!level) return;
    level.finished = true;
    level.kept = event.kept.map((kept) => kept.node);
    for (const id of level.nodes) markNotKept(view.nodes.get(id));
    for (const { node: id, pathScore } of event.kept) {
      const node = view.nodes.get(id);
      if (node) Object.assign(node, { status: 'kept', pathScore });
    }
  },
  'search-finished': (view, event) => {
    view.best = { node: event.best, score: event.score };
    view.finished = event.finished;
    view.phase = view.plan?.validation.length === 0 ? 'verdict' : 'validation';
    const best = view.nodes.get(event.best);
    if (best) best.best = true;
  },
  'contender-validated': (view, event) => {
    view.phase = 'validation';
    const scores = view.validation.get(event.contender) ?? new Map<string, Judgement | null>();
    view.validation.set(event.contender, scores.set(event.query, event.judgement));
  },
  'finalist-chosen': (view, event) => {
    view.phase = 'verdict';
    view.finalist = { contender: event.contender, means: event.means };
    for (const node of view.nodes.values()) node.best = node.id === event.contender;
  },
  'held-out-judged': (view, event) => {
    view.phase = 'verdict';
    const { response, judgement } = event;
    view.heldOut.set(event.query, {
      ...view.heldOut.get(event.query),
      [event.side]: { response, judgement },
    });
  },
  'verdict-given': (view, event) => {
    view.verdict = wholeVerdict(event.verdict);
    view.askedByEnd ??= view.heldOut.size;
    if (view.result !== null) view.phase = 'finished';
  },
  'run-finished': (view, { node, prompt, examples }) => {
    view.phase = 'finished';
    view.result = { node, prompt, examples };
  },
};

export function fold(view: RunView, event: RunEvent): RunView {
  const apply = folds[event.kind] as (view: RunView, event: RunEvent) => void;
  apply(view, event);
  view.events += 1;
  return view;
}

function exampleOf(view: RunView, id: string): ExampleView {
  const known = view.examples.get(id);
  if (known) return known;
  const fresh: ExampleView = { id, versions: [], kept: null };
  view.examples.set(id, fresh);
  return fresh;
}

function turnOf(view: RunView, node: string, query: string): TurnView | undefined {
  return view.nodes.get(node)?.turns.find((turn) => turn.query === query);
}

function markNotKept(node: NodeView | undefined): void {
  if (node?.status === 'scored') node.status = 'not-kept';
}
