/**
 * What the practice model can say about a field of life: sentences with {t} for what the query is about. `points` are
 * orders a person can follow, `facts` statements, `cares` what to be careful about. Plain, harmless, general truths only.
 */
export interface Domain {
  name: string;
  cue: RegExp;
  risky: boolean;
  points: readonly string[];
  facts: readonly string[];
  whys: readonly string[];
  examples: readonly string[];
  cares: readonly string[];
}

export const DOMAINS: readonly Domain[] = [
  {
    name: 'food',
    cue: /\b(cook\w*|recipe\w*|bak\w+|bread|sourdough|starter|eggs?|rice|soup|dinner|lunch|meal|vegetarian\w*|cabbage|oven|cake|flour|spice\w*|wine|bakery|rye|tofu|pasta)\b/gi,
    risky: false,
    points: [
      'Taste as you go, and season in small amounts',
      'Lay out everything for {t} before the pan is hot',
      'Cook the slowest ingredient first and add the tender ones late',
      'Keep the heat gentle until you see how it behaves',
    ],
    facts: ['Smell, texture and colour tell you more about {t} than the clock does.'],
    whys: ['That matters because salt and heat are easy to add and impossible to take back.'],
    examples: ['For example, fry the firm vegetables for five minutes, then add the soft ones for two.'],
    cares: ['When in doubt about whether food is still safe, throw it away.'],
  },
  {
    name: 'home',
    cue: /\b(rug|wool|stain\w*|carpet|paint|room|plant|plants|leaves|garden\w*|boiler|landlord|jeans|hem|washing|cleaning|lamp|wall|furniture|leak\w*|drain|birds?|dog|cat|neighbou?rs?)\b/gi,
    risky: false,
    points: [
      'Test on a small hidden spot before you touch the rest',
      'Take a photo of {t} before you change anything',
      'Blot or brush gently instead of rubbing hard',
      'Change one thing at a time and give it a few days',
    ],
    facts: ['Most trouble with {t} comes down to water, light or wear.'],
    whys: ['That matters because rubbing and soaking spread the damage instead of lifting it.'],
    examples: ['For example, press a white cloth on the spot for ten seconds and see what comes off.'],
    cares: ['Never mix cleaning products; some mixtures give off poisonous gas.'],
  },
  {
    name: 'tech',
    cue: /\b(printer|laptop|computer|phone|vpn|python|sql|code|formula|vlookup|file|fan|wi-?fi|internet|password|app|software|browser|table|download|email|video)\b/gi,
    risky: false,
    points: [
      'Restart {t} and the thing it talks to, in that order',
      'Write down the exact message you see',
      'Check whether it fails in the simplest case too',
      'Undo the latest change and try again',
    ],
    facts: ['Most faults around {t} sit in the connection between two parts, not in the parts.'],
    whys: ['That helps because the smallest failing case shows which part is to blame.'],
    examples: ['For example, if it works on another machine, the fault is on yours.'],
    cares: ['Save a copy before you change settings you do not know.'],
  },
  {
    name: 'health',
    cue: /\b(blood|pressure|tablet\w*|pill\w*|doctor|mole|pain|knee|exercise\w*|running|sleep|headache|fever|medicine|dose|diet|pregnan\w+|rash|stairs|vapes?|allerg\w+|breath\w*)\b/gi,
    risky: true,
    points: [
      'Write down what happened with {t}, and when',
      'Start lower and slower than feels necessary',
      'Watch for anything that gets worse instead of better',
      'Keep the package or a photo at hand when you ask someone',
    ],
    facts: ['Bodies differ, and {t} may mean something else in everyone.'],
    whys: ['That matters because early changes are easier to treat than late ones.'],
    examples: ['For example, walk for two minutes and jog for one, eight times over.'],
    cares: ['A doctor or pharmacist can judge this safely, and a call costs little.'],
  },
  {
    name: 'money',
    cue: /\b(money|savings?|invest\w*|coin|crypto|debt|loan|interest|euros?|card|bank|price|worth|tax\w*|tip|budget|salary|invoice|rent|flat)\b/gi,
    risky: true,
    points: [
      'Write down the whole sum, with every fee in it',
      'Sleep on any offer around {t} that comes with a deadline',
      'Split what you must keep from what you could lose',
      'Compare three offers in the same unit',
    ],
    facts: ['What {t} may cost is one number; the risk around it is another.'],
    whys: ['That matters because hurry is how most bad deals are sold.'],
    examples: ['For example, 1,000 at 3 percent is 1,030 after one year and about 1,061 after two.'],
    cares: ['An independent adviser who earns nothing from your choice is worth an hour.'],
  },
  {
    name: 'law',
    cue: /\b(legal\w*|law|allowed|rights?|contract|boss|landlord|rent|lawyer|court|police|hours|lunch break|notice|sue|permit|reference)\b/gi,
    risky: true,
    points: [
      'Collect what is in writing about {t}: contract, messages, dates',
      'Ask for the rule behind the claim, politely and in writing',
      'Keep your own record from today on',
      'Look up the official page for your country',
    ],
    facts: ['The rules on {t} differ by country and sometimes by contract.'],
    whys: ['That matters because a dated note counts for more than a memory.'],
    examples: ['For example, write: "Could you send me the rule this is based on?"'],
    cares: ['A lawyer or a free advice centre near you can tell what applies to you.'],
  },
  {
    name: 'work',
    cue: /\b(job|interview|team|meeting\w*|boss|colleague\w*|manager|panel|minutes|office|career|lead|client|customers?|reviews?|caf[eé]|talk|presentation|notice)\b/gi,
    risky: false,
    points: [
      'Say in one sentence what {t} should lead to',
      'Prepare three stories from your own experience',
      'Speak with the person concerned before you speak to the group',
      'Write down decisions, names and dates, and leave out the rest',
    ],
    facts: ['In {t}, people mostly want to know what changes for them.'],
    whys: ['That works because people trust what they hear first and in person.'],
    examples: ['For example: "I would like us to keep what works and talk openly about what does not."'],
    cares: ['Keep private matters of others out of it.'],
  },
  {
    name: 'people',
    cue: /\b(sister|brother|uncle|mother|father|son|daughter|friend|girlfriend|boyfriend|wife|husband|wedding|birthday|neighbou?rs?|child\w*|kids?|baby|dog|family|evenings|soul|grandmother|present)\b/gi,
    risky: false,
    points: [
      'Choose a quiet moment without an audience',
      'Say what you saw and how you felt, not what they are',
      'Ask an open question about {t} and wait for the answer',
      'Offer one small next step you can keep',
    ],
    facts: ['Around {t}, the tone often matters more than the words.'],
    whys: ['That helps because people can hear a wish more easily than a reproach.'],
    examples: ['For example: "I noticed something and I am worried. Can we talk on Sunday?"'],
    cares: ['If someone could be in danger, talk to a professional and do not wait.'],
  },
  {
    name: 'learning',
    cue: /\b(essay|exam|study|learn\w*|language|english|german|grammar|school|class|homework|teach\w*|book|read\w*|write|writing|handwriting|sentence|instrument|university)\b/gi,
    risky: false,
    points: [
      'Say in one line what {t} is meant to show',
      'Work in short rounds, and test yourself without notes',
      'Start from the part you can already explain',
      'Read it aloud and mark every place where you stumble',
    ],
    facts: ['With {t}, what you recall yourself sticks better than what you read again.'],
    whys: ['That works because recalling something is what makes it last.'],
    examples: ['For example, close the book and write five lines from memory.'],
    cares: ['Say where an idea comes from when it is not yours.'],
  },
  {
    name: 'nature',
    cue: /\b(sky|sunsets?|green|blue|bees?|sparrow\w*|planet|moon|sun|light|water|weather|animals?|trees?|fruit|science|space|energy|landing|alien)\b/gi,
    risky: false,
    points: [
      'Begin with something you can see for yourself about {t}',
      'Compare two cases that differ in one thing only',
      'Draw a small sketch with arrows',
      'Say which part is known and which is a model',
    ],
    facts: ['Much about {t} can be traced to how light, water and energy move.'],
    whys: ['That is so because short waves of light scatter more than long ones.'],
    examples: ['For example, a drop of milk in a glass of water turns a white torch bluish from the side.'],
    cares: ['Never look into the sun, not even to check.'],
  },
  {
    name: 'travel',
    cue: /\b(hik\w+|pack|hut|train|tram|trip|travel\w*|flight|hotel|bike|pedals|chain|cassette|bus|rain|tourist|camp\w*|station|city|village)\b/gi,
    risky: false,
    points: [
      'List what {t} needs on the worst day, then cut the list by a third',
      'Keep what must stay dry in one closed bag',
      'Check times and openings the evening before',
      'Plan one thing a day and leave room around it',
    ],
    facts: ['With {t}, weight and time are the two things nobody has enough of.'],
    whys: ['That matters because everything you carry, you carry every day.'],
    examples: ['For example, one set to wear, one to sleep in, and nothing for "perhaps".'],
    cares: ['Tell someone your route and when you mean to be back.'],
  },
  {
    name: 'culture',
    cue: /\b(art|music|songs?|poem|story|novel|game|museum|film|paint\w*|play|choir|photo\w*|lens|camera|library|cards?|hobby|toast|haiku|fable|joke)\b/gi,
    risky: false,
    points: [
      'Pick one detail of {t} and stay with it',
      'Try a tiny version before the big one',
      'Give everyone something to do with their hands',
      'Decide what the last moment should feel like',
    ],
    facts: ['The best of {t} begins where something is left for others to fill in.'],
    whys: ['That works because a small frame sets the mind free.'],
    examples: ['For example, tell the story of the spare key and stop one sentence early.'],
    cares: ['Ask before you use the work or the face of someone else.'],
  },
];
