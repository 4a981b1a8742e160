import { describe, expect, test } from 'vitest';
import { parseQueryList } from '../../../src/ui/setup/query-list';
import { readQueryList } from '../../../src/ui/setup/read-query-list';

/** About 5 MB of CSV with quoted line ends: far more rows than are kept, so that the parser has work to do. */
const fiveMegabytes = `id,query\n${Array.from({ length: 45_000 }, (_, index) => `${index},"Query ${index}, ""quoted""\n${'and so on, '.repeat(8)}"`).join('\n')}`;

describe('reading a list in its worker', () => {
  test('answers as the parser itself does', async () => {
    for (const [text, hint] of [
      ['one\ntwo\none', {}],
      ['id;prompt\n1;a', { fileName: 'list.csv' }],
      ['a\tb\nc\td', { column: '2' }],
      ['[', {}],
    ] as const) {
      expect(await readQueryList(text, hint)).toEqual(parseQueryList(text, hint));
    }
  });

  test('keeps the page alive during a paste of 5 MB, where reading on the page would stop it', async () => {
    expect(fiveMegabytes.length).toBeGreaterThan(5_000_000);
    const ratios: number[] = [];
    for (let round = 0; round < 5; round += 1) {
      const onPage = await largestGapDuring(async () => parseQueryList(fiveMegabytes));
      const inWorker = await largestGapDuring(() => readQueryList(fiveMegabytes, {}));
      expect(inWorker.result).toEqual(onPage.result);
      expect(inWorker.result.queries).toHaveLength(2_000);
      ratios.push(inWorker.gap / onPage.gap);
    }
    // The median of five: a busy machine stretches single gaps on either side.
    const median = ratios.sort((one, other) => one - other)[2];
    console.info(`largest gap, worker to page: ${ratios.map((ratio) => ratio.toFixed(2)).join(' ')}`);
    expect(median).toBeLessThan(0.5);
  });

  test('stops at an abort, with the signal’s reason, and its worker never answers', async () => {
    const stop = new AbortController();
    const reason = new Error('another paste came');
    const answers = await answersOfWorkersDuring(async () => {
      const reading = readQueryList(fiveMegabytes, {}, stop.signal);
      stop.abort(reason);
      await expect(reading).rejects.toBe(reason);
      // Started later and as long: by its end the aborted one would have answered too.
      await readQueryList(fiveMegabytes, {});
    });
    expect(answers).toEqual([0, 1]);
  });

  test('does not start for a signal that was aborted before', async () => {
    await expect(readQueryList('one', {}, AbortSignal.abort())).rejects.toMatchObject({ name: 'AbortError' });
  });

  test('is not undone by an abort that comes after the answer', async () => {
    const stop = new AbortController();
    const reading = await readQueryList('one', {}, stop.signal);
    stop.abort();
    expect(reading.queries).toEqual([{ text: 'one', row: 1 }]);
  });

  test('reads many lists at once, each for itself', async () => {
    const lists = Array.from({ length: 6 }, (_, index) => `list ${index}`);
    const readings = await Promise.all(lists.map((list) => readQueryList(list, {})));
    expect(readings.map(({ queries }) => queries[0]?.text)).toEqual(lists);
  });
});

describe('a worker that fails', () => {
  test.each([
    [
      'cannot be started',
      failingWorker(() => {
        throw new TypeError('refused by the policy');
      }),
    ],
    ['does not load', failingWorker(() => new Worker('data:text/javascript,throw 1', { type: 'module' }))],
  ])('because it %s is a problem of the reading, not an error', async (_, Failing) => {
    const real = globalThis.Worker;
    globalThis.Worker = Failing;
    try {
      const reading = await readQueryList('one', {});
      expect(reading).toMatchObject({ queries: [], problems: [{ tag: 'reader-failed', facts: {} }] });
    } finally {
      globalThis.Worker = real;
    }
  });
});

function failingWorker(make: () => Worker): typeof Worker {
  const Real = Worker;
  return new Proxy(Real, {
    construct: () => {
      const replaced = globalThis.Worker;
      globalThis.Worker = Real;
      try {
        return make();
      } finally {
        globalThis.Worker = replaced;
      }
    },
  });
}

/** How many messages each worker that `work` starts sends to the page, in the order they are started. */
async function answersOfWorkersDuring(work: () => Promise<void>): Promise<number[]> {
  const Real = globalThis.Worker;
  const answers: number[] = [];
  globalThis.Worker = class extends Real {
    constructor(url: string | URL, options?: WorkerOptions) {
      super(url, options);
      const index = answers.push(0) - 1;
      this.addEventListener('message', () => (answers[index] = (answers[index] ?? 0) + 1));
    }
  };
  try {
    await work();
  } finally {
    globalThis.Worker = Real;
  }
  return answers;
}

/** The longest time in ms that the event loop took to come round while `work` ran. */
async function largestGapDuring<T>(work: () => Promise<T>): Promise<{ gap: number; result: T }> {
  const loop = new MessageChannel();
  let last = performance.now();
  let gap = 0;
  loop.port1.onmessage = () => {
    const now = performance.now();
    gap = Math.max(gap, now - last);
    last = now;
    loop.port2.postMessage(null);
  };
  loop.port2.postMessage(null);
  await new Promise((resolve) => setTimeout(resolve, 20));
  gap = 0;
  const result = await work();
  // One more turn, so that a gap that ends with the work is seen too.
  await new Promise((resolve) => setTimeout(resolve, 20));
  loop.port1.close();
  return { gap, result };
}
