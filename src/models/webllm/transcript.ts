/**
 * A conversation as plain text for base models, which know no chat template: the layout of URIAL, ending where the answer
 * begins. Its stop strings end the answer where the model goes on to invent the next turn.
 */
import type { Message } from '../../core/ports';
import { defused } from './escaping';

const QUERY = '# Query:';
const ANSWER = '# Answer:';

export const STOP_STRINGS = [`\n${QUERY}`, `\n${ANSWER}`, '\n# Instruction:'];

export function transcriptOf(messages: readonly Message[]): string {
  const parts = messages.map(({ role, content }) => {
    const text = withoutHeadings(defused(content));
    if (role === 'system') return text === '' ? '' : `# Instruction:\n${text}\n\n`;
    return `${role === 'user' ? QUERY : ANSWER}\n${text}\n\n`;
  });
  return `${parts.join('')}${ANSWER}\n`;
}

/** A line of content that looks like one of our headings is pushed in by a space. */
function withoutHeadings(text: string): string {
  return text.replace(/^# (?=Query:|Answer:|Instruction:)/gm, ' # ');
}

/** The answer itself; `ended` is false while a stop string or blank end may still be on its way. */
export function answerOf(raw: string, ended: boolean): string {
  const cut = STOP_STRINGS.map((stop) => raw.indexOf(stop)).filter((at) => at >= 0);
  const text = (cut.length > 0 ? raw.slice(0, Math.min(...cut)) : raw).trimStart();
  if (ended || cut.length > 0) return text.trimEnd();
  // Hold back the last line where it may become a heading, and white space that may turn out to be the end.
  return text.replace(/\s*(\n#[^\n]*)?$/, '').replace(/\s+$/, '');
}
