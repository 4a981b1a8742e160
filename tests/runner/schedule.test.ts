/** The laws of the schedule, over random plays of conversations; then its order, case by case. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ROLES } from '../../src/core/terms';
import { breathing } from '../../src/runner/breathe';
import { createSchedule, type Place } from '../../src/runner/schedule';

const breathe = breathing();
const never = new AbortController().signal;

interface Talk extends Place {
  calls: number;
  /** Turns of the event loop that each call takes. */
  takes: number;
}

const MODELS = [
  { model: 'gpu-1', concurrency: 1 },
  { model: 'gpu-2', concurrency: 1 },
  { model: 'server', concurrency: 3 },
] as const;

const talks = fc
  .array(
    fc.record({
      model: fc.constantFrom(...MODELS),
      role: fc.constantFrom(...ROLES),
      calls: fc.integer({ min: 1, max: 4 }),
      takes: fc.integer({ min: 1, max: 3 }),
    }),
    { minLength: 1, maxLength: 8 },
  )
  .map((all) => all.map(({ model, ...talk }, i): Talk => ({ ...model, ...talk, conversation: `c${i}` })));

/** Plays conversations side by side, each call following from the reply before it, and logs starts and ends. */
class Play {
  readonly log: { at: 'start' | 'end'; place: Place }[] = [];
  answered = 0;
  private readonly schedule = createSchedule(breathe);

  async all(talks: readonly Talk[]): Promise<void> {
    await Promise.all(talks.map((talk) => this.talk(talk)));
  }

  async talk(talk: Talk): Promise<void> {
    for (let i = 0; i < talk.calls; i++) {
      await this.schedule.run(talk, never, async () => {
        this.log.push({ at: 'start', place: talk });
        for (let turn = 0; turn < talk.takes; turn++) await breathe();
        this.log.push({ at: 'end', place: talk });
      });
      this.answered++;
    }
  }

  /** The most calls in flight at once among those that count. */
  most(counts: (place: Place) => boolean): number {
    let now = 0;
    let most = 0;
    for (const { at, place } of this.log) {
      if (counts(place)) now += at === 'start' ? 1 : -1;
      most = Math.max(most, now);
    }
    return most;
  }

  order(counts: (place: Place) => boolean): string[] {
    return this.log
      .filter(({ at, place }) => at === 'start' && counts(place))
      .map(({ place }) => place.conversation);
  }
}

const onDevice = (place: Place): boolean => place.concurrency === 1;

async function played(all: readonly Talk[]): Promise<Play> {
  const play = new Play();
  await play.all(all);
  return play;
}

describe('whatever is asked', () => {
  const law = (holds: (play: Play, all: Talk[]) => void) =>
    fc.assert(
      fc.asyncProperty(talks, async (all) => {
        holds(await played(all), all);
      }),
      { numRuns: 60 },
    );

  test('every call is answered', () =>
    law((play, all) => {
      expect(play.answered).toBe(all.reduce((sum, { calls }) => sum + calls, 0));
    }));

  test('the device works on one call at a time, of whatever model', () =>
    law((play) => {
      expect(play.most(onDevice)).toBeLessThanOrEqual(1);
    }));

  test('a server works on as many calls as it can, and no more', () =>
    law((play, all) => {
      const conversations = all.filter(({ model }) => model === 'server').length;
      expect(play.most(({ model }) => model === 'server')).toBe(Math.min(3, conversations));
    }));

  test('no two calls of a conversation are in flight at once', () =>
    law((play, all) => {
      for (const { conversation } of all) {
        expect(play.most((place) => place.conversation === conversation)).toBe(1);
      }
    }));

  test('the calls of a conversation on the device stand together', () =>
    law((play) => {
      const order = play.order(onDevice);
      const runs = order.filter((conversation, i) => conversation !== order[i - 1]);
      expect(runs).toEqual([...new Set(runs)]);
    }));

  test('on the device each role of a model is worked off before the next', () =>
    law((play, all) => {
      const device = all.filter(onDevice);
      const order = play.order(onDevice).map((id) => device.find(({ conversation }) => conversation === id)!);
      const groups = order.map(({ model, role }) => `${model} ${role}`);
      const runs = groups.filter((group, i) => group !== groups[i - 1]);
      expect(runs).toEqual([...new Set(runs)]);
    }));

  test('a model that is left is not needed again', () =>
    law((play, all) => {
      const device = all.filter(onDevice);
      const models = play
        .order(onDevice)
        .map((id) => device.find(({ conversation }) => conversation === id)!.model);
      const runs = models.filter((model, i) => model !== models[i - 1]);
      expect(runs).toEqual([...new Set(runs)]);
    }));
});

const place = (model: string, role: Place['role'], conversation: string): Talk => ({
  model,
  concurrency: 1,
  role,
  conversation,
  calls: 1,
  takes: 1,
});

describe('the next call', () => {
  test('is of the same role and model, then of the same model, then the oldest', async () => {
    const play = await played([
      place('gpu-1', 'responder', 'a'),
      place('gpu-2', 'judge', 'b'),
      place('gpu-1', 'judge', 'c'),
      place('gpu-1', 'responder', 'd'),
      place('gpu-2', 'critic', 'e'),
    ]);
    expect(play.order(() => true)).toEqual(['a', 'd', 'c', 'b', 'e']);
  });

  test('comes after one that failed', async () => {
    const schedule = createSchedule(breathe);
    const failing = schedule.run(place('gpu-1', 'judge', 'a'), never, () => Promise.reject(new Error('no')));
    const next = schedule.run(place('gpu-1', 'judge', 'b'), never, async () => 'yes');
    await expect(failing).rejects.toThrow('no');
    expect(await next).toBe('yes');
  });
});

test('calls of one conversation that are asked together run one after the other, even on a server', async () => {
  const play = new Play();
  const talk = { ...place('server', 'judge', 'a'), concurrency: 3 };
  await play.all([talk, talk, { ...talk, conversation: 'b' }]);
  expect(play.most(({ conversation }) => conversation === 'a')).toBe(1);
  expect(play.most(() => true)).toBe(2);
});

describe('an abort', () => {
  test('of a call that waits rejects it at once, with the reason, and it never runs', async () => {
    const schedule = createSchedule(breathe);
    let free = (): void => undefined;
    const busy = schedule.run(
      place('gpu-1', 'judge', 'a'),
      never,
      () => new Promise<void>((end) => (free = end)),
    );
    const stop = new AbortController();
    let ran = false;
    const waiting = schedule.run(place('gpu-1', 'judge', 'b'), stop.signal, async () => {
      ran = true;
    });
    await breathe();
    stop.abort(new Error('stop'));
    await expect(waiting).rejects.toThrow('stop');
    free();
    await busy;
    await breathe();
    expect(ran).toBe(false);
  });

  test('before a call is asked rejects it', async () => {
    const schedule = createSchedule(breathe);
    const asked = schedule.run(
      place('gpu-1', 'judge', 'a'),
      AbortSignal.abort(new Error('gone')),
      async () => 1,
    );
    await expect(asked).rejects.toThrow('gone');
  });
});
