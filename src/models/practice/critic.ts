/**
 * The practice model as critic: two to four sentences on what lowers the lowest scores, what is missing, what should stay.
 * It names only what is in the text, and never rewrites it.
 */
import type { Call, Draft } from './call';
import { readReply } from './features';
import { NEEDS } from './quality';
import { capital, faultPhrase, faultsIn, lacking, lackPhrase, showing, showPhrase } from './remarks';
import type { Trait } from './traits';

export function criticise({ reading, dice }: Call): Draft {
  const reply = readReply(reading.query, reading.response);
  const ranked = [...reading.scores].sort((a, b) => a.score - b.score);
  const lows = ranked.filter((one) => one.score < 4).slice(0, 2);
  const sentences: string[] = [];
  const fault = faultsIn(reply)[0];
  if (fault) sentences.push(`${capital(faultPhrase(fault, reply, dice))}.`);
  const named = new Set<Trait>();
  for (const { aspect } of lows) {
    const lack = lacking(reply, aspect).find((trait) => !named.has(trait));
    if (lack === undefined) continue;
    named.add(lack);
    sentences.push(`${aspect} suffers most because ${lackPhrase(lack, dice)}.`);
  }
  const need = NEEDS[reply.nature.kind].find((trait) => reply.features[trait] < 0.5 && !named.has(trait));
  if (need !== undefined && need !== 'refuses') sentences.push(`What is missing: ${lackPhrase(need, dice)}.`);
  const stay = ranked.reverse().flatMap(({ aspect }) => showing(reply, aspect))[0];
  const keep = stay
    ? `What should stay: ${showPhrase(stay)}.`
    : 'What should stay: it is on the query and readable.';
  return {
    text: [
      ...sentences.slice(0, 3),
      keep,
      ...(sentences.length === 0 ? ['Nothing in it is wrong; it could be a little tighter.'] : []),
    ].join(' '),
  };
}
