/**
 * What an engine throws when it cannot answer: a tag and its facts, never words for the screen.
 * Every engine of this folder throws this one class, so that a runner can tell faults apart without reading messages.
 */
export class EngineFault extends Error {
  readonly tag: string;
  readonly facts: Record<string, string | number | boolean>;

  constructor(tag: string, facts: Record<string, string | number | boolean> = {}) {
    super(`engine fault: ${tag}`);
    this.name = 'EngineFault';
    this.tag = tag;
    this.facts = facts;
  }
}
