/**
 * The settings of a draft by their paths, and the preset they are. A setting changed by hand makes the preset 'own'; changed
 * back, it is the preset again. Nothing is checked here: what was typed stands until the check has said what is wrong.
 */
import { SvelteMap } from 'svelte/reactivity';
import { presetConfig, type PresetName, type RunConfig, sameModelForAll } from '../../core/config';
import { type BaselineName, BASELINES } from '../../core/terms';
import type { EngineOffer } from '../lab';
import { oneLine } from '../parts/visible-text';
import type { Unlike } from '../messages/en/setup';
import { readSetting, type SettingPath, type SettingValue, withSetting } from './setting-paths';
import { GROUPS, SETTINGS } from './settings';

export const PRESET_NAMES: readonly PresetName[] = ['quick', 'standard', 'paper'];

/** In the order of the screen. */
const PRESET_PATHS: readonly SettingPath[] = [
  'judgeCheck',
  ...GROUPS.flatMap((group) => SETTINGS[group].map(({ path }) => path)),
];

/** Characters of what was typed where a number should be. */
const LONGEST_SAID = 30;

export class DraftSettings {
  /** What stands in number fields, by field, for as long as it is being typed or is no number: then the value is NaN. */
  readonly typed = new SvelteMap<string, string>();
  #now: RunConfig;

  constructor(seed: number, engine: EngineOffer) {
    this.#now = $state.raw(
      presetConfig('standard', { seed, startPrompt: '', models: sameModelForAll(engine) }),
    );
  }

  /** To be said in a sentence. */
  typedIn(field: string): string | undefined {
    const text = this.typed.get(field);
    return text === undefined ? undefined : oneLine(text, LONGEST_SAID);
  }

  /** Prompt, rules, models and minutes are put in by the draft. */
  get now(): RunConfig {
    return this.#now;
  }

  get preset(): RunConfig['preset'] {
    return this.#now.preset;
  }

  /** The preset these settings are nearest to, and what differs from it; null where they are a preset. */
  get unlike(): { preset: PresetName; settings: Unlike[] } | null {
    if (this.preset !== 'own') return null;
    const all = PRESET_NAMES.map((preset) => ({ preset, settings: this.#unlike(this.#ofPreset(preset)) }));
    return all.reduce((nearest, one) => (one.settings.length < nearest.settings.length ? one : nearest));
  }

  choosePreset(name: PresetName): void {
    this.#now = this.#ofPreset(name);
  }

  get(path: SettingPath): SettingValue {
    return readSetting(this.#now, path);
  }

  paperValue(path: SettingPath): SettingValue {
    return readSetting(this.#ofPreset('paper'), path);
  }

  set(path: SettingPath, value: SettingValue): void {
    this.#change(withSetting(this.#now, path, value));
  }

  drawSeed(): void {
    const [seed = 1] = crypto.getRandomValues(new Uint32Array(1));
    this.set('seed', seed % 1_000_000);
  }

  get baselines(): readonly BaselineName[] {
    return this.#now.baselines ?? [];
  }

  /** Always in the order of the list: what was switched on first says nothing. */
  setBaseline(name: BaselineName, on: boolean): void {
    const wanted = BASELINES.filter((one) => (one === name ? on : this.baselines.includes(one)));
    this.#change({ ...this.#now, baselines: wanted });
  }

  restore(config: RunConfig): void {
    // A draft from before there was a judge check has what its preset would have now.
    this.#now = { ...config, judgeCheck: config.judgeCheck ?? config.mode === 'lab' };
  }

  #change(changed: RunConfig): void {
    const same = PRESET_NAMES.find((name) => sameSettings(changed, this.#ofPreset(name)));
    this.#now = same ? this.#ofPreset(same) : { ...changed, preset: 'own' };
  }

  #unlike(preset: RunConfig): Unlike[] {
    const { baselines = [] } = preset;
    const settings = PRESET_PATHS.flatMap((setting): Unlike[] => {
      const value = this.get(setting);
      return Object.is(value, readSetting(preset, setting)) ? [] : [{ setting, value }];
    });
    const same = this.baselines.join() === baselines.join();
    return same ? settings : [...settings, { setting: 'baselines', value: this.baselines }];
  }

  #ofPreset(name: PresetName): RunConfig {
    const { seed, startPrompt, models } = this.#now;
    return presetConfig(name, { seed, startPrompt, models });
  }
}

/** Both are made from the same key order: presetConfig writes it, withSetting keeps it. */
function sameSettings(a: RunConfig, b: RunConfig): boolean {
  const bare = ({ preset: _preset, mode: _mode, retriever: _retriever, ...rest }: RunConfig) =>
    JSON.stringify(rest);
  return bare(a) === bare(b);
}
