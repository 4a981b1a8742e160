/**
 * Text from outside (a query, a response, a prompt) set between marks, so that it reads as material, not as orders.
 * The closing mark inside the text is defused; nothing else is changed.
 */
export function section(mark: string, text: string): string {
  return `<${mark}>\n${text.replaceAll(`</${mark}>`, `</ ${mark}>`)}\n</${mark}>`;
}
