/**
 * How often models change places in a run with split roles: at most once a role and level, as the schedule drains calls.
 * Typical, like the estimate: every level is reached.
 */
import type { RunConfig } from '../../core/config';
import type { RunSetup } from '../../core/materials';
import { planQueries } from '../../core/query-plan';
import type { Role } from '../../core/terms';

/** Loads of a model while another one is in memory; 0 for one model, whatever its roles. */
export function modelChanges(setup: RunSetup): number {
  const { models } = setup.config;
  const order = turns(setup).map((role) => models[role].id);
  return order.filter((id, i) => i > 0 && id !== order[i - 1]).length;
}

/** Roles in the order in which they come to work. */
function turns({ config, materials }: RunSetup): Role[] {
  if (config.task === 'judge-check') return ['judge'];
  const { levels, validation, verdict } = planQueries({ config, materials });
  const depth = Math.min(config.search.depth, levels);
  const answered: Role[] = ['selector', 'responder', 'judge'];
  const level: Role[] = [...reasons(config), 'rewriter', ...answered];
  return [
    ...(config.judgeCheck === true && materials.checkPairs?.length ? (['judge'] as const) : []),
    ...phase1(config, Math.min(config.examples.count, materials.baseExamples.length)),
    ...(depth > 0 ? answered : []),
    ...repeated(level, depth - 1),
    ...(config.answer === 'validation' && validation.length > 0 ? answered : []),
    ...(verdict.length > 0 ? answered : []),
  ];
}

function phase1(config: RunConfig, bases: number): Role[] {
  if (bases === 0) return [];
  return [
    'selector',
    'judge',
    ...repeated<Role>([...reasons(config), 'rewriter', 'judge'], config.examples.rewrites),
  ];
}

function reasons({ scoring, reasons: given }: RunConfig): Role[] {
  return scoring === 'probability' || given === 'expanded-only' ? ['critic'] : [];
}

function repeated<T>(part: readonly T[], times: number): T[] {
  return Array.from({ length: Math.max(0, times) }, () => part).flat();
}
