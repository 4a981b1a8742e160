/**
 * Where tokens and time go: calls summed once by what they were for and by role, then added up for any moment of the run, by
 * role and by part. Calls have times and events have none, so a call belongs to the moment at which what it was for is told;
 * `told` says so from the view. Nothing here reads a journal.
 */
import type { JournalRecord } from '../../../core/records';
import { ROLES, type Role } from '../../../core/terms';
import type { RunView } from '../../../core/view';
import { nothingSpent, type RoleCost, spend, type Spent, spentOn } from '../../result/costs';
import { type Moment, momentOfPath } from '../moment';

/** Calls of one role for one purpose: a candidate's query, a version of an example, a held-out query of one side. */
export interface Purpose extends Spent {
  role: Role;
  moment: Moment;
}

/** A part of the run; levels of the search are their numbers. */
export type Part = 'check' | 'examples' | number | 'validation' | 'verdict' | 'other';
export interface PartCost extends Spent {
  part: Part;
}

/** Calls one after another into `purposes`, which grows in place. */
export function addCalls(purposes: Map<string, Purpose>, records: readonly JournalRecord[]): void {
  for (const record of records) {
    if (record.kind !== 'call') continue;
    const { role } = record.request;
    const moment = momentOfPath(record.path);
    const key = `${role} ${keyOf(moment)}`;
    const purpose = purposes.get(key) ?? { role, moment, ...nothingSpent() };
    purposes.set(key, purpose);
    spend(purpose, spentOn(record));
  }
}

/** All roles, in the order of ROLES; parts in the order of the run, those with calls only. `all`: whatever the view has not told yet too. */
export function spending(
  purposes: Iterable<Purpose>,
  view: RunView,
  all: boolean,
): { roles: RoleCost[]; parts: PartCost[] } {
  const roles = new Map<Role, RoleCost>(ROLES.map((role) => [role, { role, ...nothingSpent() }]));
  const parts = new Map<Part, PartCost>();
  const partOfQuery = partsOfQueries(view);
  for (const purpose of purposes) {
    if (!all && !told(purpose.moment, view)) continue;
    const part = partOf(purpose.moment, partOfQuery);
    const cost = parts.get(part) ?? { part, ...nothingSpent() };
    parts.set(part, cost);
    spend(cost, purpose);
    const role = roles.get(purpose.role);
    if (role) spend(role, purpose);
  }
  return {
    roles: [...roles.values()],
    parts: [...parts.values()].sort((a, b) => placeOf(a.part) - placeOf(b.part)),
  };
}

function keyOf(moment: Moment): string {
  switch (moment.at) {
    case 'check':
      return `check ${moment.pair} ${String(moment.better)}`;
    case 'aspects':
      return `aspects ${moment.query}`;
    case 'example':
      return `example ${moment.example} ${String(moment.version)}`;
    case 'candidate':
      return `candidate ${moment.node} ${String(moment.query)}`;
    case 'critique':
    case 'rewrite':
      return `rewrite ${moment.node}`;
    case 'validation':
      return `validation ${moment.contender} ${moment.query}`;
    case 'verdict':
      return `verdict ${moment.side} ${moment.query}`;
    default:
      return moment.at;
  }
}

function told(moment: Moment, view: RunView): boolean {
  switch (moment.at) {
    case 'check':
      return view.judgeCheck.pairs.some(({ pair }) => pair === moment.pair);
    case 'aspects':
      return view.selections.has(moment.query) || view.leftOut.has(moment.query);
    case 'example':
      return (view.examples.get(moment.example)?.versions.length ?? 0) > moment.version;
    case 'candidate':
      return (view.nodes.get(moment.node)?.turns.length ?? 0) > moment.query;
    case 'critique':
    case 'rewrite':
      return wasRewritten(moment.node, view);
    case 'validation':
      return view.validation.get(moment.contender)?.has(moment.query) ?? false;
    case 'verdict':
      return Object.hasOwn(view.heldOut.get(moment.query) ?? {}, moment.side);
    default:
      return true;
  }
}

function wasRewritten(id: string, view: RunView): boolean {
  const node = view.nodes.get(id);
  if (!node) return false;
  return (
    node.children.length > 0 ||
    node.refused.length > 0 ||
    node.turns.some(({ critique }) => critique !== null)
  );
}

/** Which part a query belongs to, so that choosing its aspects counts there. */
function partsOfQueries(view: RunView): Map<string, Part> {
  const parts = new Map<string, Part>();
  for (const query of view.plan?.verdict ?? []) parts.set(query, 'verdict');
  for (const query of view.plan?.validation ?? []) parts.set(query, 'validation');
  for (const query of view.heldOut.keys()) parts.set(query, 'verdict');
  for (const { level, queries } of view.levels) for (const query of queries) parts.set(query, level);
  return parts;
}

function partOf(moment: Moment, partOfQuery: ReadonlyMap<string, Part>): Part {
  switch (moment.at) {
    case 'check':
      return 'check';
    case 'example':
      return 'examples';
    case 'aspects':
      return partOfQuery.get(moment.query) ?? 'other';
    case 'candidate':
      return levelOf(moment.node);
    // Its children are the next level: what finds them counts there.
    case 'critique':
    case 'rewrite':
      return levelOf(moment.node) + 1;
    case 'validation':
    case 'verdict':
      return moment.at;
    default:
      return 'other';
  }
}

/** "root" is level 1, "0" level 2, "0.2" level 3. */
function levelOf(node: string): number {
  return node === 'root' ? 1 : node.split('.').length + 1;
}

function placeOf(part: Part): number {
  if (typeof part === 'number') return part;
  return { check: -2, examples: -1, validation: 1e6, verdict: 1e6 + 1, other: 1e6 + 2 }[part];
}
