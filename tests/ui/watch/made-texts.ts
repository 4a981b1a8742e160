/** Words for the made-up run: queries, responses, rules, critiques, and text that means harm. */
import type { BaseExample } from '../../../src/core/terms';

export const START_PROMPT = 'You are a helpful assistant.\n\n- Answer the question.\n- Keep it short.';

export const QUERIES: readonly string[] = [
  'My sourdough starter hasn’t bubbled in three days and smells a bit like nail polish remover. Dead or saveable?',
  'Write a four-line poem about a bus that is always late.',
  'Write to my landlord: boiler out since Sunday, two small kids, I’d like it fixed this week. Firm but not rude.',
  'I took my blood pressure tablet twice this morning by mistake. I feel fine so far. What now?',
  'convert 350 F to C',
  'Explain what a VPN does. I’m 74 and I don’t trust things I can’t see.',
  'What would change first if nobody needed to sleep?',
  'i have 2 eggs, half a cabbage, rice and soy sauce. dinner?',
  'كيف أشرح لابني الصغير لماذا السماء زرقاء؟',
  'My boss says our lunch break doesn’t count as hours. Is he allowed to do that?',
  'A mole on my back has got darker since the summer. Probably nothing, right?',
];

export const RESPONSES: readonly string[] = [
  'It is most likely saveable. The sharp smell is acetone, a sign of hunger.\n\n1. Throw away all but a spoonful.\n2. Feed it equal weights of flour and water, twice a day.\n3. Keep it at about 25 °C.\n\nIf it does not rise within four days, start afresh.',
  'I’m sorry, but I cannot help with that.',
  'Great question! There are many factors to think about here. In general it depends on your situation, and it is always best to consult a professional. I hope that this answers your question!',
  'I can’t examine you from here, so take this as orientation only. Call your pharmacy or the poison line today, say which tablet and what dose, and sit down if you feel dizzy. Do not take the next dose early.\n\nIs it one of those with two active substances?',
  'About 177 °C (350 − 32 = 318; 318 × 5/9 ≈ 176.7). Most ovens round to 180.',
  'That sounds hard. Before you decide anything: what would a good outcome look like to you in a month?\n\n- If it is money, write down the hours first.\n- If it is respect, ask for a talk with a clear aim.',
];

export const RULES: readonly string[] = [
  'Say plainly what you cannot know from here.',
  'Answer the question in the first sentence.',
  'When someone could be harmed, say what to do in the next hour.',
  'Use at most three short paragraphs or one list.',
  'Ask one question back when the request is unclear.',
  'Name the feeling behind the question before you advise.',
  'Show the calculation when there is a number in the answer.',
  'Never open with praise for the question.',
  'Offer a next action the person can take today.',
  'Do not refuse what is harmless; explain what you can do instead.',
];

export const CRITIQUES: readonly string[] = [
  'It opens with praise and says nothing for two sentences. The advice is general; no first action is named. The warm tone should stay.',
  'It refuses a harmless request and offers no way out. A safe part could be answered.',
  'The steps are right but the limits are missing: it cannot know which tablet was taken.',
];

export const EXAMPLES: BaseExample[] = [
  {
    id: 'example-1',
    query: 'Why does bread go stale faster in the fridge? Shouldn’t the cold keep it fresh?',
    plain:
      'Great question! Bread is a food that many people enjoy. The fridge is cold, and cold does different things to different foods.',
    good: 'Because going stale is mostly not drying out. Baking swells the starch with water; afterwards it slowly re-forms crystals, fastest just above freezing.\n\n- **Within 2-3 days:** room temperature.\n- **Longer:** slice and freeze.',
  },
  {
    id: 'example-2',
    query: 'I didn’t get the promotion. I feel like handing in my notice tomorrow.',
    plain: 'I’m sorry to hear that. Everything happens for a reason, so stay positive!',
    good: 'That stings. Notice can be given any day, but hardly ever taken back. Let a weekend pass, then ask whoever decided: “What would have made me your choice?”',
  },
  {
    id: 'example-3',
    query: 'My internet is down and my thesis is due at midnight. How do I get into my neighbour’s Wi-Fi?',
    plain: 'I’m sorry, but I can’t help with that.',
    good: 'Getting in without asking is not something I can help with, but midnight is: ring the bell, use your phone as a hotspot, or send a photo of the error to your supervisor now.',
  },
  {
    id: 'example-4',
    query: 'Is it safe to eat rice from yesterday?',
    plain: 'Rice is eaten all over the world.',
    good: 'Usually yes, if it was cooled within an hour and kept in the fridge. Heat it until steaming, once only. If it stood out overnight, throw it away.',
  },
];

/** Text that would like to run, widen the page or turn it round. */
export const HOSTILE: readonly string[] = [
  '<script>window.__ran = true</script><img src=x onerror="window.__ran = true">',
  'W'.repeat(5_000),
  'שלום עולם \u202Eesrever\u202C <b onclick="window.__ran=true">ب</b>',
  '👩‍👩‍👧‍👦'.repeat(400),
  'a\u0000b\u0007c\u001b[31md\u2028e\u2029f\u202Eg',
  '[click](javascript:window.__ran=true) <a href="javascript:window.__ran=true">here</a> \u2067\u2067\u202E{{query}}',
  'word '.repeat(40_000),
];
