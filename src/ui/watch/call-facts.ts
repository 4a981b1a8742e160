/** The facts of a stored call in words and figures, for call details. Nothing is left out and nothing is derived. */
import type { ChatReply, ChatRequest, ReplyForm } from '../../core/ports';
import type { CallRecord } from '../../core/records';
import { m } from '../messages/messages';
import { countFigure, timeFigure } from '../parts/figures';

export type Facts = [name: string, value: string][];
const words = m.watch.calls;

export function samplingFacts({ sampling }: ChatRequest): Facts {
  return [
    [words.temperature, String(sampling.temperature)],
    [words.topP, String(sampling.topP)],
    [words.maxTokens, words.tokens(sampling.maxTokens)],
    [words.seed, String(sampling.seed)],
  ];
}

export function formFact(form: ReplyForm): string {
  if (form.kind === 'choice') return words.formChoice(form.options.join(', '));
  return form.kind === 'json' ? words.formJson : words.formText;
}

export function usageFacts(record: CallRecord): Facts {
  const { usage, finish } = record.reply;
  return [
    [words.finish, words[finish]],
    [words.prompt, words.tokens(usage.promptTokens)],
    [words.cached, countFigure(usage.cachedTokens)],
    [words.completion, words.tokens(usage.completionTokens)],
    [words.prefill, timeFigure(usage.prefillMs)],
    [words.decode, timeFigure(usage.decodeMs)],
    [words.took, timeFigure(record.ms)],
    [words.model, record.model],
  ];
}

export function probabilityFacts(reply: ChatReply): { option: string; share: number; percent: string }[] {
  return Object.entries(reply.probabilities ?? {}).map(([option, share]) => ({
    option,
    share,
    percent: `${(share * 100).toFixed(1)}%`,
  }));
}
