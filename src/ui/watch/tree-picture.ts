/**
 * The tree of candidates as positions: levels are columns, left to right; d3's tidy tree keeps children by their parent.
 * A node that looks as it did before is the same object again, so that nothing of it is drawn anew.
 */
import { hierarchy, tree, type HierarchyPointNode } from 'd3-hierarchy';
import { linkHorizontal } from 'd3-shape';
import type { NodeView, RunView } from '../../core/view';
import { validatedMeans } from '../result/finalists';
import { cardLabel, editKind, editLabel, type EditKind } from './edit-words';

export const CARD = { width: 184, height: 48 };
const STEP = { x: 226, y: 58 };
/** Holds the rings of a card that is seen from far, too. */
const PAD = 20;

export interface DrawnNode {
  id: string;
  x: number;
  y: number;
  /** 1 at the root. */
  level: number;
  /** In its level, from 1. */
  nth: number;
  reward: number | null;
  /** Its mean in validation, once that has chosen. */
  validated: number | null;
  /** Lowest and highest reward among its answers; null with fewer than two. */
  spread: [number, number] | null;
  status: NodeView['status'];
  /** The best so far, or the one that was chosen. */
  best: boolean;
  /** On the path from the start to the best candidate so far. */
  onPath: boolean;
  /** On the card, and in full for its name. */
  label: string;
  edit: string;
  kind: EditKind;
  place: number;
  siblings: number;
}

export interface DrawnEdge {
  id: string;
  d: string;
  tone: 'path' | 'kept' | 'faint';
  top: number;
  bottom: number;
  left: number;
}

export interface TreePicture {
  nodes: DrawnNode[];
  edges: DrawnEdge[];
  columns: { level: number; x: number }[];
  width: number;
  height: number;
  /** Where the newest level is. */
  newest: { x: number; y: number } | null;
  byId: Map<string, DrawnNode>;
  parents: Map<string, string>;
  lead: string | null;
  /** Whether it has come a long way since it was painted last: nothing glides then. */
  leapt: boolean;
}

/** So many events at once are a leap. */
const LEAP = 24;

interface Place {
  x: number;
  y: number;
  /** Among the children of its parent, from 1. */
  place: number;
  siblings: number;
  /** In its level, from 1. */
  nth: number;
}

type NodeStanding = Pick<DrawnNode, 'onPath' | 'best' | 'validated'>;

const link = linkHorizontal<unknown, [number, number]>();

export class TreePainter {
  #places = new Map<string, Place>();
  #drawn = new Map<string, DrawnNode>();
  #edges = new Map<string, DrawnEdge>();
  #count = -1;
  #moved = true;
  #events = 0;

  paint(view: RunView): TreePicture {
    const leapt = Math.abs(view.events - this.#events) > LEAP;
    this.#events = view.events;
    this.#moved = this.#count !== view.nodes.size;
    if (this.#moved) this.#place(view);
    const lead = leadOf(view);
    const path = new Set(lineOf(view, lead));
    const validated = validatedMeans(view);
    const nodes: DrawnNode[] = [];
    const edges: DrawnEdge[] = [];
    const byId = new Map<string, DrawnNode>();
    const parents = new Map<string, string>();
    for (const node of view.nodes.values()) {
      const at = this.#places.get(node.id);
      if (!at) continue;
      const drawn = this.#node(node, at, {
        onPath: path.has(node.id),
        best: node.id === lead,
        validated: validated.get(node.id) ?? null,
      });
      nodes.push(drawn);
      byId.set(node.id, drawn);
      const from = node.parent === null ? undefined : this.#places.get(node.parent);
      if (!from || node.parent === null) continue;
      parents.set(node.id, node.parent);
      edges.push(this.#edge(node, from, at, path.has(node.id)));
    }
    this.#drawn = byId;
    this.#edges = new Map(edges.map((edge) => [edge.id, edge]));
    return { nodes, edges, byId, parents, lead, leapt, ...this.#frame(nodes) };
  }

  #place(view: RunView): void {
    this.#count = view.nodes.size;
    this.#places = new Map();
    const root = [...view.nodes.values()].find((node) => node.parent === null);
    if (!root) return;
    const nths = new Map(view.levels.flatMap(({ nodes }) => nodes.map((id, i) => [id, i + 1])));
    const whole = hierarchy(root, (node) => node.children.flatMap((id) => view.nodes.get(id) ?? []));
    const placed = tree<NodeView>()
      .nodeSize([STEP.y, STEP.x])
      .separation((a, b) => (a.parent === b.parent ? 1 : 1.25))(whole);
    let top = Infinity;
    placed.each((point: HierarchyPointNode<NodeView>) => (top = Math.min(top, point.x)));
    placed.each((point: HierarchyPointNode<NodeView>) => {
      const family = point.parent?.children ?? [point];
      this.#places.set(point.data.id, {
        x: Math.round(point.y) + PAD,
        y: Math.round(point.x - top) + PAD,
        place: family.indexOf(point) + 1,
        siblings: family.length,
        nth: nths.get(point.data.id) ?? 1,
      });
    });
  }

  #node(node: NodeView, at: Place, standing: NodeStanding): DrawnNode {
    const before = this.#drawn.get(node.id);
    if (before && sameLook(before, node, at, standing)) return before;
    return {
      ...at,
      ...standing,
      id: node.id,
      level: node.length,
      reward: node.reward,
      spread: before?.reward === node.reward ? before.spread : spreadOf(node),
      status: node.status,
      label: before?.label ?? cardLabel(node.action),
      edit: before?.edit ?? editLabel(node.action, 160),
      kind: before?.kind ?? editKind(node.action),
    };
  }

  #edge(node: NodeView, from: Place, to: Place, onPath: boolean): DrawnEdge {
    const tone = onPath ? 'path' : node.status === 'kept' ? 'kept' : 'faint';
    const before = this.#edges.get(node.id);
    const d = before && !this.#moved ? before.d : curve(from, to);
    if (before?.d === d && before.tone === tone) return before;
    return {
      id: node.id,
      d,
      tone,
      top: Math.min(from.y, to.y),
      bottom: Math.max(from.y, to.y) + CARD.height,
      left: from.x,
    };
  }

  #frame(nodes: readonly DrawnNode[]): Pick<TreePicture, 'columns' | 'width' | 'height' | 'newest'> {
    const deepest = nodes.reduce((most, node) => Math.max(most, node.level), 0);
    const height = nodes.reduce((most, node) => Math.max(most, node.y + CARD.height), 0) + PAD;
    const columns = Array.from({ length: deepest }, (_, i) => ({ level: i + 1, x: i * STEP.x + PAD }));
    const newest = nodes.filter((node) => node.level === deepest);
    const middle = newest.reduce((sum, node) => sum + node.y, 0) / Math.max(1, newest.length);
    const y = newest.find((node) => node.onPath)?.y ?? middle;
    const last = columns.at(-1);
    return {
      columns,
      height,
      width: last ? last.x + CARD.width + PAD : 0,
      newest: last ? { x: last.x, y } : null,
    };
  }
}

function curve(from: Place, to: Place): string {
  const half = CARD.height / 2;
  return link({ source: [from.x + CARD.width, from.y + half], target: [to.x, to.y + half] }) ?? '';
}

/** Nothing of a candidate that is not judged yet, or was dropped. */
function spreadOf({ reward, turns }: NodeView): DrawnNode['spread'] {
  if (reward === null) return null;
  const rewards = turns.flatMap(({ judgement }) => (judgement ? [judgement.reward] : []));
  return rewards.length < 2 ? null : [Math.min(...rewards), Math.max(...rewards)];
}

function sameLook(drawn: DrawnNode, node: NodeView, at: Place, standing: NodeStanding): boolean {
  return (
    drawn.reward === node.reward &&
    drawn.status === node.status &&
    drawn.onPath === standing.onPath &&
    drawn.best === standing.best &&
    drawn.validated === standing.validated &&
    drawn.x === at.x &&
    drawn.y === at.y &&
    drawn.place === at.place &&
    drawn.siblings === at.siblings
  );
}

/** The candidate whose path is drawn strongest: the chosen one, else the search's best, else the best kept so far. */
export function leadOf(view: RunView): string | null {
  const chosen = view.finalist?.contender;
  if (chosen !== undefined && view.nodes.has(chosen)) return chosen;
  if (chosen === 'initial') return 'root';
  if (view.best) return view.best.node;
  const level = view.levels.findLast(({ finished, kept }) => finished && kept.length > 0);
  return level?.kept[0] ?? null;
}

/** Ids from the root to a node. */
export function lineOf(view: RunView, id: string | null): string[] {
  const line: string[] = [];
  for (let node = id === null ? undefined : view.nodes.get(id); node;) {
    line.unshift(node.id);
    node = node.parent === null ? undefined : view.nodes.get(node.parent);
  }
  return line;
}
