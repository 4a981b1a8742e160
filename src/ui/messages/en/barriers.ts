/** Words for where a run looks whether to go on: what is over, and what comes of it. */
export const barriers = {
  over: {
    check: 'The judge check is over',
    examples: 'A round of examples is over',
    level: 'The level is over',
    validation: 'Some validation queries are answered',
    verdict: 'Some held-out queries are answered',
  },
  /** Where it goes on, and why it does not. */
  why: {
    on: {
      check:
        'The run goes on. If you had pressed “Finish now”, it would go to its verdict here, without a search.',
      examples:
        'Here the run looks whether you pressed “Finish now”, or its minutes are over, before it goes on.',
      level:
        'Here the run looks whether you pressed “Finish now”, or its minutes are over, before it goes on.',
      validation:
        'Here the run looks whether you pressed “Finish now”, or its minutes are over, before it asks more.',
      verdict:
        'Here the run looks whether you pressed “Finish now”, or its minutes are over, before it asks more.',
    },
    asked: {
      check: 'You pressed “Finish now”, so there is no search: the run goes to its verdict.',
      examples: 'You pressed “Finish now”, so there is no search: the run goes to its verdict.',
      level: 'You pressed “Finish now”, so the search ends here. What this level kept goes on.',
      validation: 'You pressed “Finish now”, so no more are asked.',
      verdict: 'You pressed “Finish now”, so no more are asked.',
    },
    deadline: {
      check: 'Time is short, so there is no search: the run goes to its verdict.',
      examples: 'Time is short, so the search begins now.',
      level: 'Time is short, so the search ends here. What this level kept goes on.',
      validation: 'Time is short, so no more are asked.',
      verdict: 'Time is short, so no more are asked.',
    },
  },
} as const;
