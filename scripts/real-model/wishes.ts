/**
 * What `npm run test:real-model` was asked for, read from the environment: a value, or words about what is wrong with it.
 *   DRPO_MODEL_ID, DRPO_MODEL_URL, DRPO_MODEL_LIB (address or file), DRPO_MODEL_CONTEXT, DRPO_MODEL_DIR (a folder to serve),
 *   DRPO_PARTS, DRPO_TIMEOUT_MS (a part), DRPO_CHROMIUM_ARGS, DRPO_WEBLLM (a folder of the library to use instead).
 */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { PARTS, type PartName } from '../../tests/real-model/report.ts';

export interface Wishes {
  /** null: the smallest of the library's list. */
  id: string | null;
  url: string | null;
  /** An address, or an absolute path. */
  library: string | null;
  folder: string | null;
  context: number | null;
  parts: PartName[];
  limitMs: number;
  chromiumArgs: string[];
  webllm: string | null;
}

const TEN_MINUTES = 600_000;
export const isAddress = (text: string): boolean => /^https?:\/\//.test(text);

export function wishesIn(env: Record<string, string | undefined>): Wishes | { problems: string[] } {
  const named = (name: string): string | null => {
    const text = env[name]?.trim() ?? '';
    return text === '' ? null : text;
  };
  const problems: string[] = [];
  const path = (name: string): string | null => {
    const text = named(name);
    if (text === null || isAddress(text)) return text;
    if (!existsSync(text)) problems.push(`${name}: there is no ${resolve(text)}`);
    return resolve(text);
  };
  const whole = (name: string): number | null => {
    const text = named(name);
    if (text !== null && !/^[1-9]\d*$/.test(text))
      problems.push(`${name}: ${text} is no positive whole number`);
    return text === null ? null : Number(text);
  };
  const wishes: Wishes = {
    id: named('DRPO_MODEL_ID'),
    url: named('DRPO_MODEL_URL'),
    library: path('DRPO_MODEL_LIB'),
    folder: path('DRPO_MODEL_DIR'),
    context: whole('DRPO_MODEL_CONTEXT'),
    parts: partsIn(named('DRPO_PARTS'), problems),
    limitMs: whole('DRPO_TIMEOUT_MS') ?? TEN_MINUTES,
    chromiumArgs: named('DRPO_CHROMIUM_ARGS')?.split(/\s+/) ?? [],
    webllm: path('DRPO_WEBLLM'),
  };
  if ((wishes.url ?? wishes.folder) !== null && wishes.library === null) {
    problems.push('DRPO_MODEL_LIB: weights of one’s own need a compiled library (an address, or a file)');
  }
  if (wishes.url !== null && !isAddress(wishes.url)) problems.push('DRPO_MODEL_URL: no http(s) address');
  return problems.length > 0 ? { problems } : wishes;
}

/** In the order they are done, whatever the order they were named in. */
function partsIn(text: string | null, problems: string[]): PartName[] {
  if (text === null) return [...PARTS];
  const names = text.split(',').map((name) => name.trim());
  const unknown = names.filter((name) => !PARTS.some((part) => part === name));
  if (unknown.length > 0) {
    problems.push(`DRPO_PARTS: ${unknown.join(', ')}: not one of ${PARTS.join(', ')}`);
  }
  return PARTS.filter((part) => names.includes(part));
}
