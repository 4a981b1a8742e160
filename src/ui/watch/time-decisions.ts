/** What the clock decided in a run, in plain sentences, in the order it did. Of the corrections of depth only the last counts. */
import type { RunView } from '../../core/view';
import { m } from '../messages/messages';

export function timeDecisions(view: RunView): string[] {
  const words = m.watch.time;
  let depth: string | null = null;
  const said: string[] = [];
  for (const { at, changes } of view.decisions) {
    const number = Number(/\d+/.exec(at)?.[0] ?? 0);
    for (const change of changes) {
      if (change.kind === 'depth' && change.why === 'plan') depth = words.deeper(number, change.depth);
      if (change.kind !== 'finish' || change.why !== 'deadline') continue;
      if (at.startsWith('examples/')) said.push(words.examplesEnded(number));
      else if (at.startsWith('system/')) {
        depth = null;
        said.push(words.searchEnded(number));
      } else if (at.startsWith('verdict/')) said.push(words.verdictEnded);
    }
  }
  return depth === null ? said : [depth, ...said];
}
