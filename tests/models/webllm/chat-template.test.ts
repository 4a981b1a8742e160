/** A conversation that goes on reads what it would read as a whole; where it would not, it does not go on. */
import { describe, expect, it } from 'vitest';
import { chatTemplateOf, UNKNOWN_TEMPLATE } from '../../../src/models/webllm/chat-template';
import { choice, loaded, say } from './asking';
import { STAND_IN_CONFIG } from './stand-in-config';

const chatMl = STAND_IN_CONFIG.conv_template;
const llama3 = {
  system_template: '<|start_header_id|>system<|end_header_id|>\n\n{system_message}<|eot_id|>',
  roles: { user: '<|start_header_id|>user', assistant: '<|start_header_id|>assistant', tool: 'ipython' },
  seps: ['<|eot_id|>'],
};

describe('a continued conversation', () => {
  async function readOver(template: unknown, turns: number): Promise<{ whole: string; read: string[] }> {
    const { engine, ask } = await loaded({}, undefined, {
      templateOf: () => Promise.resolve(chatTemplateOf({ conv_template: template })),
    });
    const said = ['Query. Clarity?'];
    const replies: string[] = [];
    for (let turn = 0; turn < turns; turn++) {
      const { text } = await ask(choice({ messages: say(...said) }));
      replies.push(text);
      said.push(text, 'Depth?');
    }
    const fresh = await loaded({}, undefined, { templateOf: () => Promise.resolve(UNKNOWN_TEMPLATE) });
    await fresh.ask(choice({ messages: say(...said.slice(0, -2)) }));
    const read = engine.prompts.map((prompt, i) => prompt + (i < turns - 1 ? (replies[i] ?? '') : ''));
    return { whole: fresh.engine.prompts[0] ?? '', read };
  }

  it('reads the separator that ends each reply, which the library leaves out', async () => {
    const { whole, read } = await readOver(chatMl, 3);
    expect(read).toHaveLength(3);
    expect(read[1]).toMatch(/^<\|im_end\|>\n<\|im_start\|>user\nDepth\?/);
    expect(read.join('')).toBe(whole);
  });

  it('is read anew from its beginning where the template cannot be turned', async () => {
    const { whole, read } = await readOver({ ...chatMl, add_role_after_system_message: false }, 2);
    expect(read[1]).toBe(whole);
  });
});

describe('a template', () => {
  it('of Llama 3 keeps every character, its separators in front', () => {
    expect(chatTemplateOf({ conv_template: llama3 }).override).toEqual({
      system_template: '<|start_header_id|>system<|end_header_id|>\n\n{system_message}',
      roles: {
        user: '<|eot_id|><|start_header_id|>user',
        assistant: '<|eot_id|><|start_header_id|>assistant',
        tool: '<|eot_id|>ipython',
      },
      seps: [''],
    });
  });

  it.each([
    ['whose system prompt may be missing', { ...chatMl, render_empty_system_message: false }],
    ['whose system prompt ends otherwise', { ...chatMl, system_template: '<bos>{system_message}\n' }],
    ['with two separators', { ...chatMl, seps: [' ', '</s>'] }],
    ['without separators', { ...chatMl, seps: [] }],
    ['without roles', { ...chatMl, roles: null }],
  ])('%s is left as it is, and nothing is continued', (_, template) => {
    expect(chatTemplateOf({ conv_template: template })).toMatchObject({ override: null, continues: false });
  });

  it.each([null, 1, 'text', [], {}, { conv_template: [] }])('is unknown in %j', (config) =>
    expect(chatTemplateOf(config)).toEqual(UNKNOWN_TEMPLATE),
  );

  it('fills by replace where it says so', () => {
    expect(chatTemplateOf({ conv_template: { role_templates: { user: 'x' } } }).filled).toEqual({
      user: true,
      assistant: false,
    });
  });
});
