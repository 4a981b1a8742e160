import { chatModelContract } from '../../contracts/chat-model';
import { createPracticeModel } from '../../../src/models/practice/engine';

chatModelContract('the practice model at full speed', () => createPracticeModel({ pace: null }));

chatModelContract('the practice model at a reading pace', () =>
  createPracticeModel({ pace: 40, sleep: () => Promise.resolve() }),
);
