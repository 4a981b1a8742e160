import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isRefusal } from '../../src/core/refusal';

describe('a refusal', () => {
  it.each([
    "I can't help with that.",
    'I cannot assist with this request.',
    "I'm sorry, but I can't provide instructions for that.",
    'I’m sorry, but I can’t help with that. If you are in danger, please call someone you trust.',
    'As an AI language model, I cannot answer questions about medicine.',
    "I apologize, but I'm unable to help with this. Is there something else I can do for you?",
    "I'm not able to provide that information.",
    "I won't help you write this letter.",
    'I must respectfully decline. This could hurt somebody.',
    'Thank you for asking. This request goes against my guidelines, so I will leave it there.',
    "Sorry, I'm not comfortable discussing this topic.",
    'I cannot in good conscience help with this.',
    'I cannot tell you that.',
    "I'd rather not answer that.",
    "I can't help with this as it stands; around the letter, it would mislead or expose another person.",
  ])('is %s', (response) => {
    expect(isRefusal(response)).toBe(true);
  });
});

describe('no refusal', () => {
  it.each([
    'Cut the hem 2 cm above the fold and stitch it by hand.',
    "I can't help but smile at this: a cat who steals socks! Try Argyle, Darn and Toe-mas.",
    'I am so sorry; no wonder you cannot stop thinking about it. What helped before?',
    'I cannot see your situation, so take this as a starting point: measure first, then cut.',
    'I cannot look anything up from here, but compound interest means that interest earns interest.',
    'I have no access to live information, so I cannot provide the score. Try the club’s page.',
    'You cannot help with that paint on wood. Sand it first.',
    'A shop that says it cannot help with that should tell you who can.',
    "I can't recommend this enough: rest, water, sleep.",
    'I cannot promise it will work, but here is a note for their door.',
    '',
  ])('is %s', (response) => {
    expect(isRefusal(response)).toBe(false);
  });

  it('is a limit that is followed by the help itself', () => {
    const help = Array.from({ length: 30 }, (_, i) => `Step ${i + 1}: do this.`).join(' ');
    expect(isRefusal(`I cannot provide medical advice. ${help}`)).toBe(false);
    expect(isRefusal('I cannot provide medical advice. Please see a doctor soon.')).toBe(true);
  });

  it('is any response of the shipped examples but the two that refuse, as bad examples should', () => {
    const examples = JSON.parse(
      readFileSync(new URL('../../public/content/examples.json', import.meta.url), 'utf8'),
    ) as { id: string; good: string; plain: string }[];
    expect(examples.filter(({ good }) => isRefusal(good))).toEqual([]);
    const refusing = examples.filter(({ plain }) => isRefusal(plain)).map(({ id }) => id);
    expect(refusing).toEqual(['example-3', 'example-16']);
  });
});
