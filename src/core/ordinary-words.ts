/**
 * English words that say nothing about where a text comes from: words of grammar, and those that ask for a text or shape one, which
 * a rule for an assistant needs itself. What is not here is telling, also in any other language.
 */
const GRAMMAR = `
  a an the and or but if then than so as of in on at by to for from with without about into over under between before after up out
  not no yes is are was were be been being am do does did done have has had can could will would shall should may might must
  i me my mine we us our you your he him his she her it its they them their this that these those there here who whom whose what
  which when where why how all any some each every both either neither more most less least much many few other another only own
  just also very too again always never often now i'm it's that's what's don't can't isn't let's please
`;
const WRITING = `
  write answer reply respond response question query request ask asked explain describe summarize summarise list give tell say show
  make use keep translate rewrite draft short long brief simple clear detailed full good better best new one two three word words
  sentence sentences paragraph line lines text example examples list steps step topic person people user reader assistant
`;

export const ordinaryWords: ReadonlySet<string> = new Set(`${GRAMMAR} ${WRITING}`.trim().split(/\s+/));
