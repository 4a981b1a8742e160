/**
 * What happened, what was kept, what to do next: one entry a fault tag. `facts` come from where it went wrong.
 * tests/ui/faults.test.ts holds this against the tags in the source.
 */
import type { FaultWords } from '../../faults';
import { downloadFaults, engineFaults } from './model-faults';

type Facts = Record<string, string | number | boolean>;
type Words = (facts: Facts, inModels: string) => FaultWords;

const keptCalls = 'Every finished call is kept and will not be made again.';
const nothingLost = 'Nothing stored was changed.';
const fact = (facts: Facts, name: string, otherwise: string): string => String(facts[name] ?? otherwise);

const byTag = {
  ...engineFaults,
  ...downloadFaults,
  'storage-full': () => ({
    what: 'This browser has no room left for the run.',
    kept: keptCalls,
    next: 'Delete runs you no longer need in the Library, or free disk space, then resume.',
  }),
  'storage-failed': (facts) =>
    facts.name === 'outdated'
      ? {
          what: 'A newer version of this app was opened in another tab and has taken over the storage.',
          kept: keptCalls,
          next: 'Reload this page to go on with the new version.',
        }
      : {
          what: `The browser’s storage did not answer (${fact(facts, 'name', 'unknown')}: ${fact(facts, 'message', 'no further word')}).`,
          kept: 'What was stored before is still stored.',
          next: 'Reload the page. In a private window storage may be forbidden: use an ordinary one.',
        },
  'journal-mismatch': (facts) => ({
    what: `What is recorded no longer fits what the method asks at ${fact(facts, 'path', `event ${fact(facts, 'seq', '?')}`)}.`,
    kept: 'The run as recorded is kept and can be viewed. It is never mixed with new answers.',
    next: 'Start a new run with the same settings.',
  }),
  'method-changed': (facts) => ({
    what: `This run was made with version ${fact(facts, 'recorded', '?')} of the method; this is version ${fact(facts, 'current', '?')}.`,
    kept: 'The run as recorded is kept and can be viewed.',
    next: 'Start a new run with the same settings.',
  }),
  'run-elsewhere': () => ({
    what: 'This run is going on in another tab.',
    kept: keptCalls,
    next: 'Go to that tab, or close it and resume here.',
  }),
  'run-missing': () => ({
    what: 'There is no such run in this browser. It may have been deleted, or made in another browser.',
    kept: 'All other runs are untouched.',
    next: 'The Library shows those that are here.',
  }),
  'candidate-missing': (facts) => ({
    what: `This run has no candidate ${fact(facts, 'node', 'of that name')}.`,
    kept: 'The run is untouched, and shown as it is.',
    next: 'The tree shows the candidates there are; each can be opened.',
  }),
  'not-resumable': (facts) => ({
    what:
      facts.status === 'finished'
        ? 'This run is finished already.'
        : 'This run ended with a problem and cannot go on.',
    kept: 'It is kept and can be viewed.',
    next: 'Open it from Start, or begin a new one.',
  }),
  'not-finished': () => ({
    what: 'This run has not come to its end, so its verdict cannot be added to yet.',
    kept: keptCalls,
    next: 'Let it finish first; “Run” in the menu shows how far it is.',
  }),
  'engine-missing': (facts) => ({
    what: `The model of this run (${fact(facts, 'id', 'unknown')}) is not on offer here.`,
    kept: 'The run as recorded is kept and can be viewed.',
    next: 'Choose another model in Setup and start a new run.',
  }),
  'prompt-too-long': (facts) => ({
    what: `A prompt for the ${fact(facts, 'role', 'model')} needs ${fact(facts, 'needed', 'more')} tokens; only ${fact(facts, 'window', 'fewer')} are left for it.`,
    kept: keptCalls,
    next: 'Start a new run with a shorter start prompt, shorter queries or fewer examples.',
  }),
  'content-missing': (facts) => ({
    what: `A file that belongs to the app could not be read: ${fact(facts, 'file', 'unknown')} (${fact(facts, 'why', 'no further word')}).`,
    kept: 'Your runs are untouched.',
    next: 'Reload the page. If it stays away, the app was not copied here completely.',
  }),
  'archive-newer': () => ({
    what: 'This file was written by a newer version of the app.',
    kept: nothingLost,
    next: 'Reload the page to get the newest version, then try again.',
  }),
  'archive-unreadable': (facts) => ({
    what: 'This file is not a run of this app, or it is damaged.',
    kept: nothingLost,
    next: `Choose a file made with Export, or export the run again where it was made. Reading stopped at line ${fact(facts, 'line', '?')}: ${fact(facts, 'why', 'unreadable')}.`,
  }),
  'archive-too-large': () => ({
    what: 'This file is larger than a run can be.',
    kept: nothingLost,
    next: 'Check that it is the right file.',
  }),
  'import-no-room': () => ({
    what: 'This browser has no room left for the run in this file.',
    kept: 'Nothing of it was stored, and the file is as it was.',
    next: 'Delete runs you no longer need, or free disk space, then import it again.',
  }),
  unexpected: (facts) => ({
    what: `Something unexpected happened: ${fact(facts, 'message', 'no further word')}.`,
    kept: keptCalls,
    next: 'Resume the run. If it happens again at the same place, the message above is what to report.',
  }),
} satisfies Record<string, Words>;

export const faults = {
  byTag,
  inModels: ' in Models',
  unforeseen: (tag: string): FaultWords => ({
    what: `Something went wrong that has no explanation here yet (${tag}).`,
    kept: 'What was stored before is still stored.',
    next: 'Reload the page and try again.',
  }),
} as const;
