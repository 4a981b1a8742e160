/** What the palette and the keyboard can do on Watch, apart from the replay: the run itself, its tabs, its candidates. */
import { m } from '../messages/messages';
import type { Command } from '../palette/commands.svelte';
import { RESUMABLE, type WatchState } from './watch-state.svelte';

const words = m.palette;

/** Which of the buttons of the run there are. */
export interface Possible {
  pause: boolean;
  finish: boolean;
  export: (() => unknown) | null;
}

export function watchCommands(watch: WatchState, possible: Possible): Command[] {
  const { busy, runStanding } = watch;
  const free = busy === null;
  const all: [boolean, Omit<Command, 'group'>][] = [
    [possible.pause && free, { id: 'pause run', words: m.watch.pause, run: () => watch.pause() }],
    [
      possible.finish && runStanding !== 'finishing',
      { id: 'finish run', words: m.watch.finishNow, run: () => watch.finishNow() },
    ],
    [
      RESUMABLE.includes(runStanding) && free,
      { id: 'resume run', words: m.watch.resume, run: () => watch.resume() },
    ],
    ...watch.tabs.map((tab): [boolean, Omit<Command, 'group'>] => [
      tab !== watch.tab,
      { id: `tab ${tab}`, words: words.tab(m.watch.tabs[tab]), run: () => watch.pick(tab) },
    ]),
    ...candidates(watch),
    [
      possible.export !== null,
      { id: 'export', words: words.exportRun, also: words.exportAlso, run: () => possible.export?.() },
    ],
  ];
  return all.flatMap(([there, command]) => (there ? [{ ...command, group: 'here' as const }] : []));
}

/** In the order in which they came to be. */
function candidates(watch: WatchState): [boolean, Omit<Command, 'group'>][] {
  const nodes = [...watch.follow.shown.view.nodes.keys()];
  const at = watch.selected === null ? -1 : nodes.indexOf(watch.selected);
  const next = nodes[at + 1];
  const previous = nodes[at - 1];
  return [
    [
      next !== undefined,
      {
        id: 'next candidate',
        words: words.candidate.next,
        shortcut: 'next',
        run: () => watch.select(next ?? null),
      },
    ],
    [
      previous !== undefined,
      {
        id: 'previous candidate',
        words: words.candidate.previous,
        shortcut: 'previous',
        run: () => watch.select(previous ?? null),
      },
    ],
  ];
}
