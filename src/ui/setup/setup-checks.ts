/**
 * What keeps a draft from running, each problem with the field it belongs to. parseConfig answers for single numbers,
 * checkSetup for the whole; nothing is judged here.
 */
import { type ConfigProblem, parseConfig, type RunConfig } from '../../core/config';
import type { AspectField, AspectProblem } from '../../core/own-aspects';
import type { Role } from '../../core/terms';
import type { EngineProblem } from './engine-choice.svelte';
import type { Materials, RunSetup } from '../../core/materials';
import type { MinutesTooFew } from '../../core/plan';
import { checkSetup, type SetupNotice, type SetupProblem } from '../../core/readiness';

export type DraftProblem = SetupProblem | ConfigProblem | EngineProblem | AspectProblem | MinutesTooFew;
export interface FieldProblem {
  /** The id of the field: "engine-judge", "queries", "start-prompt", "protected-rules", "aspects", "own-aspect-0-name", or the path of a setting. */
  field: string;
  problem: DraftProblem;
}

export interface DraftCheck {
  /** Null while there are problems with single settings. */
  setup: RunSetup | null;
  problems: FieldProblem[];
  notices: SetupNotice[];
}

export function checkDraft(config: RunConfig, materials: Materials): DraftCheck {
  const parsed = parseConfig(config);
  if ('problems' in parsed) {
    const problems = parsed.problems.map((problem) => ({ field: fieldOf(problem), problem }));
    return { setup: null, problems, notices: [] };
  }
  const setup: RunSetup = { config: parsed.config, materials };
  const { problems, notices } = checkSetup(setup);
  return { setup, problems: problems.map((problem) => ({ field: fieldOf(problem), problem })), notices };
}

/** Problems of aspects, which the check of the whole never saw: it was given only those that can be used. */
export function withAspectProblems(check: DraftCheck, problems: readonly AspectProblem[]): DraftCheck {
  if (problems.length === 0) return check;
  const told = problems.map((problem) => ({ field: fieldOf(problem), problem }));
  return { ...check, problems: [...check.problems, ...told] };
}

/** A model that is not there comes first, as its section does. */
export function withEngineProblems(check: DraftCheck, problems: readonly EngineProblem[]): DraftCheck {
  if (problems.length === 0) return check;
  return {
    ...check,
    problems: [...problems.map((problem) => ({ field: fieldOf(problem), problem })), ...check.problems],
  };
}

/** Time that holds no run is the last thing to mend: whatever else is changed changes it. */
export function withTimeProblem(check: DraftCheck, problem: MinutesTooFew | null): DraftCheck {
  if (problem === null) return check;
  return { ...check, problems: [...check.problems, { field: fieldOf(problem), problem }] };
}

export function fieldOf(problem: DraftProblem): string {
  switch (problem.tag) {
    case 'no-gpu':
    case 'none-here':
      return 'engine-responder';
    case 'no-model':
    case 'model-not-here':
      return engineField(problem.facts.role);
    case 'retriever-not-here':
      return 'engine-retriever';
    case 'no-queries':
    case 'too-few-queries':
      return 'queries';
    case 'minutes-too-few':
      return 'minutes';
    case 'no-verdict-queries':
      return 'verdictQueries';
    case 'empty-start-prompt':
      return 'start-prompt';
    case 'prompt-too-long':
      return problem.facts.role === 'responder' || problem.facts.role === 'rewriter'
        ? 'start-prompt'
        : 'queries';
    case 'no-aspects':
    case 'too-many-own-aspects':
    case 'too-many-always':
      return 'aspects';
    case 'aspect-empty':
    case 'aspect-too-long':
    case 'aspect-name-signs':
    case 'aspect-name-taken':
      return ownAspectField(problem.facts.own, problem.facts.field);
    case 'bad-setting':
      return settingField(problem.facts.path);
  }
}

export function ownAspectField(own: number, field: AspectField): string {
  return `own-aspect-${String(own)}-${field}`;
}

/** Selector and critic are chosen together with the judge. */
function engineField(role: Role): string {
  return role === 'selector' || role === 'critic' ? 'engine-judge' : `engine-${role}`;
}

function settingField(path: string): string {
  if (path.startsWith('protectedRules')) return 'protected-rules';
  return path === 'startPrompt' ? 'start-prompt' : path;
}

/** Where on the screen a notice is told. */
export type SetupPart = 'queries' | 'shares' | 'prompt' | 'aspects' | 'thorough';

export function partOf(notice: SetupNotice): SetupPart {
  switch (notice.tag) {
    case 'many-rules':
    case 'protected-rule-not-in-prompt':
      return 'prompt';
    case 'short-own-list':
    case 'no-validation-queries':
      return 'shares';
    case 'duplicates-left-out':
    case 'too-few-to-search':
      return 'queries';
    case 'aspects-all-decided':
    case 'judgement-may-be-cut':
      return 'aspects';
    case 'no-examples':
    case 'depth-limited-by-queries':
    case 'fewer-validation-queries':
    case 'fewer-verdict-queries':
      return 'thorough';
  }
}

/** Where the problems of a field stand, for aria-describedby. */
export function problemsId(field: string): string {
  return `${field}-problems`;
}
