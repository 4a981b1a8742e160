import { expect, test } from 'vitest';
import { breathing } from '../../src/runner/breathe';

test('a breath lets other tasks run, and is not clamped as timers are', async () => {
  const breathe = breathing();
  const order: string[] = [];
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => order.push('other task');
  port2.postMessage(null);
  await breathe();
  order.push('after a breath');
  expect(order).toEqual(['other task', 'after a breath']);
  port1.close();
});

test('breaths taken together all end, in order', async () => {
  const breathe = breathing();
  const order: number[] = [];
  await Promise.all([0, 1, 2].map(async (i) => breathe().then(() => order.push(i))));
  expect(order).toEqual([0, 1, 2]);
});
