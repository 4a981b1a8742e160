/**
 * What is going on at a call's path, or has just gone on at an event: data that happening.ts puts into a sentence.
 * Paths go by lineage (docs/ARCHITECTURE.md); one this file does not know is `other`, never an error.
 */
import { isLater } from '../../core/afterwards';
import type { RunEvent } from '../../core/events';
import type { Change } from '../../core/ports';
import type { RunView } from '../../core/view';

/** After what a run stops to look at the clock and at what people asked for. */
export type BarrierOf = 'check' | 'examples' | 'level' | 'validation' | 'verdict';
export type Doing = 'respond' | 'judge' | 'examples';

export type Moment =
  | { at: 'check'; pair: string; better: boolean; again: boolean; aspect: string | null }
  | { at: 'check-pair'; pair: string }
  | { at: 'check-finished' }
  | { at: 'aspects'; query: string }
  | {
      at: 'example';
      example: string;
      version: number;
      doing: 'aspects' | 'judge' | 'critique' | 'rewrite';
      aspect: string | null;
    }
  | { at: 'nearest'; query: string }
  | { at: 'examples-finished' }
  | { at: 'example-kept'; example: string; version: number }
  | { at: 'candidate'; node: string; query: number; doing: Doing; aspect: string | null }
  | { at: 'critique'; node: string }
  | { at: 'rewrite'; node: string; proposal: number }
  | { at: 'refused'; node: string; proposal: number }
  | { at: 'kept-prompt'; node: string }
  | { at: 'scored'; node: string }
  | { at: 'dropped'; node: string }
  | { at: 'level-started'; level: number }
  | { at: 'level-finished'; level: number; kept: number }
  | { at: 'search-finished' }
  | { at: 'validation'; contender: string; query: string; doing: Doing; aspect: string | null }
  | { at: 'finalist'; contender: string }
  | { at: 'verdict'; side: string; query: string; doing: Doing; aspect: string | null }
  /** Whether it goes on there, or who ends it. */
  | { at: 'barrier'; of: BarrierOf; decided: 'on' | 'asked' | 'deadline' }
  | { at: 'added' }
  | { at: 'started' }
  | { at: 'finished' }
  | { at: 'other' };

/** Path and attempt: "system/0.2/rewrite/1/try2" was asked twice before. */
export function attemptOf(path: string): number {
  return Number(/\/try(\d+)$/.exec(path)?.[1] ?? 0);
}

export function momentOfPath(path: string): Moment {
  const parts = path.replace(/\/try\d+$/, '').split('/');
  if (parts.at(-1) === 'barrier') return { at: 'barrier', of: barrierOf(path), decided: 'on' };
  const [first, second = '', third = '', fourth] = parts;
  switch (first) {
    case 'check':
      return {
        at: 'check',
        pair: second,
        better: third === 'better',
        again: fourth === 'second',
        aspect: parts[5] ?? null,
      };
    case 'aspects':
      return second === '' ? { at: 'other' } : { at: 'aspects', query: parts.slice(1).join('/') };
    case 'nearest':
      return { at: 'nearest', query: parts.slice(1).join('/') };
    case 'examples':
      if (third === 'aspects')
        return { at: 'example', example: second, version: 0, doing: 'aspects', aspect: null };
      return ofExample(second, Number(third), fourth, parts[4] ?? null);
    case 'system':
      return ofNode(second, third, fourth, parts[4] ?? null);
    case 'validation':
      return { at: 'validation', contender: second, query: third, ...doingOf(fourth, parts[4]) };
    case 'verdict':
      return { at: 'verdict', side: second, query: third, ...doingOf(fourth, parts[4]) };
    default:
      return { at: 'other' };
  }
}

function barrierOf(path: string): BarrierOf {
  const [first] = path.split('/');
  const found = (['check', 'examples', 'validation', 'verdict'] as const).find((phase) => phase === first);
  return found ?? 'level';
}

function decidedBy(changes: readonly Change[]): 'on' | 'asked' | 'deadline' {
  return changes.find((change) => change.kind === 'finish')?.why ?? 'on';
}

function ofExample(
  example: string,
  version: number,
  what: string | undefined,
  aspect: string | null,
): Moment {
  if (!Number.isInteger(version)) return { at: 'other' };
  if (what === 'judge' || what === 'critique' || what === 'rewrite') {
    return { at: 'example', example, version, doing: what, aspect: what === 'judge' ? aspect : null };
  }
  return { at: 'other' };
}

function ofNode(node: string, what: string, more: string | undefined, aspect: string | null): Moment {
  if (what === 'critique') return { at: 'critique', node };
  if (what === 'rewrite') return { at: 'rewrite', node, proposal: Number(more ?? 0) || 0 };
  const query = /^q(\d+)$/.exec(what)?.[1];
  if (query === undefined) return { at: 'other' };
  return { at: 'candidate', node, query: Number(query), ...doingOf(more, aspect) };
}

function doingOf(
  what: string | undefined,
  aspect: string | null | undefined,
): { doing: Doing; aspect: string | null } {
  if (what === 'respond') return { doing: 'respond', aspect: null };
  if (what === 'judge') return { doing: 'judge', aspect: aspect ?? null };
  return { doing: 'examples', aspect: null };
}

/** The candidate a moment is about, if it is about one. */
export function nodeOf(moment: Moment): string | null {
  return 'node' in moment ? moment.node : null;
}

/** The same for an event, where no call is in flight: a replay, or a run at full speed. */
export function momentOfEvent(event: RunEvent, view: RunView): Moment {
  switch (event.kind) {
    case 'run-started':
    case 'queries-planned':
      return { at: 'started' };
    case 'judge-check-pair-judged':
      return { at: 'check-pair', pair: event.pair };
    case 'judge-check-finished':
      return { at: 'check-finished' };
    case 'aspects-selected':
    case 'query-left-out':
      return { at: 'aspects', query: event.query };
    case 'example-judged':
      return { at: 'example', example: event.example, version: event.version, doing: 'judge', aspect: null };
    case 'example-critiqued':
      return {
        at: 'example',
        example: event.example,
        version: event.version,
        doing: 'critique',
        aspect: null,
      };
    case 'example-kept':
      return { at: 'example-kept', example: event.example, version: event.version };
    case 'examples-finished':
      return { at: 'examples-finished' };
    case 'level-started':
      return { at: 'level-started', level: event.level };
    case 'state-critiqued':
      return { at: 'critique', node: event.node };
    case 'proposal-refused':
      return { at: 'refused', node: event.node, proposal: event.proposal };
    case 'prompt-kept':
      return { at: 'kept-prompt', node: event.node };
    case 'candidate-proposed':
      return event.parent === null
        ? { at: 'candidate', node: event.node, query: 0, doing: 'respond', aspect: null }
        : { at: 'rewrite', node: event.parent, proposal: Number(event.node.split('.').at(-1)) || 0 };
    case 'response-given':
    case 'response-judged':
    case 'judgement-unreadable': {
      const turns = view.nodes.get(event.node)?.turns ?? [];
      const query = Math.max(
        0,
        turns.findIndex((turn) => turn.query === event.query),
      );
      const doing = event.kind === 'response-given' ? 'respond' : 'judge';
      return { at: 'candidate', node: event.node, query, doing, aspect: null };
    }
    case 'candidate-scored':
      return { at: 'scored', node: event.node };
    case 'candidate-dropped':
      return { at: 'dropped', node: event.node };
    case 'decision-taken':
      return event.changes.some(isLater)
        ? { at: 'added' }
        : { at: 'barrier', of: barrierOf(event.at), decided: decidedBy(event.changes) };
    case 'level-finished':
      return { at: 'level-finished', level: event.level, kept: event.kept.length };
    case 'search-finished':
      return { at: 'search-finished' };
    case 'contender-validated':
      return {
        at: 'validation',
        contender: event.contender,
        query: event.query,
        doing: 'judge',
        aspect: null,
      };
    case 'finalist-chosen':
      return { at: 'finalist', contender: event.contender };
    case 'held-out-judged':
      return { at: 'verdict', side: event.side, query: event.query, doing: 'judge', aspect: null };
    case 'verdict-given':
    case 'run-finished':
      return { at: 'finished' };
  }
}
