/**
 * Reply -> value | Unreadable, one reader a question. Never throws and never guesses: a score that is yielded stands in
 * the reply beside its aspect, and what is not plainly there makes the reply unreadable, which is not zero.
 */
import type { Offer } from './aspect-offer';
import type { ChatReply } from './ports';
import { readPieces, readPiecesAsWritten, type Piece } from './reading/json';
import { editsIn, rewriteIn } from './reading/proposal';
import { scoresIn } from './reading/scores';
import { selectionIn } from './reading/selection';
import { oneAnswer } from './reading/shape';
import { saysSomething, upToLastSentence, withoutLeadingThought, withoutThought } from './reading/text';
import { round6 } from './reward';
import {
  isUnreadable,
  type Aspect,
  type AspectScore,
  type Edit,
  type Selection,
  type Unreadable,
} from './terms';

/** The aspects of a query (paper, dynamic rewarding): the decided ones, then up to `bounds.max` more in the order chosen; never none. */
export function readSelection(reply: ChatReply, offer: Offer): Selection | Unreadable {
  return readWhole(reply, 'aspects', (piece) => selectionIn(piece, offer));
}

/** One aspect's score 1 to 5: the expectation where the engine gave probabilities, else the digit that was said. */
export function readChoiceScore(reply: ChatReply): { score: number; probabilities?: number[] } | Unreadable {
  if (reply.probabilities !== undefined) return expectation(reply.probabilities);
  const digit = reply.text.trim();
  return /^[1-5]$/.test(digit) ? { score: Number(digit) } : { unreadable: 'no-score' };
}

/** One score for every asked aspect, in their order. Aspects that were not asked are ignored. */
export function readWrittenJudgement(
  reply: ChatReply,
  aspects: readonly Aspect[],
): AspectScore[] | Unreadable {
  if (reply.finish === 'length') return { unreadable: 'truncated' };
  const pieces = readPiecesAsWritten(reply.text);
  return isUnreadable(pieces) ? pieces : scoresIn(pieces, aspects);
}

/** 1 or 2 edits as proposed; whether they apply is for edits.ts to say. */
export function readEdits(reply: ChatReply): { edits: Edit[]; why: string } | Unreadable {
  return readWhole(reply, 'edits', editsIn);
}

/** A whole new system prompt. */
export function readRewrite(reply: ChatReply): { prompt: string; why: string } | Unreadable {
  return readWhole(reply, 'prompt', rewriteIn);
}

/** The critique, back to its last full sentence where it ran out of tokens. */
export function readCritique(reply: ChatReply): string | Unreadable {
  const text = withoutThought(reply.text);
  if (isUnreadable(text)) return text;
  if (!saysSomething(text)) return { unreadable: 'empty' };
  return reply.finish === 'length' ? upToLastSentence(text) : text;
}

/** The response as it is, without the thought before it; one that ran out of tokens is a response too. */
export function readResponse(reply: ChatReply): string | Unreadable {
  return withoutLeadingThought(reply.text);
}

/** A response that is to be an example: one that ran out of tokens ends with its last whole sentence. */
export function readWholeResponse(reply: ChatReply): string | Unreadable {
  const text = readResponse(reply);
  return isUnreadable(text) || reply.finish === 'stop' ? text : upToLastSentence(text);
}

function readWhole<T extends object>(
  reply: ChatReply,
  key: string,
  read: (piece: Piece) => T | Unreadable,
): T | Unreadable {
  if (reply.finish === 'length') return { unreadable: 'truncated' };
  const pieces = readPieces(reply.text);
  return isUnreadable(pieces) ? pieces : oneAnswer(pieces, key, read);
}

const DIGITS = ['1', '2', '3', '4', '5'];

/** score = sum of k * p(k), over a distribution that must be whole. */
function expectation(given: Record<string, number>): { score: number; probabilities: number[] } | Unreadable {
  const whole =
    DIGITS.every((digit) => Object.hasOwn(given, digit)) && Object.keys(given).length === DIGITS.length;
  const weights = DIGITS.map((digit) => given[digit] ?? NaN);
  const sum = weights.reduce((total, weight) => total + weight, 0);
  if (
    !whole ||
    !weights.every((weight) => Number.isFinite(weight) && weight >= 0) ||
    Math.abs(sum - 1) > 1e-3
  )
    return { unreadable: 'bad-probabilities' };
  const probabilities = weights.map((weight) => weight / sum);
  const score = probabilities.reduce((total, p, i) => total + (i + 1) * p, 0);
  return { score: round6(score), probabilities: probabilities.map(round6) };
}
