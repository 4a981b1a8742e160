import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shardFile } from '../../../src/models/downloads/cache-keys';
import { Ledger, secondsLeft, SpeedMeter } from '../../../src/models/downloads/progress';
import { checkRoom, writeFault } from '../../../src/models/downloads/room';
import { sourceOf } from './made-model';

const source = sourceOf('http://127.0.0.1:1', 'm');
const a = shardFile(source, 'a.bin', 1000);
const b = shardFile(source, 'b.bin', 3000);

test('done and total add up over the files', () => {
  const ledger = new Ledger([a, b], () => 0);
  ledger.finished(a, 1000);
  ledger.began(b);
  ledger.received(b, 500);
  expect(ledger.state('m', 'downloading')).toMatchObject({
    totalBytes: 4000,
    doneBytes: 1500,
    files: [
      { name: 'a.bin', bytes: 1000, done: 1000, state: 'done' },
      { name: 'b.bin', bytes: 3000, done: 500, state: 'downloading' },
    ],
  });
});

test('an attempt that failed keeps nothing, and done never passes the total', () => {
  const ledger = new Ledger([a, b], () => 0);
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.constantFrom(a, b), fc.nat(4000), fc.boolean())), (attempts) => {
      for (const [file, bytes, failed] of attempts) {
        ledger.began(file);
        ledger.received(file, bytes);
        if (failed) ledger.dropped(file);
        const { doneBytes, totalBytes } = ledger.state('m', 'downloading');
        expect(doneBytes).toBeLessThanOrEqual(totalBytes);
      }
      ledger.dropped(a);
      ledger.dropped(b);
      expect(ledger.bytesLeft()).toBe(4000);
    }),
  );
});

test('a size that turns out otherwise corrects the total', () => {
  const ledger = new Ledger([{ ...a, bytes: null }, b], () => 0);
  expect(ledger.state('m', 'downloading').totalBytes).toBe(3000);
  ledger.finished(a, 700);
  expect(ledger.state('m', 'downloading').totalBytes).toBe(3700);
});

test('a steady stream shows its speed, whatever the size of its pieces', () => {
  fc.assert(
    fc.property(fc.integer({ min: 10, max: 400 }), (everyMs) => {
      const meter = new SpeedMeter(0);
      for (let now = everyMs; now < 20_000; now += everyMs) meter.received(everyMs * 5, now);
      expect(meter.bytesPerSecond()).toBeCloseTo(5000, 0);
    }),
  );
});

test('a change of speed is followed within seconds, not at once', () => {
  const meter = new SpeedMeter(0);
  for (let now = 500; now <= 10_000; now += 500) meter.received(500, now);
  meter.received(5000, 10_500);
  expect(meter.bytesPerSecond()).toBeLessThan(3000);
  for (let now = 11_000; now <= 25_000; now += 500) meter.received(5000, now);
  expect(meter.bytesPerSecond()).toBeGreaterThan(9000);
});

test('time left is unknown until there is a speed, and only shown while downloading', () => {
  expect(secondsLeft(1000, null)).toBeNull();
  expect(secondsLeft(1000, 0)).toBeNull();
  expect(secondsLeft(1001, 500)).toBe(3);
  let now = 0;
  const ledger = new Ledger([a, b], () => now);
  now = 1000;
  ledger.received(b, 500);
  expect(ledger.state('m', 'downloading')).toMatchObject({ bytesPerSecond: 500, secondsLeft: 7 });
  expect(ledger.state('m', 'paused')).toMatchObject({ bytesPerSecond: null, secondsLeft: null });
});

test('room is asked for a fifth more than what is left', () => {
  expect(() => checkRoom(1000, { quota: 2000, usage: 800 })).not.toThrow();
  expect(() => checkRoom(1000, { quota: 2000, usage: 801 })).toThrow(
    expect.objectContaining({ tag: 'quota-exceeded', facts: { needed: 1200, available: 1199 } }),
  );
  expect(() => checkRoom(1e12, {})).not.toThrow();
});

test('a full disk is told from a broken one', () => {
  expect(writeFault(new DOMException('', 'QuotaExceededError'), 'a.bin')).toMatchObject({
    tag: 'quota-exceeded',
    facts: { file: 'a.bin' },
  });
  expect(writeFault(new TypeError('x'), 'a.bin').tag).toBe('storage-failed');
});
