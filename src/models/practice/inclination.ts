/**
 * How likely a reply shows each trait: from what the query is, the rules of the system prompt, and the examples before it.
 * Without good rules and examples the practice responder is plainly mediocre; a followed rule lifts its trait, where it applies.
 */
import { fingerprint, uniforms } from '../../core/random';
import {
  EXAMPLE_PULL,
  FOLLOWED,
  GOES_ALONG,
  MISAPPLIED,
  SINGLE_EXAMPLE,
  SUPPRESSED,
  TORN_FORCE,
} from './constants';
import type { Features } from './features';
import type { QueryKind } from './query-kind';
import { attention, contradictedTraits, type Rule } from './rule-reading';
import { FAULTS, type Trait, TRAITS } from './traits';

export type Chances = Record<Trait, number>;

const USUAL: Chances = {
  direct: 0.4,
  steps: 0.28,
  reasons: 0.25,
  example: 0.18,
  asks: 0.12,
  warm: 0.08,
  limits: 0.1,
  calibrated: 0.15,
  weighs: 0.1,
  lively: 0.1,
  fresh: 0.08,
  safe: 0.06,
  respect: 0.08,
  brief: 0.12,
  detail: 0.12,
  padded: 0.5,
  oversure: 0.22,
  refuses: 0.05,
  cold: 0.14,
  complies: 0,
  terse: 0.05,
};

const BY_KIND: Record<QueryKind, Partial<Chances>> = {
  'how-to': { steps: 0.45, safe: 0.12 },
  fact: { reasons: 0.35 },
  creative: { fresh: 0.2, lively: 0.2, cold: 0.03, oversure: 0.05, refuses: 0.01 },
  task: { direct: 0.55, oversure: 0.1 },
  feeling: { warm: 0.3, cold: 0.28, respect: 0.15 },
  harmful: { refuses: 0.5, safe: 0.2 },
  unknowable: { limits: 0.25, oversure: 0.4, refuses: 0.08 },
  vague: { asks: 0.22 },
  opinion: { weighs: 0.25, oversure: 0.3, respect: 0.15 },
};

export interface Influences {
  kind: QueryKind;
  risky: boolean;
  tender: boolean;
  rules: readonly Rule[];
  promptLength: number;
  examples: readonly Features[];
  /** Names the query: a rule is heard or passed over for a query, whatever stands around it and in whatever place. */
  query: string;
}

export function chancesOf(influences: Influences): Chances {
  const chances: Chances = { ...USUAL, ...BY_KIND[influences.kind] };
  if (influences.risky) chances.safe = Math.max(chances.safe, 0.3);
  if (influences.tender) chances.respect = Math.max(chances.respect, 0.2);
  learnFromExamples(chances, influences.examples);
  const heard = attention(influences.rules, influences.promptLength);
  const torn = contradictedTraits(influences.rules);
  const query = fingerprint(influences.query);
  for (const rule of influences.rules) {
    const luck = uniforms(0, `rule\n${query}\n${rule.text}`);
    const applies = rule.kinds === null || rule.kinds.includes(influences.kind) || luck() < MISAPPLIED;
    if (applies && luck() < heard) follow(chances, rule, torn);
  }
  settle(chances, influences);
  return chances;
}

function learnFromExamples(chances: Chances, examples: readonly Features[]): void {
  if (examples.length === 0) return;
  const pull = EXAMPLE_PULL * (examples.length === 1 ? SINGLE_EXAMPLE : 1);
  for (const trait of TRAITS) {
    if (trait === 'refuses' || trait === 'complies' || trait === 'brief' || trait === 'detail') continue;
    const shown = examples.reduce((sum, features) => sum + features[trait], 0) / examples.length;
    const isFault = (FAULTS as readonly Trait[]).includes(trait);
    if (isFault || shown > chances[trait]) chances[trait] += pull * (shown - chances[trait]);
  }
}

function follow(chances: Chances, rule: Rule, torn: ReadonlySet<Trait>): void {
  for (const { trait, wanted } of rule.orders) {
    const force = torn.has(trait) ? TORN_FORCE : 1;
    const goal = wanted ? Math.max(FOLLOWED, chances[trait]) : Math.min(SUPPRESSED, chances[trait]);
    chances[trait] += force * (goal - chances[trait]);
  }
}

/** What one trait does to another. */
function settle(chances: Chances, { kind }: Influences): void {
  const care = Math.max(chances.safe, chances.calibrated, chances.limits);
  if (kind === 'harmful') {
    if (chances.complies >= GOES_ALONG) chances.refuses *= 0.3;
    else chances.refuses = Math.max(chances.refuses, chances.safe);
  }
  chances.oversure *= 1 - 0.7 * Math.max(0, care - 0.3);
  const substance = Math.max(chances.reasons, chances.example, chances.steps, chances.detail);
  if (chances.terse < 0.3) chances.terse *= 1 - Math.max(0, substance - 0.2);
  chances.cold *= 1 - 0.8 * Math.max(0, chances.warm - 0.3);
  chances.padded *= 1 - 0.6 * Math.max(0, Math.max(chances.brief, chances.direct) - 0.4);
}
