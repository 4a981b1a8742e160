/**
 * Files coming in, one after the other: which one is being read, what came of them, which could not be read and why. A file
 * that fails stops no other. Draws nothing, and knows of the list only whom to tell.
 */
import type { Fault } from '../../core/records';
import type { RunCard } from '../../core/run-card';
import { faultOf, isFault } from '../../runner/fault-of';
import { m } from '../messages/messages';
import { oneLine } from '../parts/visible-text';
import type { RunLibrary } from './run-library';

const words = m.library.import;

export interface ImportProblem {
  key: number;
  file: string;
  fault: Fault;
}

export class ImportState {
  /** What is going on, or what came of it; empty before the first file. */
  said = $state('');
  working = $state(false);
  problems: readonly ImportProblem[] = $state.raw([]);
  readonly #library: RunLibrary;
  readonly #arrived: (ids: readonly string[]) => Promise<void>;
  #nextKey = 0;
  #last: Promise<void> = Promise.resolve();

  constructor(library: RunLibrary, arrived: (ids: readonly string[]) => Promise<void>) {
    this.#library = library;
    this.#arrived = arrived;
  }

  /** Files given while others are read wait for them. */
  take(files: readonly File[]): Promise<void> {
    if (files.length > 0) this.#last = this.#last.then(() => this.#read(files));
    return this.#last;
  }

  dismiss(key: number): void {
    this.problems = this.problems.filter((problem) => problem.key !== key);
  }

  async #read(files: readonly File[]): Promise<void> {
    this.working = true;
    this.problems = [];
    const cards: RunCard[] = [];
    let again = 0;
    for (const [i, file] of files.entries()) {
      this.said = words.working(oneLine(file.name, 60), i + 1, files.length);
      const run = await this.#library.fromFile(file).catch(faultOf);
      if (isFault(run)) {
        this.problems = [...this.problems, { key: this.#nextKey++, file: file.name, fault: run }];
      } else {
        cards.push(run.card);
        again += run.again ? 1 : 0;
      }
    }
    if (cards.length > 0) await this.#arrived(cards.map(({ id }) => id));
    this.said = summary(cards, again, this.problems.length);
    this.working = false;
  }
}

function summary(cards: readonly RunCard[], again: number, failed: number): string {
  const [only] = cards;
  const told: string[] = [];
  if (only && cards.length === 1) told.push((again === 1 ? words.again : words.done)(oneLine(only.name, 80)));
  else if (cards.length > 1) {
    told.push(words.many(cards.length));
    if (again > 0) told.push(words.manyAgain(again));
  }
  if (failed > 0) told.push(words.failed(failed));
  return told.join(' ');
}
