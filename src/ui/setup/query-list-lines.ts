/** The lines of a text, one at a time: never a list of all of them. */

/** Every line that is not blank, with its number from 1. Stops when `visit` returns false. */
export function eachFilledLine(text: string, visit: (line: number, content: string) => unknown): void {
  let line = 1;
  for (let start = 0; start < text.length; line += 1) {
    const found = text.indexOf('\n', start);
    const end = found === -1 ? text.length : found;
    const content = text.slice(start, end);
    if (content.trim() !== '' && visit(line, content) === false) return;
    start = end + 1;
  }
}
