import { expect, test } from 'vitest';
import { faultOf } from '../../src/runner/fault-of';
import { StorageFault, storageFaultOf } from '../../src/store/storage-fault';

test('a full disk is told apart from all else that can fail', () => {
  const full = new DOMException('no room', 'QuotaExceededError');
  expect(storageFaultOf(full).fault).toMatchObject({ tag: 'storage-full' });
  expect(storageFaultOf(new DOMException('x', 'ConstraintError')).fault.tag).toBe('storage-failed');
  expect(storageFaultOf('odd').fault.tag).toBe('storage-failed');
});

test('a fault that is one already stays as it is', () => {
  const fault = new StorageFault({ tag: 'storage-full', facts: {} });
  expect(storageFaultOf(fault)).toBe(fault);
});

test('the runner, which does not know the store, understands its faults', () => {
  const fault = { tag: 'storage-full', facts: { name: 'QuotaExceededError', message: 'no room' } };
  expect(faultOf(storageFaultOf(new DOMException('no room', 'QuotaExceededError')))).toEqual(fault);
});
