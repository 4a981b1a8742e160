import { expect, it } from 'vitest';
import { chatModelContract } from '../../contracts/chat-model';
import { createPracticeModel } from '../../../src/models/practice/engine';
import { fingerprintOfAllRoles, SAME_EVERYWHERE } from './everywhere';

it('gives the very same replies in Chromium as everywhere', async () => {
  expect(await fingerprintOfAllRoles()).toBe(SAME_EVERYWHERE);
});

chatModelContract('the practice model in a page', () => createPracticeModel({ pace: null }));
