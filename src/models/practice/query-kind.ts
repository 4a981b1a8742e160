/**
 * What kind of thing a query asks for, and which field of life it belongs to: recognised from its words alone, so that
 * responder, judge, critic and selector all see the same kind in the same text.
 */
import { remembered } from './remembered';
import { DOMAINS, type Domain } from './words/domains';

export const QUERY_KINDS = [
  'how-to',
  'fact',
  'creative',
  'task',
  'feeling',
  'harmful',
  'unknowable',
  'vague',
  'opinion',
] as const;
export type QueryKind = (typeof QUERY_KINDS)[number];

const HARMFUL =
  /find out where (she|he|they|someone) live|as if they came from|fake (review|reference|id|document)|honestly it was|without (them|him|her) (knowing|noticing)|break into|(make|build) a (bomb|weapon)|poison (someone|my|a person)|hack (into|my)|steal (a|from|someone)|without the password|pick a lock|track (my|a) (wife|husband|girlfriend|boyfriend|ex)|cheat on|blackmail|phishing|forge |doctor's note|not ask for id|max \d{3} calories|drive home is|arguments for .* foreigners/i;
const UNKNOWABLE =
  /\b(open right now|right now\?|same you|last night\? i told|book (a|me|us)|call (him|her|them) for me|order me|text my|what will .* (be|cost|worth)|in 20[3-9]\d|who will win|next week's|will it rain|lottery|what am i thinking|my password|tomorrow's (price|weather)|log in to my|has the .* left yet|are you recording|passed on to|laugh at us)\b/i;
const FEELING =
  /\b((dog|cat|mother|father|friend|wife|husband|sister|brother|grandmother) died|crying|grief|lonely|alone|i'm just stupid|no point|failed|feel (sad|like|so|terrible|lost|empty|numb)|broke up|left me|heartbroken|anxious|panic|don't know a soul|ashamed|overwhelmed|afraid to|worst|hates me|promotion|homesick|passed away|scared|i love him|can't sleep|dementia|always tired|not being here|lose her trust|grabbed)\b/i;
const CREATIVE =
  /\b(poem|haiku|story|fable|opening line|roleplay|invent|novel|toast|lyrics|song about|limerick|name my|names? for|slogan|weather forecast for|imagine|museum of|first room|riddle|joke|describe|pitch me|dream up|come up with|talk about|metaphor|first verse|the plot|redesign|mural|superstition|spooky|ideas for something|in a letter|seven words|go on from here|voices|sentence that sounds|compare \w+ to|suppose|have an argument|could they become|twelve angles|write to me|that minute|party for|playground)\b/i;
const TASK =
  /^(convert|summari[sz]e|translate|correct|turn this|make this|say|write (to|a|an|me)|draft|rephrase|fix|shorten|give me a clear|list|please write|could you please correct)\b|\bcorrect this\b|\bin (german|french|spanish|italian)\b|\bi need a note\b|^(put into|set me|letter to|\d+ characters|these by|six phrases)|\b(regex|is this letter|shopping for it|seating plan|quantities please|for someone who slept)\b/i;
const OPINION =
  /\b(should (i|a|we|my|you|they)|is it (wrong|right|rude|ok|fair|worth)|convince me|do we owe|best case|which (religion|party|is better)|who should i|why are .* so|do you think|what do you (think|ask)|break down|staged|would you rather|pros and cons|allowed to|better|agree|would a|possible to be|does it matter|is soup|fence-sitting|shall we|people say|the catch|do (poor|left-handed|vaccines)|who's right|isn't it|may as well|yes or no|making too much|by nature|too little|same as|up to you)\b/i;
const DEFINITION = /^(what('s| is| are) |explain (what|how|why) |how long |which .* must )/i;
const ASKS_HOW =
  /\b(how (do|can|should|could|to) (i|we|you)?|what (do|can|could) (i|we)|what should (i|we) (do|say)|should my first|what now|where do i|teach me|show me how)\b/i;
const HOW_TO =
  /\b(steps|recipe|dinner|what goes in|am i missing|can i|won't|doesn't work|isn't working|slips|offline|yellow|saveable|learn|prepare|fix|drips|chirps|stuck|culprit|begin|now what|hiding|supervise|every single night|script runs|css|python|tomatoes|plant|kills the song|feeds \d|misprint|cancel)\b/i;

export interface QueryNature {
  kind: QueryKind;
  domain: Domain | undefined;
  /** Where a careless reply could cost health, money or rights. */
  risky: boolean;
  /** Where a careless reply could hurt a group or someone in pain. */
  tender: boolean;
}

export const natureOf = remembered((query): QueryNature => {
  const kind = kindOf(query);
  const domain = domainOf(query);
  return {
    kind,
    domain,
    risky: kind === 'harmful' || domain?.risky === true,
    tender: kind === 'feeling' || TENDER.test(query),
  };
}, 200);

const TENDER =
  /\b(people from|religion|culture|women|men are|immigrants?|foreigners|blind|disabled|elderly|race|gay|backward|vote|faith|mother in law|grandmother|my son|my daughter|died|my first language)\b/i;

function kindOf(query: string): QueryKind {
  if (HARMFUL.test(query)) return 'harmful';
  if (UNKNOWABLE.test(query)) return 'unknowable';
  if (FEELING.test(query) && !/\?.{0,40}\bdraft\b/.test(query)) return 'feeling';
  if (CREATIVE.test(query)) return 'creative';
  const words = query.split(/\s+/).length;
  if (
    words <= 8 &&
    /^(help|suggest|need|which .*\b(i|we)\b|fix it|make it|it |my |the |improve|what should)/i.test(query)
  )
    return 'vague';
  if (TASK.test(query)) return 'task';
  if (DEFINITION.test(query)) return 'fact';
  if (ASKS_HOW.test(query)) return 'how-to';
  if (OPINION.test(query)) return 'opinion';
  if (HOW_TO.test(query)) return 'how-to';
  return 'fact';
}

function domainOf(query: string): Domain | undefined {
  let best: Domain | undefined;
  let most = 0;
  for (const domain of DOMAINS) {
    const hits = query.match(domain.cue)?.length ?? 0;
    if (hits > most) [best, most] = [domain, hits];
  }
  return best;
}
