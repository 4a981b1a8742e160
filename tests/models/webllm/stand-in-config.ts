/** The stand-in's chat config, as mlc-llm writes one for a ChatML model. */
export const STAND_IN_CONFIG = {
  conv_template: {
    system_template: '<|im_start|>system\n{system_message}<|im_end|>\n',
    roles: { user: '<|im_start|>user', assistant: '<|im_start|>assistant' },
    role_templates: { user: '{user_message}', assistant: '{assistant_message}' },
    role_content_sep: '\n',
    role_empty_sep: '\n',
    seps: ['<|im_end|>\n'],
  },
};
