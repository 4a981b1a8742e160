/**
 * The practice model as rewriter: tells its three jobs apart by what it was asked for, and does the one asked.
 */
import { betterResponse } from './better-response';
import type { Call, Draft } from './call';
import { withCopiedQuery } from './copied-query';
import { proposeEdits } from './edit-proposals';
import { proposePrompt } from './prompt-proposals';

export function rewrite(call: Call): Draft {
  if (call.request.reply.kind !== 'json') return betterResponse(call);
  const draft = call.reading.orders.includes('"edits"') ? proposeEdits(call) : proposePrompt(call);
  return call.habits.copiedQueries > 0 ? withCopiedQuery(draft, call) : draft;
}
