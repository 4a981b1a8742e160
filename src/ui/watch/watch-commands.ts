/** What the palette and the keyboard can do on Watch, apart from the replay: the run itself, its tabs, its candidates. */
import { m } from '../messages/messages';
import type { Command } from '../palette/commands.svelte';
import { leadOf } from './tree-picture';
import { RESUMABLE, type WatchState } from './watch-state.svelte';

const words = m.palette;

/** Which of the buttons of the run there are. */
export interface Possible {
  pause: boolean;
  finish: boolean;
  export: (() => unknown) | null;
}

export function watchCommands(watch: WatchState, possible: Possible): Command[] {
  const { runStanding } = watch;
  const space = watch.inHand === 'run' ? { shortcut: 'replay' as const } : {};
  const all: [boolean, Omit<Command, 'group'>][] = [
    [possible.pause, { id: 'pause run', words: m.watch.pause, ...space, run: () => watch.pause() }],
    [
      possible.finish && runStanding !== 'finishing',
      { id: 'finish run', words: m.watch.finishNow, run: () => watch.finishNow() },
    ],
    [
      RESUMABLE.includes(runStanding),
      { id: 'resume run', words: m.watch.resume, ...space, run: () => watch.resume() },
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

function candidates(watch: WatchState): [boolean, Omit<Command, 'group'>][] {
  const [next, previous] = [beside(watch, 1), beside(watch, -1)];
  return [
    [
      next !== null,
      {
        id: 'next candidate',
        words: words.candidate.next,
        shortcut: 'next',
        run: () => watch.select(next),
      },
    ],
    [
      previous !== null,
      {
        id: 'previous candidate',
        words: words.candidate.previous,
        shortcut: 'previous',
        run: () => watch.select(previous),
      },
    ],
  ];
}

/**
 * In the order in which they came to be: the one beside the open one, else beside the one a person was at in the tree. Who was
 * at none begins where the tree leads: at the chosen one, or at the best or newest so far.
 */
function beside(watch: WatchState, by: 1 | -1): string | null {
  const { view } = watch.follow.shown;
  const from = [watch.selected, watch.atHand()].find((id) => id !== null && view.nodes.has(id)) ?? null;
  const nodes = [...view.nodes.keys()];
  if (from === null) return leadOf(view) ?? nodes.at(-1) ?? null;
  return nodes[nodes.indexOf(from) + by] ?? (from === watch.selected ? null : from);
}
