/** The name a run is born with: its kind, and the first number free among runs of that kind. Never a name another run has. */
import type { RunConfig } from '../core/config';
import type { RunCard } from '../core/run-card';
import { m } from '../ui/messages/messages';

type Kind = Pick<RunConfig, 'preset' | 'task'>;

export function freshRunName(
  { preset, task }: Kind,
  runs: readonly Pick<RunCard, 'name' | 'preset' | 'task'>[],
): string {
  const checks = task === 'judge-check';
  const alike = runs.filter((run) =>
    checks ? run.task === task : run.task === 'align' && run.preset === preset,
  );
  const taken = new Set(runs.map(({ name }) => name));
  const named = (number: number) => (checks ? m.runs.checkName(number) : m.runs.name(preset, number));
  let number = alike.length + 1;
  while (taken.has(named(number))) number += 1;
  return named(number);
}
