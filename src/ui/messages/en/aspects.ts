/** Words of Setup's section on aspects; the compiler checks that each problem has some. */
import type { AspectField, AspectProblem, AspectUse } from '../../../core/own-aspects';
import { oneLine } from '../../parts/visible-text';
import { shell } from './shell';

const { count, plural } = shell;

const fields: Record<AspectField, string> = {
  name: 'Name',
  low: 'What 1 means',
  high: 'What 5 means',
  when: 'When it applies',
};

const uses: Record<AspectUse, string> = { off: 'Off', fits: 'When it fits', always: 'Always' };

export const aspects = {
  title: 'Aspects',
  about: 'What responses are judged on, from 1 to 5. For each query the selector picks those that matter.',
  builtIn: (n: number) => `${count(n)} built-in aspects`,
  /** "all when they fit", or how many are used how. */
  summary: (n: Record<AspectUse, number>) =>
    n.off + n.always === 0
      ? 'all used when they fit'
      : [
          n.always > 0 ? `${count(n.always)} always` : '',
          n.fits > 0 ? `${count(n.fits)} when they fit` : '',
          n.off > 0 ? `${count(n.off)} off` : '',
        ]
          .filter(Boolean)
          .join(', '),
  uses,
  useOf: (name: string) => `When to judge on ${name}`,
  low: (text: string) => `1: ${text}`,
  high: (text: string) => `5: ${text}`,
  own: 'Your own aspects',
  none: 'None yet. Say what matters to you and the built-in ones miss: a house style, a reading level, a rule of your trade.',
  add: 'Add an aspect',
  full: (most: number) => `At most ${count(most)} of your own.`,
  nth: (n: number) => `Aspect ${count(n)}`,
  fields,
  placeholders: {
    name: 'House style',
    low: 'stiff, salesy or full of jargon',
    high: 'plain and friendly, the way we write',
    when: 'the reply could go to a customer',
  } satisfies Record<AspectField, string>,
  whenAbout: 'Optional. Told to the selector, never to the judge.',
  show: (name: string) => `Edit ${name}`,
  remove: (name: string) => `Remove ${name}`,
  removeTitle: 'Remove this aspect?',
  removeText: (name: string) => `${name} and its texts will be gone. “Off” keeps them and leaves it out.`,
  removeYes: 'Remove',
  asPaper: (builtIn: number) => `As in the paper: all ${count(builtIn)} when they fit, none of your own.`,
  paper: (builtIn: number) => `Paper: all ${count(builtIn)} when they fit, none of your own`,
  paperMeaning: 'Your own ones are switched off, not removed.',
  unlike: (n: number) => `${count(n)} unlike the paper`,
  problem,
  allDecided: (n: number) =>
    `The selector has nothing to choose: every query is judged on the same ${plural(n, 'aspect', 'aspects')}.`,
  mayBeCut: (n: number, needed: number, limit: number) =>
    `A written judgement of ${plural(n, 'aspect', 'aspects')} takes about ${count(needed)} tokens and may have ${count(limit)}. It would be cut off and could not be read: raise the length of judgements, or judge on fewer.`,
  noAspects: 'No aspect is left to judge on. Switch at least one on.',
} as const;

/** Characters of a name within a sentence. */
const LONGEST_NAME = 40;

function problem(it: AspectProblem): string {
  switch (it.tag) {
    case 'aspect-empty':
      return EMPTY[it.facts.field];
    case 'aspect-too-long':
      return `${fields[it.facts.field]}: ${count(it.facts.characters)} characters, at most ${count(it.facts.most)} are allowed.`;
    case 'aspect-name-signs':
      return 'A name is one line without : , " < > = and \\.';
    case 'aspect-name-taken':
      return it.facts.builtIn
        ? `${oneLine(it.facts.by, LONGEST_NAME)} is a built-in aspect. Choose another name; to replace it, switch the built-in one off.`
        : `There is another aspect named ${oneLine(it.facts.by, LONGEST_NAME)}. Choose another name.`;
    case 'too-many-own-aspects':
      return `${count(it.facts.have)} aspects of your own are on, at most ${count(it.facts.most)} can be.`;
    case 'too-many-always':
      return `${count(it.facts.have)} aspects apply always, at most ${count(it.facts.most)} can: each is judged for every response.`;
  }
}

const EMPTY: Record<AspectField, string> = {
  name: 'A name is missing.',
  low: 'Say what a score of 1 means.',
  high: 'Say what a score of 5 means.',
  when: 'Say it in words, or leave it empty.',
};
