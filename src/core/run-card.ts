/**
 * A run as lists show it: all that a row of the Library needs, and nothing of its setup or journal, so that a thousand of them
 * are read at once. Made from the row whenever the row is stored; never a source of its own.
 */
import type { RunConfig } from './config';
import type { EngineLabel, RunRow, RunStatus, RunSummary } from './records';
import { ROLES } from './terms';

export interface RunCard {
  id: string;
  name: string;
  /** Milliseconds since 1970. */
  createdAt: number;
  status: RunStatus;
  /** Whether something that went wrong stopped it. */
  stoppedBy: string | null;
  task: 'align' | 'judge-check';
  preset: RunConfig['preset'];
  mode: RunConfig['mode'];
  /** Each engine once; the responder's first. */
  engines: EngineLabel[];
  /** The first words of the start prompt. */
  startPrompt: string;
  /** Of the final prompt the beginning: far longer than prompts are, and short enough for a thousand cards. */
  summary: RunSummary;
  deletedAt?: number;
}

/**
 * What it found, as a word of its kind: a verdict on no held-out query says nothing of a difference. Rows of before differences
 * were kept say no more than they hold.
 */
export function foundIn({ summary, startPrompt }: RunCard): string | null {
  const { outcome, difference, finalPrompt } = summary;
  if (outcome !== 'no-difference' || difference !== undefined || finalPrompt === undefined) return outcome;
  return firstWords(finalPrompt) === startPrompt ? 'same-prompt' : 'none-compared';
}

const FIRST_WORDS = 160;
const SOUGHT_IN = 2_000;

function firstWords(prompt: string): string {
  return prompt.slice(0, FIRST_WORDS);
}

export function cardOf(row: RunRow): RunCard {
  const { config } = row.setup;
  const engines = ROLES.map((role) => row.engines[role]);
  return {
    id: row.id,
    name: row.name,
    createdAt: row.createdAt,
    status: row.status,
    stoppedBy: row.because?.tag ?? null,
    task: config.task ?? 'align',
    preset: config.preset,
    mode: config.mode,
    engines: engines.filter(({ id }, i) => engines.findIndex((other) => other.id === id) === i),
    startPrompt: firstWords(config.startPrompt),
    summary: shortSummary(row.summary),
    ...(row.deletedAt === undefined ? {} : { deletedAt: row.deletedAt }),
  };
}

function shortSummary(summary: RunSummary): RunSummary {
  const { finalPrompt } = summary;
  return finalPrompt === undefined ? summary : { ...summary, finalPrompt: finalPrompt.slice(0, SOUGHT_IN) };
}
