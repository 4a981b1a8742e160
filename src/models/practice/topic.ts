/**
 * The telling words of a query: phrases a reply can speak about ("red wine", "your wool rug"), and plain keywords to
 * measure by how much a reply stays on the query. English only; it never invents a word that is not in the query.
 */
import { remembered } from './remembered';

const STOP = new Set(
  `about above after again all already also always and any anyone anything are ask asked away
  because been before being both but can cannot come could course did does doing done down each
  either else even ever every everyone everything few find first for from get gets getting give
  goes going got had has have having he's hello help her here hers him his how i'd i'll i'm i've
  idea into it's its just keep keeps kind know last let like look lot make makes many may maybe
  mean might mine more most much must need needs never new next nice nobody none not nothing now
  off often once one only other our out over own part people please point put quite rather really
  right said same say says see seem she should show since some someone something start still stop
  such sure take tell than that that's the their them then there there's these they thing things
  think this those three through time today told too try turn two under until use used using very
  want wants was way well went were what what's when where whether which while who why will with
  without work would write wrote wrong yes yet you you're your ago anymore both's day days explain
  feel feels good great happen happens honest honestly hour hours less long longer minute minutes
  month months number old otherwise possible question real reason simply sometimes talk talked
  third times tomorrow tonight week weeks word words year years yesterday four five six seven ten
  eleven best better big little main matter matters name named neatest open short small suggest
  actually allowed certain clear book buy change correct convince count cook describe dead dies
  enjoy invent leave leaves live lives made making moved owe pick send shoot survive text worth
  worked smells saying left met takes sound sounds turns steals inherits appears came took stand
  slips trying crying sending sit sits drove ate includes belongs closing saveable backward late
  offline poem story haiku fable toast roleplay novel names line bedtime four-line joke hate per
  printing adding quick fine probably lead translate convert summarise summarize grow grows pays
  gives sentences looks thirty twenty twenty-first explained nodded`.split(/\s+/),
);

export interface Topic {
  /** What the query is mostly about, as a phrase with its article where it had one. */
  main: string;
  /** Other phrases, best first; may be empty. */
  others: string[];
  /** Lower-case stems of its telling words. */
  stems: Set<string>;
}

const NOTHING_NAMED = 'your question';

export const topicOf = remembered((query): Topic => {
  const phrases = phrasesOf(query);
  const ranked = phrases
    .map((phrase, place) => ({ phrase, worth: worthOf(phrase) * 4 - place * 0.4 }))
    .sort((a, b) => b.worth - a.worth)
    .map(({ phrase }) => phrase);
  const unique = ranked.filter((phrase, i) => !ranked.slice(0, i).some((other) => other.includes(phrase)));
  return {
    main: unique[0] ?? NOTHING_NAMED,
    others: unique.slice(1).filter(isNamed).slice(0, 3),
    stems: stemsOf(query),
  };
}, 200);

/** How much of the query's telling words a text takes up, 0 to 1; a few of them are enough for 1. */
export function overlap(stems: ReadonlySet<string>, text: string): number {
  if (stems.size === 0) return 0.5;
  const found = stemsOf(text);
  let shared = 0;
  for (const stem of stems) if (found.has(stem)) shared++;
  return Math.min(1, shared / Math.min(3, stems.size));
}

export function stemsOf(text: string): Set<string> {
  const stems = new Set<string>();
  for (const word of text.toLowerCase().match(/[\p{L}][\p{L}'-]*/gu) ?? []) {
    if (word.length > 2 && !STOP.has(word)) stems.add(stem(word));
  }
  return stems;
}

function stem(word: string): string {
  return word.length > 5 ? word.slice(0, 5) : word.replace(/s$/, '');
}

/** Runs of telling words between marks and empty words, with the article or owner before them; my becomes your. */
function phrasesOf(query: string): string[] {
  const out: string[] = [];
  let run: string[] = [];
  let article = '';
  const close = () => {
    if (run.length > 0 && run.length <= 4)
      out.push([article, ...run].filter((word) => word !== '').join(' '));
    run = [];
    article = '';
  };
  for (const token of query.match(/[\p{L}\p{N}][\p{L}\p{N}'-]*|[^\s]/gu) ?? []) {
    const low = token.toLowerCase().replace(/'s$/, '');
    const telling =
      /^[\p{L}]/u.test(token) &&
      low.length > 2 &&
      !STOP.has(token.toLowerCase()) &&
      !/(n't|ly|ed)$/.test(low);
    if (telling) run.push(isName(query, token) ? token : low);
    else {
      close();
      article = ARTICLES.get(low === 'which' && token !== 'Which' ? '' : low) ?? '';
    }
  }
  close();
  return out;
}

const ARTICLES = new Map([
  ['the', 'the'],
  ['a', 'a'],
  ['an', 'an'],
  ['my', 'your'],
  ['our', 'your'],
  ['your', 'your'],
  ['his', 'his'],
  ['her', 'her'],
  ['their', 'their'],
  ['this', 'this'],
  ['that', 'that'],
  ['these', 'these'],
  ['which', 'the'],
]);

/** A capital inside a sentence, or an abbreviation. */
function isName(query: string, token: string): boolean {
  return /^\p{Lu}{2,4}$/u.test(token) || (/^\p{Lu}\p{Ll}/u.test(token) && !startsSentence(query, token));
}

function startsSentence(query: string, token: string): boolean {
  const at = query.indexOf(token);
  return at === 0 || /[.!?:]\s*["']?$/.test(query.slice(0, at));
}

/** Sure to be a thing: it has an article or an owner, more than one word, or a name's capital. */
function isNamed(phrase: string): boolean {
  return phrase.includes(' ') || /^\p{Lu}/u.test(phrase);
}

/** Two or three words say more than one; a long word more than a short one. */
function worthOf(phrase: string): number {
  const words = phrase.split(' ').filter((word) => !ARTICLES.has(word));
  const letters = words.reduce((sum, word) => sum + Math.min(9, word.length), 0);
  return (
    (words.length === 1 ? 1 : words.length === 2 ? 1.6 : 1.3) +
    letters / 30 +
    (phrase.includes(' ') ? 0.2 : 0)
  );
}
