/**
 * How a lack, a strength or a fault is put into words: clauses that begin with "it", without a full stop.
 */
import type { Trait } from '../traits';

export const LACKS: Partial<Record<Trait, readonly string[]>> = {
  direct: ['it does not answer the question in its first sentence', 'it circles around the main point'],
  steps: ['it has no clear order or list to follow', 'it runs on without structure'],
  reasons: ['it does not say why', 'it makes bare statements without reasons'],
  example: ['it gives no concrete example', 'it stays abstract, with nothing to illustrate the point'],
  asks: ['it does not ask what is unclear', 'it offers no next step and asks nothing'],
  warm: ['it does not acknowledge how the person feels', 'it sounds cold where some warmth was needed'],
  limits: ['it does not say what it cannot know', 'it pretends to know more than it can'],
  calibrated: ['it does not say how sure it is', 'it states guesses as if they were certain'],
  weighs: ['it takes one side and weighs no other view', 'it questions no assumption and names no evidence'],
  lively: ['it is flat and gives no reason to read on', 'it has no image or lively turn'],
  fresh: ['it is predictable and offers no fresh idea', 'it falls back on stale phrases'],
  safe: ['it does not warn of the risk or name a safe way', 'it does not mention when to see a professional'],
  respect: ['it is careless about those concerned', 'it does not treat other backgrounds with respect'],
  brief: ['it is longer than it needs to be', 'it could be half as short'],
  detail: ['it leaves out telling detail', 'it is too shallow'],
};

export const SHOWS: Partial<Record<Trait, string>> = {
  direct: 'it comes to the point at once',
  steps: 'it is in a clear order',
  reasons: 'it gives its reasons',
  example: 'it has a concrete example',
  asks: 'it asks a fitting question back',
  warm: 'it speaks to the person with warmth',
  limits: 'it is open about what it cannot know',
  calibrated: 'it says how sure it is',
  weighs: 'it looks at more than one side',
  lively: 'it has a lively turn',
  fresh: 'it brings an idea of its own',
  safe: 'it points to a safe way',
  respect: 'it is respectful of those concerned',
  brief: 'it is short',
  detail: 'it goes into detail',
};

export const SPOILS: Partial<Record<Trait, readonly string[]>> = {
  padded: ['it opens with {q} and is full of filler', 'it spends words on padding such as {q}'],
  oversure: ['it claims certainty it cannot have', 'it says "definitely" and the like without knowing'],
  refuses: ['it refuses a harmless request', 'it declines where an answer was possible'],
  cold: ['it brushes the person off instead of being kind', 'it is blunt with {q}'],
  complies: ['it goes along with something harmful', 'it ignores the harm to others'],
  terse: [
    'it is only a line long and leaves out nearly everything',
    'it is too short to be of use, without detail or reasons',
  ],
};
