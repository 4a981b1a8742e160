/**
 * The settings of a run by the path of their field ("search.width"), as the type RunConfig has them: a field added there
 * does not compile until it has words and a place on screen. Reading and writing leave the config they are given alone.
 */
import type { RunConfig } from '../../core/config';

export type SettingValue = string | number | boolean | null;

type PathOf<T> = {
  [K in keyof T & string]-?: Exclude<T[K], undefined> extends SettingValue
    ? K
    : T[K] extends readonly unknown[]
      ? never
      : `${K}.${PathOf<T[K]>}`;
}[keyof T & string];

/** What the person sets elsewhere on the screen, or what follows from the preset. */
type SetElsewhere = 'preset' | 'mode' | 'startPrompt' | 'models' | 'retriever' | 'task' | 'minutes';
export type SettingPath = PathOf<Omit<RunConfig, SetElsewhere>>;

/** A setting that may be left out is off then. */
export function readSetting(config: RunConfig, path: SettingPath): SettingValue {
  let value: unknown = config;
  for (const key of path.split('.')) value = (value as Record<string, unknown>)[key];
  return (value === undefined ? false : value) as SettingValue;
}

/** A copy of the config with that field changed. */
export function withSetting(config: RunConfig, path: SettingPath, value: SettingValue): RunConfig {
  const copy = structuredClone(config);
  const keys = path.split('.');
  const last = keys.pop() ?? '';
  let holder = copy as unknown as Record<string, unknown>;
  for (const key of keys) holder = holder[key] as Record<string, unknown>;
  holder[last] = value;
  return copy;
}
