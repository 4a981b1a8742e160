/**
 * Every setting's place and kind of control. What a setting means and why it is so stands in messages/en/settings.ts;
 * what it may be is decided by parseConfig alone (the bounds here only guide the arrows of a number field).
 */
import type { SettingPath } from './setting-paths';

export type Control =
  | { kind: 'number'; min: number; max: number; step: number }
  /** An empty field is null: "as fits". */
  | { kind: 'number-or-fit'; min: number; max: number; step: number }
  | { kind: 'choice'; options: readonly string[] }
  | { kind: 'toggle' };

export interface Setting {
  path: SettingPath;
  control: Control;
}

export type GroupName = 'search' | 'reward' | 'rewriting' | 'examples' | 'verdict' | 'replies' | 'randomness';

const whole = (path: SettingPath, min: number, max: number): Setting => ({
  path,
  control: { kind: 'number', min, max, step: 1 },
});
const part = (path: SettingPath, min: number, max: number, step: number): Setting => ({
  path,
  control: { kind: 'number', min, max, step },
});
const choice = (path: SettingPath, ...options: string[]): Setting => ({
  path,
  control: { kind: 'choice', options },
});
const toggle = (path: SettingPath): Setting => ({ path, control: { kind: 'toggle' } });

export const SETTINGS: Record<GroupName, readonly Setting[]> = {
  search: [
    whole('search.width', 1, 8),
    whole('search.actions', 1, 8),
    whole('search.depth', 1, 50),
    whole('search.maxExtraDepth', 0, 50),
    whole('queriesPerCandidate', 1, 8),
    part('goodEnough.above', 1, 5, 0.1),
    toggle('goodEnough.extend'),
  ],
  reward: [
    choice('scoring', 'probability', 'written'),
    whole('aspectsPerQuery.min', 1, 14),
    whole('aspectsPerQuery.max', 1, 14),
    choice('reasons', 'expanded-only', 'every-candidate'),
    choice('unreadable', 'drop', 'zero'),
  ],
  rewriting: [
    choice('action', 'edits', 'rewrite'),
    choice('proposals', 'conversation', 'independent'),
    choice('badProposals', 'refuse', 'refuse-unreadable'),
    whole('asksAgain', 0, 5),
  ],
  examples: [
    whole('examples.count', 0, 64),
    whole('examples.rewrites', 1, 10),
    whole('examplesPerQuery', 0, 8),
    whole('aspectsPerExample.min', 1, 14),
    whole('aspectsPerExample.max', 1, 14),
  ],
  verdict: [
    choice('answer', 'validation', 'path-score'),
    whole('validationQueries', 0, 200),
    whole('verdictQueries', 0, 200),
  ],
  replies: [
    { path: 'limits.response', control: { kind: 'number-or-fit', min: 16, max: 8192, step: 16 } },
    whole('limits.selection', 32, 4096),
    whole('limits.judgement', 32, 8192),
    whole('limits.critique', 32, 4096),
    whole('limits.edit', 32, 4096),
    whole('limits.rewrite', 32, 8192),
  ],
  randomness: [
    whole('seed', 0, 2 ** 31 - 1),
    part('sampling.responder.temperature', 0, 2, 0.1),
    part('sampling.responder.topP', 0.05, 1, 0.05),
    part('sampling.selector.temperature', 0, 2, 0.1),
    part('sampling.selector.topP', 0.05, 1, 0.05),
    part('sampling.judge.temperature', 0, 2, 0.1),
    part('sampling.judge.topP', 0.05, 1, 0.05),
    part('sampling.critic.temperature', 0, 2, 0.1),
    part('sampling.critic.topP', 0.05, 1, 0.05),
    part('sampling.rewriter.temperature', 0, 2, 0.1),
    part('sampling.rewriter.topP', 0.05, 1, 0.05),
  ],
};

export const GROUPS = Object.keys(SETTINGS) as GroupName[];

/** The group a setting stands in, so that a problem can open it. */
export function groupOf(path: string): GroupName | undefined {
  return GROUPS.find((group) => SETTINGS[group].some((setting) => setting.path === path));
}
