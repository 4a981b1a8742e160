/** What the tab strip says of a run: how it stands or how far it is, first; then which run. */
import type { RunRow } from '../../core/records';
import type { RunView } from '../../core/view';
import { m } from '../messages/messages';
import { oneLine } from '../parts/visible-text';
import { phaseMarks } from './phases';
import type { Standing } from './watch-state.svelte';

export function tabTitle(view: RunView, row: RunRow, standing: Standing): string {
  const name = oneLine(row.name, 60);
  if (standing !== 'running' && standing !== 'finishing')
    return m.shell.title(m.watch.tabTitle(m.watch.state[standing], name));
  const now = phaseMarks(view, row).find((mark) => mark.standing === 'now');
  if (!now) return m.shell.title(m.watch.tabTitle(m.watch.state[standing], name));
  const far = now.beside === '' ? now.name : m.watch.phaseFar(now.name, now.beside);
  return m.shell.title(m.watch.tabTitle(far, name));
}
