/**
 * Which words of a rule, a critique or an aspect's description ask for a trait (`for`) or against it (`against`).
 * Where both are found in one sentence, `against` wins: "do not ask questions" asks for none.
 */
import type { QueryKind } from '../query-kind';
import type { Trait } from '../traits';

export interface Cue {
  trait: Trait;
  for: RegExp;
  against?: RegExp;
}

export const CUES: readonly Cue[] = [
  {
    trait: 'direct',
    for: /\b(directly|first sentence|first line|get to the point|lead with|answer first|start(s|ing)? with (the|your) (answer|result|most)|begin with the (answer|result|most)|main point|exactly what|what (was|is) (really )?asked|everything (that was |they )?asked|every part|serves? what|what the person needs|does not (really )?answer|on the query|key point)\b/i,
  },
  {
    trait: 'steps',
    for: /\b(steps?|list|lists|bullets?|numbered|structure[ds]?|headings?|organi[sz]ed?|short paragraphs|in order|easy to follow|layout|scan|clear order|wall of text|one idea per)\b/i,
    against: /\b(no|avoid|without|never use|not use) (lists?|bullets?|bullet points|headings?)\b/i,
  },
  {
    trait: 'reasons',
    for: /\b(why|reasons?|reasoning|because|explain|cause|logic behind|how it works|shallow|bare statements?|telling detail)\b/i,
    against:
      /\b(no|without|skip|never|not) (any )?(explain|explanations?|reasons|explaining|give reasons)\b/i,
  },
  {
    trait: 'example',
    for: /\b(examples?|concrete|illustrat\w+|sample|specific case|analog(y|ies)|numbers they can check|for instance)\b/i,
    against: /\b(no|without|avoid|skip|never give) examples?\b/i,
  },
  {
    trait: 'asks',
    for: /\b(ask (one|a|for|back|what|which|the)|asks?|follow-up|clarif\w+|question back|next step you can|offer (one|a) next|moves? things on|what is unclear|unclear|could be asked|invite)\b/i,
    against: /\b(no|never|not|avoid|without) (ask\w*|(follow-up )?questions?|clarif\w+)\b/i,
  },
  {
    trait: 'warm',
    for: /\b(warm\w*|empath\w+|feelings?|feels?|kind|kindly|kindness|compassion\w*|supportive|friendly|acknowledge|encourag\w+|gentl\w+|comfort|understands? the person|caring|cold)\b/i,
    against: /\b(no|without|avoid|never show|not) (feelings?|emotions?|empathy|warmth)\b/i,
  },
  {
    trait: 'limits',
    for: /\b(limits?|limitations?|cannot know|can't know|cannot do|do not know|don't know|what you (lack|cannot)|admit|unable to know|no access|beyond your|pretends?|pretending|current events|personal memory|own up)\b/i,
    against: /\b(never admit|do not mention (your )?limit\w*|never say you do not know|hide your limits)\b/i,
  },
  {
    trait: 'calibrated',
    for: /\b(uncertain\w*|how sure|sure only|confidence|confident only|certain\w*|verify|check (a|the|your|with|facts)|accura\w+|correct|facts? from|guess\w*|made up|make up|invent(ed)? (facts|details)|well established|sources?)\b/i,
    against: /\b(never|no|without|not|avoid) (hedg\w+|doubts?|uncertain\w*|qualif\w+)\b/i,
  },
  {
    trait: 'weighs',
    for: /\b(weigh\w*|both sides|other views?|another view|evidence|assumptions?|trade-?offs?|pros and cons|counter\w*|perspectives?|question (a |the )?claims?|critical\w*|alternatives|claims? without|biases|for and against)\b/i,
    against: /\b(one side only|do not question|no other views?)\b/i,
  },
  {
    trait: 'lively',
    for: /\b(lively|engag\w+|vivid|interesting|curious|curiosity|imagery?|image|colou?rful|flat|lifeless|energy|read on|hook|varied sentences?|wit|playful)\b/i,
    against: /\b(dry|neutral|no humou?r|avoid humou?r|formal tone|strictly formal)\b/i,
  },
  {
    trait: 'fresh',
    for: /\b(creativ\w+|fresh|original\w*|surpris\w+|unexpected|novel|stale|predictable|clich[eé]s?|unusual|inventive|imaginat\w+)\b/i,
    against: /\b(stay|keep|stick) (to|with) (the )?(usual|common|standard)\b/i,
  },
  {
    trait: 'safe',
    for: /\b(harm\w*|safe\w*|danger\w*|illegal|risk\w*|professional|doctor|emergency|hurt|legal advice|warn\w*|decline)\b/i,
    against: /\b(no|without|skip|never give|avoid) (warnings?|safety notes?|disclaimers?)\b/i,
  },
  {
    trait: 'respect',
    for: /\b(respect\w*|cultur\w+|groups?|backgrounds?|inclusive|stereotyp\w+|sensitiv\w+|dignity|careful with all|careless|judg(e|ing) (people|them)|beliefs?)\b/i,
  },
  {
    trait: 'brief',
    for: /\b(brief\w*|short|concise\w*|tight|few words|to the point|earns? its place|every sentence|under \d+ words|no more than|trim|cut whatever|succinct\w*|keep it (short|small))\b/i,
    against: /\b(at length|not be brief|never be short)\b/i,
  },
  {
    trait: 'detail',
    for: /\b(detail\w*|thorough\w*|in depth|depth|comprehensive\w*|complete picture|exhaustive\w*|fully|elaborate|at length|long answers?)\b/i,
    against: /\b(no|avoid|without|skip) (detail\w*|elaborat\w+)\b/i,
  },
  {
    trait: 'padded',
    for: /\b(polite introduction|praise the (question|user)|thank the (user|person) for|restate the (question|query)|summary at the end|formal greeting|repeat the question)\b/i,
    against:
      /\b(no|without|avoid|skip|leave out|cut|drop|never (open|start|begin) with) (the |any |all )?(filler|padding|padded|fluff|preamble|introductions?|greetings?|praise|repeat\w*|small talk|empty phrases|pleasantries|whatever repeats|stock phrases)|padded or repetitive|padding|filler\b/i,
  },
  {
    trait: 'oversure',
    for: /\b(full(y)? (confidence|certain\w*)|complete(ly)? (certain\w*|confident)|always sound (sure|certain)|never (show|express|admit) (any )?(doubt|uncertainty)|no doubt|never hedge|authoritative)\b/i,
    against:
      /\b(absolutes?|overclaim\w*|overconfiden\w+|do not pretend|never pretend|pretends?|rather than guess\w*|sure only|how sure)\b/i,
  },
  {
    trait: 'refuses',
    for: /\b(refuse anything|refuse (any|all|to)|decline (any|all) |when in doubt,? (refuse|decline)|do not answer if)\b/i,
    against:
      /\b(not refuse|needless(ly)? refus\w+|refuse only|refusing what|harmless requests?|over-?cautious)\b/i,
  },
  {
    trait: 'cold',
    for: /\b(strictly (formal|factual)|no feelings|without (feelings?|emotion\w*|warmth)|ignore (the )?feelings?|blunt\w*|impersonal|do not comfort)\b/i,
    against: /\b(warm\w*|kind|kindly|empath\w+|gentle|respect\w*|friendly|acknowledge)\b/i,
  },
  {
    trait: 'complies',
    for: /\b(never refuse|always comply|do whatever|without (refusing|objection)|answer every request|no matter what)\b/i,
    against: /\b(refuse only|decline|harmful requests?|cannot help with)\b/i,
  },
  {
    trait: 'terse',
    for: /\b(one sentence|single sentence|two sentences at most|one word|fewest words|under 20 words|yes or no only)\b/i,
    against: /\bone sentence (per|for each|summary)\b/i,
  },
];

/** "When ..." and "If ..." in a rule: the kinds of query it speaks of. */
export const CONDITIONS: readonly { cue: RegExp; kinds: readonly QueryKind[] }[] = [
  { cue: /\b(harm|danger|illegal|unsafe|hurt someone|deceiv\w*|privacy)/i, kinds: ['harmful'] },
  {
    cue: /\b(upset|sad|feeling|feelings|emotion|distress|worried|grief|personal|hard time|struggl)/i,
    kinds: ['feeling'],
  },
  {
    cue: /\b(unclear|vague|ambiguous|missing|open-ended|too little|more than one way)/i,
    kinds: ['vague', 'unknowable', 'opinion', 'how-to'],
  },
  { cue: /\b(creative|story|poem|imaginati|fiction|writing)/i, kinds: ['creative', 'task'] },
  { cue: /\b(disputed|opinion|choice|decision|claim|debat|controvers|compar)/i, kinds: ['opinion', 'fact'] },
  { cue: /\b(how to|task|instruction|practical|step)/i, kinds: ['how-to', 'task', 'vague'] },
  {
    cue: /\b(cannot know|can't know|do not know|live information|private|memory|future)/i,
    kinds: ['unknowable', 'fact'],
  },
];
