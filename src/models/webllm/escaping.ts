/**
 * What changes on the way to the engine, so that the model reads what was meant: templates are filled with string
 * `replace` ("$&" would become the placeholder), "{function_string}" is cut out of messages, and special-token text is read
 * as control tokens. The journal keeps what the core asked; only the engine sees these forms.
 */

/** Where the model's own template is filled with `replace`: the system prompt always, turns where it has role templates. */
export interface FilledByReplace {
  user: boolean;
  assistant: boolean;
}

/** MLC writes role templates into every chat config it makes. */
export const USUAL_TEMPLATE: FilledByReplace = { user: true, assistant: true };

/** "<|im_end|>", "<｜end｜>", "</s>", "<start_of_turn>", "<think>", ...: one space behind the bracket makes it plain text. */
const ANGLE =
  /<(?=\|[^|<>\s]{1,60}\|>|｜[^｜<>\s]{1,60}｜>|\/?(?:s|bos|eos|pad|unk|mask|think|tool_call|tool_response|start_of_turn|end_of_turn|start_of_image|end_of_text|fim_[a-z]+|extra_id_\d+)>|<\/?SYS>>)/gi;
const SQUARE =
  /\[(?=\/?(?:INST|SYSTEM_PROMPT|AVAILABLE_TOOLS|TOOL_RESULTS|TOOL_CALLS|PREFIX|SUFFIX|MIDDLE|CLS|SEP|MASK|PAD|UNK)\])/g;

export function defused(text: string): string {
  return text
    .replace(ANGLE, '< ')
    .replace(SQUARE, '[ ')
    .replaceAll('{function_string}', '{ function_string}');
}

/** A text that is about to be the second argument of `String.replace`. */
export function escapedForReplace(text: string): string {
  return text.replaceAll('$', '$$$$');
}

export function engineText(
  text: string,
  role: 'system' | 'user' | 'assistant',
  template: FilledByReplace,
): string {
  const plain = defused(text);
  return role === 'system' || template[role] ? escapedForReplace(plain) : plain;
}
