import { expect, it } from 'vitest';
import { fingerprintOfAllRoles, SAME_EVERYWHERE } from './everywhere';

it('gives the very same replies in Node as everywhere', async () => {
  expect(await fingerprintOfAllRoles()).toBe(SAME_EVERYWHERE);
});
