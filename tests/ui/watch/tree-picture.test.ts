import { describe, expect, test } from 'vitest';
import { emptyView, fold } from '../../../src/core/view';
import { TreePainter } from '../../../src/ui/watch/tree-picture';
import { nodeAfterKey } from '../../../src/ui/watch/tree-keys';
import { THOUSAND } from './made-records';
import { madeRun } from './made-run';

const run = madeRun({ records: false });
const view = run.events.reduce(fold, emptyView());
const picture = new TreePainter().paint(view);

describe('the tree as a picture', () => {
  test('shows every candidate, levels as columns, none on top of another', () => {
    expect(picture.nodes).toHaveLength(view.nodes.size);
    const places = new Set(picture.nodes.map(({ x, y }) => `${x},${y}`));
    expect(places.size).toBe(picture.nodes.length);
    for (const node of picture.nodes) expect(node.x).toBe(picture.columns[node.level - 1]?.x);
    for (const level of picture.columns) {
      const ys = picture.nodes
        .filter((node) => node.level === level.level)
        .map(({ y }) => y)
        .sort((a, b) => a - b);
      for (const [i, y] of ys.entries()) if (i > 0) expect(y - (ys[i - 1] ?? 0)).toBeGreaterThanOrEqual(48);
    }
  });

  test('the strongest path runs from the start to the chosen candidate', () => {
    const path = picture.nodes.filter((node) => node.onPath);
    expect(path.map((node) => node.level)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(path.at(-1)?.id).toBe(view.finalist?.contender);
    expect(path.at(-1)?.best).toBe(true);
  });

  test('a candidate that looks the same is the same object when painted again', () => {
    const painter = new TreePainter();
    const growing = emptyView();
    for (const event of run.events.slice(0, 200)) fold(growing, event);
    const before = painter.paint(growing).byId;
    for (const event of run.events.slice(200, 203)) fold(growing, event);
    const after = painter.paint(growing).byId;
    const same = [...before].filter(([id, node]) => after.get(id) === node);
    expect(same.length).toBeGreaterThan(before.size - 4);
  });

  test('a thousand candidates have their places', () => {
    const many = madeRun(THOUSAND).events.reduce(fold, emptyView());
    expect(new TreePainter().paint(many).nodes.length).toBeGreaterThan(1000);
  });
});

describe('keys walk the tree', () => {
  test('right leads to the child on the strongest path, left back', () => {
    const child = nodeAfterKey(picture, 'root', 'ArrowRight') ?? '';
    expect(picture.byId.get(child)?.onPath).toBe(true);
    expect(nodeAfterKey(picture, child, 'ArrowLeft')).toBe('root');
  });

  test('down and up stay within the level, and end at its edges', () => {
    const level = picture.nodes.filter((node) => node.level === 3).sort((a, b) => a.y - b.y);
    const ids = level.map((node) => node.id);
    expect(nodeAfterKey(picture, ids[0] ?? '', 'ArrowDown')).toBe(ids[1]);
    expect(nodeAfterKey(picture, ids[1] ?? '', 'ArrowUp')).toBe(ids[0]);
    expect(nodeAfterKey(picture, ids[0] ?? '', 'ArrowUp')).toBeNull();
    expect(nodeAfterKey(picture, ids.at(-1) ?? '', 'ArrowDown')).toBeNull();
  });

  test('Home is the start and End the best', () => {
    expect(nodeAfterKey(picture, picture.lead ?? '', 'Home')).toBe('root');
    expect(nodeAfterKey(picture, 'root', 'End')).toBe(picture.lead);
  });
});
