/**
 * What a model's chat template means for us, read from its chat config: which texts it fills by `replace`, and whether a
 * conversation may go on from the cache. The library never reads the separator that ends a reply (`getPromptArrayLastRound`):
 * a continued conversation would run the reply into the next turn. So the separators go from behind the turns to the front
 * of the next ones; read as a whole the text is the same. Where that cannot be done, nothing is continued.
 */
import { type FilledByReplace, USUAL_TEMPLATE } from './escaping';

/** The part of the library's `conv_config` that we set; it is laid over the model's own `conv_template`. */
export interface TurnEndsInFront {
  system_template: string;
  seps: [''];
  roles: Record<string, string>;
}

export interface ChatTemplate {
  filled: FilledByReplace;
  /** null where the model's own template is used as it is. */
  override: TurnEndsInFront | null;
  /** Whether what a continued conversation reads is what a whole one would read. */
  continues: boolean;
}

/** Nothing is known of it: the usual way to fill, and no conversation is gone on with. */
export const UNKNOWN_TEMPLATE: ChatTemplate = { filled: USUAL_TEMPLATE, override: null, continues: false };

/** `conv_template` of a chat config (mlc-chat-config.json), from outside: anything at all. */
export function chatTemplateOf(config: unknown): ChatTemplate {
  const template = recordIn(recordIn({ config }, 'config'), 'conv_template');
  if (!template) return UNKNOWN_TEMPLATE;
  const filling = recordIn(template, 'role_templates') ?? {};
  const filled = { user: filling.user !== undefined, assistant: filling.assistant !== undefined };
  const override = endsInFront(template);
  return { filled, override, continues: override !== null };
}

/**
 * Only where the first turn needs no separator in front that the system prompt did not have behind it: one that is always
 * there, ends with the very separator of the turns, and is followed by a role.
 */
function endsInFront(template: Record<string, unknown>): TurnEndsInFront | null {
  const {
    seps,
    system_template: system,
    add_role_after_system_message,
    render_empty_system_message,
  } = template;
  const roles = recordIn(template, 'roles');
  if (!roles || typeof system !== 'string' || !Array.isArray(seps)) return null;
  const [end, ...others] = seps as unknown[];
  if (typeof end !== 'string' || end === '' || others.some((other) => other !== end)) return null;
  if (add_role_after_system_message === false || render_empty_system_message === false) return null;
  if (!system.endsWith(end) || !system.includes('{system_message}')) return null;
  const headed = Object.entries(roles).map(([role, header]) => [role, `${end}${String(header)}`] as const);
  return {
    system_template: system.slice(0, -end.length),
    seps: [''],
    roles: Object.fromEntries(headed),
  };
}

function recordIn(thing: Record<string, unknown> | null, field: string): Record<string, unknown> | null {
  const value = thing?.[field];
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : null;
}
