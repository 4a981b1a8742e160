/** Two runs beside each other: both opened, both folded to their end, and what of the two must not be read as one test. */
import type { RunRow } from '../../core/records';
import type { Verdict } from '../../core/verdict';
import type { Lab } from '../lab';
import { compareWords } from '../messages/compare-words';
import { ResultState } from '../result/result-state.svelte';
import type { RunId } from '../router.svelte';
import { finishedEarly } from '../watch/finish-asked';
import { heldOutSteps } from '../watch/held-out-steps';
import { standingOfRun, type RunStanding } from './run-words';
import { type SettingDifference, settingDifferences } from './setting-differences';

export class CompareSide extends ResultState {
  readonly id: RunId;
  readonly letter: 'A' | 'B';
  waits = $state(false);
  /** A run that was cut off before its first event has nothing to wait for. */
  readonly #empty: boolean = $derived.by(() => {
    let count = 0;
    this.feed?.watch({ onEvents: (events) => (count = events.length) })();
    return count === 0;
  });
  readonly ready: boolean = $derived.by(
    () => this.feed !== null && this.follow.row !== null && (this.shown !== null || this.#empty),
  );
  readonly standing: RunStanding | null = $derived.by(() => {
    const { row } = this.follow;
    if (!row) return null;
    return standingOfRun({ status: row.status, stoppedBy: row.because?.tag ?? null }, this.waits);
  });
  readonly verdict: Verdict | null = $derived.by(() => this.shown?.view.verdict ?? null);
  readonly prompt: string | null = $derived.by(() => this.shown?.view.result?.prompt ?? null);

  constructor(lab: Lab, id: RunId, letter: 'A' | 'B') {
    super(lab);
    this.id = id;
    this.letter = letter;
  }
}

export class CompareState {
  readonly sides: readonly [CompareSide, CompareSide];
  readonly #lab: Lab;
  readonly ready: boolean = $derived.by(() => this.sides.every(({ ready }) => ready));
  readonly missing: CompareSide | null = $derived.by(
    () => this.sides.find(({ fault }) => fault !== null) ?? null,
  );
  readonly differences: readonly SettingDifference[] = $derived.by(() => {
    const [a, b] = this.sides;
    const [one, other] = [a.follow.row, b.follow.row];
    if (!one || !other) return [];
    const heldOut = (side: CompareSide, row: RunRow) =>
      heldOutSteps((side.shown ?? side.follow.shown).view, row);
    return settingDifferences(one, other, [heldOut(a, one), heldOut(b, other)]);
  });
  readonly cautions: readonly string[] = $derived.by(() => this.#cautions());

  constructor(lab: Lab, [one, other]: readonly [RunId, RunId]) {
    this.#lab = lab;
    this.sides = [new CompareSide(lab, one, 'A'), new CompareSide(lab, other, 'B')];
  }

  open(): () => void {
    const stops = this.sides.map((side) => side.open(side.id));
    const { library } = this.#lab;
    const waiting = library.cards().then((cards) => library.waiting(cards));
    void waiting.then(
      (ids) => {
        for (const side of this.sides) side.waits = ids.includes(side.id);
      },
      () => undefined,
    );
    return () => {
      for (const stop of stops) stop();
    };
  }

  #cautions(): string[] {
    const [a, b] = this.sides;
    const [one, other] = [a.follow.row, b.follow.row];
    if (!one || !other || !a.verdict || !b.verdict) return [];
    const words = compareWords.cautions;
    const heldOut = (side: CompareSide) =>
      JSON.stringify([...(side.shown?.view.heldOut.keys() ?? [])].sort());
    const compared = a.verdict.n > 0 && b.verdict.n > 0;
    const simulated = this.sides.filter(({ follow: { row } }) =>
      Object.values(row?.engines ?? {}).some((engine) => engine.simulated),
    );
    const said =
      simulated.length === 2 ? words.simulated.both : words.simulated.one(simulated[0]?.letter ?? '');
    const early = this.sides.flatMap(({ letter, shown }) => {
      const finished = shown && finishedEarly(shown.view);
      return finished ? [words.finishedEarly(letter, finished.level)] : [];
    });
    const told: [boolean, string][] = [
      [one.engines.judge.id !== other.engines.judge.id, words.judge],
      [one.setup.config.startPrompt !== other.setup.config.startPrompt, words.start],
      [compared && heldOut(a) !== heldOut(b), words.queries],
      [true, words.overlap],
      [simulated.length > 0, said],
    ];
    return [...early, ...told.flatMap(([holds, sentence]) => (holds ? [sentence] : []))];
  }
}
