import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { RunEvent } from '../../src/core/events';
import { Outbox } from '../../src/core/outbox';

const event = (node: string): RunEvent => ({ kind: 'candidate-dropped', node });

async function read(outbox: Outbox): Promise<string[]> {
  const nodes: string[] = [];
  for await (const one of outbox.events()) if (one.kind === 'candidate-dropped') nodes.push(one.node);
  return nodes;
}

test('events come in the order of their slots, however late they are told', async () => {
  const outbox = new Outbox();
  const first = outbox.root.slot();
  const second = outbox.root.slot();
  outbox.root.emit(event('last'));
  const reading = read(outbox);
  second.emit(event('2'));
  second.close();
  await Promise.resolve();
  const inner = first.slot();
  first.emit(event('1b'));
  first.close();
  inner.emit(event('1a'));
  inner.close();
  outbox.end();
  expect(await reading).toEqual(['1a', '1b', '2', 'last']);
});

test('any order of telling gives one order of events (law)', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 12 }), fc.infiniteStream(fc.nat()), async (count, draws) => {
      const outbox = new Outbox();
      const open = Array.from({ length: count }, (_, i) => ({ i, slot: outbox.root.slot() }));
      const reading = read(outbox);
      while (open.length > 0) {
        const [one] = open.splice(Number(draws.next().value) % open.length, 1);
        one?.slot.emit(event(String(one.i)));
        one?.slot.close();
        await Promise.resolve();
      }
      outbox.end();
      expect(await reading).toEqual(Array.from({ length: count }, (_, i) => String(i)));
    }),
  );
});

test('an error reaches the reader after the events whose turn had come', async () => {
  const outbox = new Outbox();
  outbox.root.emit(event('told'));
  outbox.root.slot();
  outbox.root.emit(event('behind an open slot'));
  outbox.end(new Error('stopped'));
  const told: RunEvent[] = [];
  await expect(
    (async () => {
      for await (const one of outbox.events()) told.push(one);
    })(),
  ).rejects.toThrow('stopped');
  expect(told).toEqual([event('told')]);
});
