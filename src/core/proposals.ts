/**
 * The rewriter at work: the actions of a state (paper, section 3.3). It sees the prompt, the state's worst turn with the
 * reasons for its scores, and what the path has tried before. A proposal that cannot be used is refused with a reason and
 * asked for again; none of this can end a run.
 */
import { askOnce, type Asking, roomFor } from './asking';
import { replyTokens } from './config';
import { copiesFrom } from './copying';
import { applyEdits, formatPrompt, keepsProtectedRules, parsePrompt, type Refusal } from './edits';
import { fitted, messageTokens, type Reduction, shorter } from './fit';
import type { Slot } from './outbox';
import type { ChatReply, Message } from './ports';
import {
  ANOTHER_EDIT,
  editMessages,
  type EditInput,
  editSchema,
  type Evidence,
  refusalMessage,
  rewriteMessages,
  type RewriteInput,
  rewriteSchema,
} from './prompts/rewriter';
import { oneLine } from './prompts/section';
import { readEdits, readRewrite } from './replies';
import { type Action, type Edit, isUnreadable, type State, type Unreadable } from './terms';

/** What of the evidence gives way in a short context, in this order: the rewriter can do with the gist of each. */
export const EVIDENCE_REDUCTIONS = [shorter('response'), shorter('critique'), shorter('query')];

/** How many prompts, or edits, of the path the rewriter is shown (paper: 5). */
const FORMER = 5;

export interface ProposalContext {
  state: State;
  evidence: Evidence;
  /** Whether responder and rewriter could still work with this prompt. */
  fits: (prompt: string) => boolean;
}

/** An action with the prompt it leads to. */
export interface Proposal {
  action: Action;
  prompt: string;
}

/** Up to A distinct proposals; refusals are told in `slot`. */
export async function propose(asking: Asking, context: ProposalContext, slot: Slot): Promise<Proposal[]> {
  const { config } = asking;
  const asked = Array.from({ length: config.search.actions }, (_, i) => i);
  const accepted: Proposal[] = [];
  if (config.proposals === 'independent') {
    const slots = asked.map(() => slot.slot());
    const drawn = await Promise.all(
      asked.map((i) => new ProposalTalk(asking, context, slots[i] ?? slot, `/${String(i)}`).next(i, [])),
    );
    for (const one of slots) one.close();
    const usable = drawn.filter((proposal) => proposal !== null);
    return config.badProposals === 'refuse' ? distinct(usable) : usable;
  }
  const talk = new ProposalTalk(asking, context, slot, '');
  for (const i of asked) {
    const proposal = await talk.next(i, accepted);
    if (proposal !== null) accepted.push(proposal);
  }
  return accepted;
}

function distinct(proposals: readonly Proposal[]): Proposal[] {
  return proposals.filter((one, i) => proposals.findIndex(({ prompt }) => prompt === one.prompt) === i);
}

/** One growing conversation with the rewriter about one state. */
class ProposalTalk {
  private messages: Message[];
  private readonly opening: Message[];
  private readonly maxTokens: number;
  private readonly path: string;
  private conversation: string;

  constructor(
    private readonly asking: Asking,
    private readonly context: ProposalContext,
    private readonly slot: Slot,
    conversation: string,
  ) {
    this.path = `system/${context.state.id}/rewrite`;
    this.conversation = this.path + conversation;
    this.maxTokens = replyTokens(asking.config, 'rewriter') ?? 0;
    this.opening = openingMessages(asking, context, this.maxTokens);
    this.messages = this.opening;
  }

  /** Proposal number `i`, or null when none could be used. */
  async next(i: number, accepted: readonly Proposal[]): Promise<Proposal | null> {
    for (let attempt = 0; attempt <= this.asking.config.asksAgain; attempt++) {
      const reply = await this.ask(i, attempt);
      const read = readProposal(this.asking, this.context, reply, accepted);
      if ('action' in read) {
        this.say(reply, ANOTHER_EDIT, i);
        return read;
      }
      const why = isUnreadable(read) ? read.unreadable : read.refused;
      this.slot.emit({ kind: 'proposal-refused', node: this.context.state.id, proposal: i, attempt, why });
      if (!isUnreadable(read)) this.say(reply, refusalMessage(read.refused), i);
    }
    return null;
  }

  private ask(i: number, attempt: number): Promise<ChatReply> {
    const schema = this.asking.config.action === 'edits' ? editSchema : rewriteSchema;
    const { conversation, messages, maxTokens } = this;
    const path = `${this.path}/${String(i)}`;
    const question = {
      role: 'rewriter',
      path,
      conversation,
      messages,
      reply: { kind: 'json', schema },
      maxTokens,
    } as const;
    return askOnce(this.asking, question, attempt);
  }

  /** Grows the conversation; one that no longer fits starts anew, under another name. */
  private say(reply: ChatReply, next: string, i: number): void {
    const turn: Message[] = [
      { role: 'assistant', content: reply.text },
      { role: 'user', content: next },
    ];
    const grown = [...this.messages, ...turn];
    const { contextWindow } = this.asking.config.models.rewriter;
    const fits = messageTokens(grown) + this.maxTokens <= contextWindow;
    this.messages = fits ? grown : this.opening;
    if (!fits) this.conversation = `${this.path}/anew-${String(i)}`;
  }
}

function openingMessages(asking: Asking, { state, evidence }: ProposalContext, maxTokens: number): Message[] {
  const { config } = asking;
  const room = roomFor(config, 'rewriter', maxTokens);
  const protectedRules = config.protectedRules;
  const fit = <T extends Evidence>(input: T, build: (input: T) => Message[], former: Reduction<T>) =>
    build(fitted('rewriter', input, build, [former, ...EVIDENCE_REDUCTIONS], room));
  if (config.action === 'edits') {
    const input: EditInput = {
      ...evidence,
      prompt: parsePrompt(state.prompt),
      protectedRules,
      formerEdits: formerEdits(state),
    };
    return fit(input, editMessages, (full) =>
      full.formerEdits.length > 0 ? { ...full, formerEdits: full.formerEdits.slice(1) } : null,
    );
  }
  const input: RewriteInput = {
    ...evidence,
    prompt: state.prompt,
    protectedRules,
    formerPrompts: formerPrompts(state),
  };
  return fit(input, rewriteMessages, (full) =>
    full.formerPrompts.length > 0 ? { ...full, formerPrompts: full.formerPrompts.slice(1) } : null,
  );
}

function readProposal(
  { config }: Asking,
  context: ProposalContext,
  reply: ChatReply,
  accepted: readonly Proposal[],
): Proposal | Unreadable | { refused: Refusal } {
  const read = config.action === 'edits' ? readEdits(reply) : readRewrite(reply);
  if (isUnreadable(read)) return read;
  const { state } = context;
  const applied =
    'edits' in read
      ? applyEdits(parsePrompt(state.prompt), read.edits, config.protectedRules)
      : { prompt: read.prompt.trim() };
  if ('refused' in applied) return applied;
  const prompt = typeof applied.prompt === 'string' ? applied.prompt : formatPrompt(applied.prompt);
  const words = 'edits' in read ? read.edits.map(editText).join('\n') : prompt;
  const refused = refusalOf(
    prompt,
    words,
    context,
    accepted,
    config.protectedRules,
    config.badProposals === 'refuse',
  );
  if (refused) return { refused };
  const action: Action =
    'edits' in read
      ? { kind: 'edits', edits: read.edits, why: read.why }
      : { kind: 'rewrite', prompt, why: read.why };
  return { action, prompt };
}

/** Why a prompt cannot be used. What would break the run or a person's rule is refused always, the rest when `strict`. */
function refusalOf(
  prompt: string,
  words: string,
  { state, evidence, fits }: ProposalContext,
  accepted: readonly Proposal[],
  protectedRules: readonly string[],
  strict: boolean,
): Refusal | null {
  if (prompt === '') return 'empty';
  if (!keepsProtectedRules(prompt, standing(protectedRules, state.prompt))) return 'loses-protected-rule';
  if (!fits(prompt)) return 'does-not-fit';
  if (!strict) return null;
  const known = [...pathOf(state).map((one) => one.prompt), ...accepted.map((one) => one.prompt)];
  if (known.includes(prompt)) return 'duplicate';
  if (copiesFrom(words, evidence.query, state.prompt)) return 'copies-query';
  if (copiesFrom(words, evidence.response, state.prompt)) return 'copies-response';
  return null;
}

function standing(protectedRules: readonly string[], prompt: string): string[] {
  return protectedRules.filter((rule) => keepsProtectedRules(prompt, [rule]));
}

function editText(edit: Edit): string {
  return edit.do === 'remove' ? '' : edit.text;
}

/** The states from the root to this one. */
export function pathOf(state: State): State[] {
  const path: State[] = [];
  for (let at: State | null = state; at !== null; at = at.parent) path.unshift(at);
  return path;
}

function formerPrompts(state: State): string[] {
  return pathOf(state)
    .map((one) => one.prompt)
    .slice(-FORMER);
}

/** The path's last edits in words, each with the reward before and after it. */
function formerEdits(state: State): string[] {
  const tried = pathOf(state).flatMap((one) =>
    one.action?.kind === 'edits'
      ? [
          `${one.action.edits.map(editInWords).join('; ')} (reward ${rewardInWords(one.parent)} to ${rewardInWords(one)})`,
        ]
      : [],
  );
  return tried.slice(-FORMER);
}

function rewardInWords(state: State | null): string {
  return state?.reward?.toFixed(1) ?? 'unknown';
}

function editInWords(edit: Edit): string {
  switch (edit.do) {
    case 'add':
      return `added "${oneLine(edit.text)}"`;
    case 'replace':
      return `replaced rule ${String(edit.rule)} by "${oneLine(edit.text)}"`;
    case 'remove':
      return `removed rule ${String(edit.rule)}`;
    case 'preamble':
      return 'rewrote the preamble';
  }
}
