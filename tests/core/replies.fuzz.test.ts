import { describe, expect, it } from 'vitest';
import { ASPECTS } from '../../src/core/aspects';
import type { ChatReply } from '../../src/core/ports';
import {
  readChoiceScore,
  readCritique,
  readEdits,
  readResponse,
  readRewrite,
  readSelection,
  readWrittenJudgement,
} from '../../src/core/replies';
import { isUnreadable, type Aspect, type Edit, type Selection, type Unreadable } from '../../src/core/terms';
import { chanceFrom, malformedJudgement, malformedOther, type Malformed } from './malformed-replies';

const usage = { promptTokens: 0, cachedTokens: 0, completionTokens: 0, prefillMs: 0, decodeMs: 0 };
const replyOf = (text: string, finish: ChatReply['finish'] = 'stop'): ChatReply => ({ text, finish, usage });
const offer = { aspects: ASPECTS, bounds: { min: 2, max: 5 } };

/** Letters and digits only, as a person would compare two texts. */
const bare = (text: string) =>
  text
    .toLowerCase()
    .replace(/\\[nrt"]/g, '')
    .replace(/[^\p{L}\p{N}]/gu, '');

class Tally {
  read = 0;
  unreadable: Record<string, number> = {};
  count<T>(result: T | Unreadable): T | null {
    if (!isUnreadable(result)) {
      this.read++;
      return result;
    }
    this.unreadable[result.unreadable] = (this.unreadable[result.unreadable] ?? 0) + 1;
    return null;
  }
  get failed() {
    return Object.values(this.unreadable).reduce((sum, n) => sum + n, 0);
  }
}

/** The aspect's name and the score as a number of its own stand near each other in the text. */
function standsBeside(score: number, aspect: Aspect, text: string): boolean {
  const near = 120;
  const plain = (of: string) =>
    of
      .toLowerCase()
      .replace(/[^\p{L}\p{N}.]+/gu, ' ')
      .trim();
  const low = plain(text);
  const name = plain(aspect.name);
  for (let at = low.indexOf(name); at >= 0; at = low.indexOf(name, at + 1)) {
    const around = low.slice(Math.max(0, at - near), at + name.length + near);
    if ([...around.matchAll(/\d+(?:\.\d+)?/g)].some(([number]) => number === String(score))) return true;
  }
  return false;
}

function checkJudgement({ text, finish, asked, written, whole }: Malformed, tally: Tally): void {
  const scores = tally.count(readWrittenJudgement(replyOf(text, finish), asked));
  if (scores === null) return;
  expect(scores.map(({ aspect }) => aspect)).toEqual(asked.map(({ name }) => name));
  for (const [i, { aspect, score }] of scores.entries()) {
    expect([...(written.get(aspect) ?? [])], text).toContain(score);
    expect(standsBeside(score, asked[i]!, text), `${aspect} ${score} in ${text}`).toBe(true);
    if (whole) expect(written.get(aspect)?.size, `contradiction read as agreement: ${text}`).toBe(1);
  }
}

function checkSelection({ aspects, reason }: Selection, text: string): void {
  expect(aspects.length).toBeGreaterThan(0);
  expect(aspects.length).toBeLessThanOrEqual(offer.bounds.max);
  expect(reason.length).toBeLessThanOrEqual(300);
  for (const { name, low, high } of aspects) {
    expect(bare(text)).toContain(bare(name));
    if (ASPECTS.some((known) => known.name === name)) continue;
    for (const part of [name, low, high]) expect(bare(text)).toContain(bare(part));
  }
}

function checkEdits(edits: Edit[], text: string): void {
  expect([1, 2]).toContain(edits.length);
  for (const edit of edits) {
    if ('text' in edit) expect(bare(text), text).toContain(bare(edit.text));
    if ('rule' in edit) expect(text).toContain(String(edit.rule));
  }
}

describe('5,000 malformed replies', () => {
  const chance = chanceFrom(20241112);
  const judgements = Array.from({ length: 3500 }, () => malformedJudgement(chance));
  const others = Array.from({ length: 1500 }, () => malformedOther(chance));
  const texts = [...judgements.map(({ text }) => text), ...others];

  it('never make a judgement that was not written, and a good part is read', () => {
    const tally = new Tally();
    for (const judgement of judgements) checkJudgement(judgement, tally);
    expect(tally.read).toBeGreaterThan(1000);
    expect(tally.failed).toBeGreaterThan(1000);
    for (const why of ['truncated', 'not-json', 'missing-aspect', 'contradictory', 'no-score'])
      expect(tally.unreadable[why], why).toBeGreaterThan(30);
  });

  it('never get a score out of a reply that was written for something else', () => {
    for (const text of others) {
      expect(readWrittenJudgement(replyOf(text), ASPECTS)).toHaveProperty('unreadable');
    }
  });

  it('break no other reader, and none reads what is not there', () => {
    const tallies = {
      selection: new Tally(),
      edits: new Tally(),
      rewrite: new Tally(),
      critique: new Tally(),
      response: new Tally(),
    };
    for (const text of texts) {
      const selection = tallies.selection.count(readSelection(replyOf(text), offer));
      if (selection) checkSelection(selection, text);
      const proposal = tallies.edits.count(readEdits(replyOf(text)));
      if (proposal) checkEdits(proposal.edits, text);
      const rewrite = tallies.rewrite.count(readRewrite(replyOf(text)));
      if (rewrite) expect(bare(text), text).toContain(bare(rewrite.prompt));
      for (const finish of ['stop', 'length'] as const) {
        const critique = tallies.critique.count(readCritique(replyOf(text, finish)));
        if (critique !== null) expect(text).toContain(critique.split(/\s+/).at(-1));
        const response = tallies.response.count(readResponse(replyOf(text, finish)));
        if (response !== null) expect(response).not.toMatch(/^<think>|^\s|\s$/);
      }
    }
    for (const [name, { read, failed }] of Object.entries(tallies)) {
      expect(read, name).toBeGreaterThan(80);
      expect(failed, name).toBeGreaterThan(80);
    }
  });

  it('are no score for a judge that was asked for one digit', () => {
    const tally = new Tally();
    for (const text of texts) {
      const choice = tally.count(readChoiceScore(replyOf(text)));
      if (choice) expect(text.trim()).toBe(String(choice.score));
    }
    expect(tally.read).toBeGreaterThan(3);
  });

  it('come with probabilities only where these are a distribution over 1 to 5', () => {
    const tally = new Tally();
    for (let i = 0; i < 5000; i++) {
      const keys = ['1', '2', '3', '4', '5', '6', 'toString', '__proto__'].slice(
        0,
        chance.pick([4, 5, 5, 5, 5, 6, 8]),
      );
      const weights = keys.map(() => chance.pick([0, 0.1, 0.2, 0.2, 0.3, 0.5, 1, -0.2, NaN, Infinity]));
      if (chance.percent(50)) weights.fill(0.2);
      const given = Object.fromEntries(keys.map((key, k) => [key, weights[k]!]));
      const choice = tally.count(readChoiceScore({ ...replyOf('3'), probabilities: given }));
      if (!choice) continue;
      expect(choice.score).toBeGreaterThanOrEqual(1);
      expect(choice.score).toBeLessThanOrEqual(5);
      expect(choice.score).toBeCloseTo(
        ['1', '2', '3', '4', '5'].reduce((sum, key) => sum + Number(key) * given[key]!, 0),
        2,
      );
    }
    expect(tally.read).toBeGreaterThan(500);
    expect(tally.failed).toBeGreaterThan(500);
  });
});
