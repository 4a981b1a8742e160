/** A run's standing and result in words, from its card alone: for its badge, and for whoever searches by those words. */
import { foundIn, type RunCard } from '../../core/run-card';
import { m } from '../messages/messages';

/** `interrupted`: marked running, but nobody runs it. `stopped`: paused, and not by the person. */
export type RunStanding = 'running' | 'interrupted' | 'paused' | 'stopped' | 'failed' | 'finished';

export function standingOfRun(
  { status, stoppedBy }: Pick<RunCard, 'status' | 'stoppedBy'>,
  waits: boolean,
): RunStanding {
  if (status === 'running') return waits ? 'interrupted' : 'running';
  return status === 'paused' && stoppedBy !== null ? 'stopped' : status;
}

export function resultWords(card: RunCard, standing: RunStanding): string {
  return standing === 'finished' ? m.library.outcome(foundIn(card)) : m.library.standing[standing];
}

/** "Standard", "Own settings · the paper’s rules", or that it is a judge check. The presets have a mode each. */
export function kindWords({ task, preset, mode }: RunCard): string {
  if (task === 'judge-check') return m.library.judgeCheck;
  const name = m.library.preset[preset];
  return preset !== 'own' ? name : `${name} · ${m.library.mode[mode]}`;
}

/** What its kind says of it; the presets are explained in Setup. */
export function kindHint({ task, preset, mode }: RunCard): string | undefined {
  return task === 'judge-check' || preset !== 'own' ? undefined : m.library.modeHint[mode];
}

/** Everything a search looks through. */
export function searchedText(card: RunCard, standing: RunStanding): string {
  const engines = card.engines.map(({ label, simulated }) => m.shell.engineName(label, simulated));
  const { finalPrompt = '' } = card.summary;
  return [
    card.name,
    ...engines,
    resultWords(card, standing),
    kindWords(card),
    card.startPrompt,
    finalPrompt,
  ].join('\n');
}
