import { describe, expect, it } from 'vitest';
import { breathing, sharingTheThread } from '../../src/runner/breathe';

/** A thread whose clock moves by what is worked on it, and whose turns are counted. */
function thread() {
  let now = 0;
  let turns = 0;
  const turn = breathing();
  const breathe = () =>
    turn().then(() => {
      turns += 1;
    });
  return {
    share: sharingTheThread(() => now, breathe),
    work: (ms: number) => (now += ms),
    turn,
    turns: () => turns,
  };
}

describe('sharing the thread', () => {
  it('work that is asked for at once gives way after each slice of 12 ms, in the order in which it was asked for', async () => {
    const { share, work, turns } = thread();
    const begun: { ask: number; turn: number }[] = [];
    await Promise.all(
      Array.from({ length: 40 }, async (_, ask) => {
        for (let full = share(); full; full = share()) await full;
        begun.push({ ask, turn: turns() });
        work(3);
      }),
    );
    expect(begun.map(({ ask }) => ask)).toEqual(Array.from({ length: 40 }, (_, ask) => ask));
    const turnsTaken = [...new Set(begun.map(({ turn }) => turn))];
    expect(turnsTaken).toHaveLength(10);
    for (const turn of turnsTaken) expect(begun.filter((one) => one.turn === turn)).toHaveLength(4);
  });

  it('work that comes alone never waits, however long the time before it', async () => {
    const { share, work, turn } = thread();
    for (let asked = 0; asked < 5; asked++) {
      expect(share()).toBeUndefined();
      work(5000);
      await turn();
      await turn();
    }
  });

  it('a clock that was set back counts as a used-up slice', async () => {
    const { share, work } = thread();
    expect(share()).toBeUndefined();
    work(-1000);
    const full = share();
    expect(full).toBeInstanceOf(Promise);
    await full;
    expect(share()).toBeUndefined();
  });
});
