/** What the inspector says of a candidate follows from the run: its path score, why it was not kept, its mean on validation. */
import { describe, expect, test } from 'vitest';
import { emptyView, fold } from '../../../src/core/view';
import { inspect } from '../../../src/ui/watch/inspected';
import { practiceRun } from '../../e2e/stored-runs';

const [run] = await practiceRun({ id: 'r', name: 'inspected', startedAt: 0 });
const view = run.events.reduce(fold, emptyView());
const opened = [...view.nodes.keys()].flatMap((id) => inspect(view, id, run.row) ?? []);

describe('a candidate opened up', () => {
  test('has the path score that the search kept it for, to the sixth decimal', () => {
    const kept = run.events.flatMap((event) => (event.kind === 'level-finished' ? event.kept : []));
    expect(kept.length).toBeGreaterThan(8);
    for (const { node } of kept.filter((one) => one.node !== 'root')) {
      const bare = { ...view, nodes: new Map(view.nodes) };
      const known = view.nodes.get(node)!;
      bare.nodes.set(node, { ...known, pathScore: null });
      expect(inspect(bare, node, run.row)?.pathScore).toBeCloseTo(known.pathScore ?? NaN, 5);
    }
  });

  test('that was not kept says what its level kept, which is no less than its own', () => {
    const left = opened.filter(({ status }) => status === 'not-kept');
    expect(left.length).toBeGreaterThan(8);
    for (const { pathScore, keptFrom } of left)
      expect(keptFrom).toBeGreaterThanOrEqual((pathScore ?? 9) - 1e-6);
    expect(left.some(({ reward, id }) => (reward ?? 0) > highestKeptBeside(id))).toBe(true);
  });

  test('has a mean on validation if it was a finalist or the start prompt, and no other has', () => {
    const finalists = opened.filter(({ validated }) => validated !== null).map(({ id }) => id);
    const means = view.finalist?.means.map(({ contender }) => contender) ?? [];
    expect(finalists.toSorted()).toEqual(means.map((id) => (id === 'initial' ? 'root' : id)).toSorted());
    expect(finalists.length).toBeGreaterThan(1);
  });
});

/** The highest reward that the level of a candidate kept. */
function highestKeptBeside(id: string): number {
  const level = view.levels.findLast(({ nodes }) => nodes.includes(id));
  return Math.max(...(level?.kept ?? []).map((kept) => view.nodes.get(kept)?.reward ?? 0));
}
