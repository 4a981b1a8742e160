/** Protected rules: read from what is typed, and put into a prompt that lacks them. */
import { expect, test } from 'vitest';
import { missingRules, rulesIn, withRules } from '../../../src/ui/setup/protected-rules';

test('rules are lines, each once, without the mark of a list', () => {
  expect(rulesIn('- Be kind.\n* Be brief.\n\n  • Be kind.\nBe 3-fold.')).toEqual([
    'Be kind.',
    'Be brief.',
    'Be 3-fold.',
  ]);
});

test('a rule the prompt has is not added, and none is lost', () => {
  const prompt = 'You are an assistant.\n\n- Be kind.';
  const missing = missingRules(prompt, ['Be kind.', 'Be brief.']);
  expect(missing).toEqual(['Be brief.']);
  const whole = withRules(prompt, missing);
  expect(whole).toBe('You are an assistant.\n\n- Be kind.\n- Be brief.');
  expect(missingRules(whole, ['Be kind.', 'Be brief.'])).toEqual([]);
});
