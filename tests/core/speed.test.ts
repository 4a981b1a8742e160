import { expect, test } from 'vitest';
import { builtInSetup, practiceRow, runInNode } from '../../scripts/bench/run-in-node';
import { estimateRun } from '../../src/core/estimate';
import { secondsOf, speedsOf } from '../../src/core/speed';
import { ROLES } from '../../src/core/terms';
import { PRACTICE_ID } from '../../src/models/practice/variants';

test('the speed of a model is its fresh tokens over the time they took', async () => {
  const { run, disk } = await runInNode(practiceRow('r', builtInSetup('quick'), 'measured'));
  await run.ended;
  const speed = speedsOf([...disk.records.values()]).get(PRACTICE_ID);
  const calls = [...disk.records.values()].flatMap((record) =>
    record.kind === 'call' ? [record.reply.usage] : [],
  );
  expect(speed?.calls).toBe(calls.length);
  const ms = calls.reduce((sum, { decodeMs }) => sum + decodeMs, 0);
  expect((speed?.decode ?? 0) * ms).toBeCloseTo(
    calls.reduce((sum, { completionTokens }) => sum + completionTokens, 0) * 1000,
    3,
  );
});

test('the time of a run is known only when every role it needs was measured', () => {
  const estimate = estimateRun(builtInSetup('quick'));
  const measured = { prefill: 100, decode: 10, calls: 5 };
  const all = Object.fromEntries(ROLES.map((role) => [role, measured])) as Record<
    (typeof ROLES)[number],
    typeof measured
  >;
  const { byRole } = estimate;
  const expected = ROLES.reduce(
    (sum, role) => sum + byRole[role].promptTokens / 100 + byRole[role].completionTokens / 10,
    0,
  );
  expect(secondsOf(estimate, all)).toBeCloseTo(expected, 6);
  expect(secondsOf(estimate, { ...all, judge: undefined })).toBeNull();
});
