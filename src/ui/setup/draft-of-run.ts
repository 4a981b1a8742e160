/**
 * A run's setup as a draft for Setup: its settings, its own queries, start prompt, rules, aspects, pace and minutes. A built-in
 * query list of an older version of the app is today's.
 */
import { aspectKey, ASPECTS, findAspect } from '../../core/aspects';
import { presetConfig, type RunConfig } from '../../core/config';
import type { Materials } from '../../core/materials';
import type { AspectChoice, AspectUse } from '../../core/own-aspects';
import type { RunRow } from '../../core/records';
import type { Aspect } from '../../core/terms';
import { parseQueryList } from './query-list';
import type { SetupDraft } from './setup-draft';

export function draftOfRun({ setup: { config, materials }, pace }: RunRow): SetupDraft {
  const { minutes, task: _, ...settings } = config;
  return {
    source: materials.ownQueries ? 'own' : 'built-in',
    ownText: materials.ownQueries ? listText(materials.queries.map(({ text }) => text)) : '',
    ownColumn: null,
    startPrompt: config.startPrompt,
    protectedText: config.protectedRules.join('\n'),
    pace: pace ?? null,
    aspects: aspectChoice(materials.aspects),
    minutes: minutes ?? null,
    config: { ...settings, protectedRules: [], preset: presetOf({ ...settings, protectedRules: [] }) },
  };
}

/** Lines where they are read as the same list again, else JSON. */
function listText(texts: readonly string[]): string {
  const lines = texts.join('\n');
  const read = parseQueryList(lines).queries.map(({ text }) => text);
  const same = read.length === texts.length && read.every((text, i) => text === texts[i]);
  return same ? lines : JSON.stringify(texts, null, 1);
}

function aspectChoice(aspects: Materials['aspects']): AspectChoice {
  const uses = ASPECTS.flatMap(({ name }): [string, AspectUse][] => {
    const used = findAspect(name, aspects);
    if (used === undefined) return [[aspectKey(name), 'off']];
    return used.always ? [[aspectKey(name), 'always']] : [];
  });
  const own = aspects.filter(({ name }) => findAspect(name, ASPECTS) === undefined).map(ownAspect);
  return { uses: Object.fromEntries(uses), own };
}

function ownAspect({ name, low, high, when, always }: Aspect): AspectChoice['own'][number] {
  return { name, low, high, when: when ?? '', use: always ? 'always' : 'fits' };
}

/** A run that was fitted to its minutes no longer has the settings of the preset it began from. */
function presetOf(config: RunConfig): RunConfig['preset'] {
  if (config.preset === 'own') return 'own';
  const { seed, startPrompt, models } = config;
  const asPreset = presetConfig(config.preset, { seed, startPrompt, models });
  const bare = ({ retriever: _, judgeCheck, baselines, ...rest }: RunConfig) =>
    JSON.stringify(
      sorted({
        ...rest,
        judgeCheck: judgeCheck ?? asPreset.judgeCheck,
        baselines: baselines ?? asPreset.baselines,
      }),
    );
  return bare(config) === bare(asPreset) ? config.preset : 'own';
}

function sorted(value: object): unknown {
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(
    entries.map(([name, it]: [string, unknown]) => [
      name,
      typeof it === 'object' && it !== null && !Array.isArray(it) ? sorted(it) : it,
    ]),
  );
}
