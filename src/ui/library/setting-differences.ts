/**
 * In what two runs were set up differently, in the words of Setup. Nothing that is the same in both. How many held-out queries
 * were asked is said as it came about: more may have been asked for after the end. Depth and validation are said with what the
 * run's own queries allowed. Of the rest nothing of what came of it.
 */
import type { RunSetup } from '../../core/materials';
import { planQueries, type QueryPlan } from '../../core/query-plan';
import type { RunRow } from '../../core/records';
import { type Aspect, ROLES } from '../../core/terms';
import { compareWords } from '../messages/compare-words';
import { m } from '../messages/messages';
import { fullModelName, embeddingSourceOf } from '../models/model-name';
import type { HeldOutSteps } from '../watch/held-out-steps';
import { oneLine } from '../parts/visible-text';
import { readSetting, type SettingPath, type SettingValue } from '../setup/setting-paths';

export interface SettingDifference {
  name: string;
  /** Of the first run, of the second. */
  values: [string, string];
}

/** Characters of a name that a file may make as long as it likes. */
const LABEL = 80;
const { field, value } = compareWords;
const texts = m.setup.settings;

/** What is known of the held-out queries of a run that got so far. */
export type HeldOutAsked = Pick<HeldOutSteps, 'byEnd' | 'later'>;
const NOT_YET: HeldOutAsked = { byEnd: null, later: [] };

export function settingDifferences(
  one: RunRow,
  other: RunRow,
  heldOut: readonly [HeldOutAsked, HeldOutAsked] = [NOT_YET, NOT_YET],
): SettingDifference[] {
  const both = [one, other] as const;
  return [...whole(both), ...models(both), ...single(both, heldOut), ...materials(both)];
}

type Both = readonly [RunRow, RunRow];

/** One line if what is compared differs. Where words cannot tell the two apart (30 queries, 30 others), they say so. */
function line(
  name: string,
  both: Both,
  words: (row: RunRow, i: number) => string,
  compared: (row: RunRow) => unknown = (row) => words(row, 0),
): SettingDifference[] {
  const [a, b] = both;
  if (JSON.stringify(compared(a)) === JSON.stringify(compared(b))) return [];
  const [first, second] = [words(a, 0), words(b, 1)];
  return [{ name, values: [first, first === second ? value.others(second) : second] }];
}

function whole(both: Both): SettingDifference[] {
  return [
    ...line(field.task, both, ({ setup }) => (setup.config.task === 'judge-check' ? value.check : value.run)),
    ...line(field.preset, both, ({ setup }) => m.library.preset[setup.config.preset]),
    ...line(field.mode, both, ({ setup }) => value.mode[setup.config.mode]),
    ...line(field.startPrompt, both, ({ setup }) => setup.config.startPrompt || value.none),
    ...line(
      field.protectedRules,
      both,
      ({ setup }) => setup.config.protectedRules.map((rule) => `- ${rule}`).join('\n') || value.none,
    ),
    ...line(field.minutes, both, ({ setup: { config } }) =>
      config.minutes === undefined ? value.noLimit : value.minutes(config.minutes),
    ),
    ...line(
      m.setup.baselines.title,
      both,
      ({ setup }) =>
        (setup.config.baselines ?? []).map((name) => m.setup.baselines.name[name]).join(', ') || value.none,
    ),
    ...line(field.pace, both, ({ pace }) => (typeof pace === 'number' ? paceWords(pace) : value.fullSpeed)),
    ...line(field.method, both, ({ methodVersion }) => methodVersion),
  ];
}

/** As Setup names it, where it has a name there. */
function paceWords(pace: number): string {
  const name = m.setup.engine.paces.find((one) => one.value === pace)?.name;
  return name === undefined ? value.pace(pace) : `${name} (${value.pace(pace)})`;
}

function models(both: Both): SettingDifference[] {
  const ofRole = ROLES.flatMap((role) => [
    ...line(
      field.model(m.watch.role[role]),
      both,
      ({ engines }) => m.shell.engineName(oneLine(engines[role].label, LABEL), engines[role].simulated),
      ({ engines }) => engines[role].id,
    ),
    ...line(field.context(m.watch.role[role]), both, ({ setup }) =>
      value.tokens(setup.config.models[role].contextWindow),
    ),
  ]);
  return [...ofRole, ...line(field.retriever, both, ({ setup }) => retrieverWords(setup.config.retriever))];
}

function retrieverWords(retriever: string | undefined): string {
  if (retriever === undefined) return value.byWords;
  const source = embeddingSourceOf(retriever);
  return source === null ? retriever : fullModelName(source);
}

function single(both: Both, heldOut: readonly [HeldOutAsked, HeldOutAsked]): SettingDifference[] {
  const planned = both.map(({ setup }) => setup).filter(({ config }) => config.task !== 'judge-check');
  const plans = new Map(planned.map((setup) => [setup, planQueries(setup)]));
  return (Object.keys(texts.words) as SettingPath[]).flatMap((path) =>
    path === 'verdictQueries'
      ? verdictQueries(both, heldOut)
      : line(settingName(path), both, ({ setup }) => allowedWords(path, setup, plans.get(setup))),
  );
}

/** A depth or a validation that was asked for alike differs where one run had fewer queries for it. */
function allowedWords(path: SettingPath, { config }: RunSetup, plan: QueryPlan | undefined): string {
  const asked = readSetting(config, path);
  const words = settingWords(path, asked);
  if (typeof asked !== 'number' || plan === undefined) return words;
  if (path === 'search.depth' && plan.levels < asked) return value.levelsAllowed(words, plan.levels);
  const there = plan.validation.length;
  const fewer = path === 'validationQueries' && config.answer === 'validation' && there < asked;
  return fewer ? value.queriesAllowed(words, there) : words;
}

/** Two that were asked for alike differ where one of them got further. */
function verdictQueries(both: Both, heldOut: readonly [HeldOutAsked, HeldOutAsked]): SettingDifference[] {
  const said = both.map(({ setup }, i) => {
    const { byEnd, later } = heldOut[i] ?? NOT_YET;
    return value.heldOut(setup.config.verdictQueries, byEnd, later);
  });
  return line(settingName('verdictQueries'), both, (row) => said[both.indexOf(row)] ?? '');
}

function settingName(path: SettingPath): string {
  const { name, unit } = texts.words[path];
  const said = unit === undefined || name.toLowerCase().includes(unit);
  return said ? name : `${name} (${unit})`;
}

function settingWords(path: SettingPath, it: SettingValue): string {
  if (it === null) return texts.fit;
  if (typeof it === 'boolean') return it ? texts.yes : texts.no;
  return texts.words[path].options?.[String(it)] ?? String(it);
}

function materials(both: Both): SettingDifference[] {
  const aspects = both.map(({ setup }) => setup.materials.aspects.map(aspectName)) as [string[], string[]];
  return [
    ...line(
      field.queries,
      both,
      ({ setup: { materials: it } }) => (it.ownQueries ? value.own : value.builtIn)(it.queries.length),
      ({ setup }) => [setup.materials.ownQueries, setup.materials.queries.map(({ text }) => text)],
    ),
    ...line(
      field.heldOut,
      both,
      ({ setup }) => m.shell.count(setup.materials.heldOut.length),
      ({ setup }) => setup.materials.heldOut.map(({ text }) => text),
    ),
    ...line(
      field.baseExamples,
      both,
      ({ setup }) => m.shell.count(setup.materials.baseExamples.length),
      ({ setup }) => setup.materials.baseExamples,
    ),
    ...line(
      field.aspects,
      both,
      (_, i) => aspectWords(aspects, i),
      ({ setup }) => setup.materials.aspects,
    ),
  ];
}

function aspectName(aspect: Aspect): string {
  const name = oneLine(aspect.name, LABEL);
  return aspect.always ? value.always(name) : name;
}

function aspectWords(aspects: readonly [string[], string[]], i: number): string {
  const mine = aspects[i] ?? [];
  const theirs = aspects[1 - i] ?? [];
  return value.aspects(mine.length, mine.filter((name) => !theirs.includes(name)).join(', '));
}
