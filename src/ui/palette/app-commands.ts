/** What can be done on every screen: the places there are, a run on the practice model, the theme, the list of shortcuts. */
import type { AppState } from '../app-state.svelte';
import { m } from '../messages/messages';
import { RECORDED, type Route } from '../router.svelte';
import type { Command, Commands } from './commands.svelte';

const words = m.palette;

export function placesOf({ router }: AppState): Command[] {
  type Place = 'start' | 'setup' | 'library' | 'models' | 'run' | 'result';
  const to = (place: Place, route: Exclude<Route, { screen: 'unknown' }>, name: string): Command => ({
    id: `go ${place}`,
    group: 'places',
    words: name,
    also: words.goAlso[place],
    shortcut: place,
    run: () => router.go(route),
  });
  const id = router.lastRun;
  const ofRecorded = id === RECORDED;
  return [
    to('start', { screen: 'start' }, words.go.start),
    to('setup', { screen: 'setup' }, words.go.setup),
    to('library', { screen: 'library' }, words.go.library),
    to('models', { screen: 'models', wanted: null }, words.go.models),
    ...(id === null
      ? []
      : [
          to('run', { screen: 'watch', id }, ofRecorded ? words.go.recorded : words.go.run),
          to('result', { screen: 'result', id }, ofRecorded ? words.go.recordedResult : words.go.result),
        ]),
    ...(ofRecorded ? [] : [recorded(router)]),
  ];
}

function recorded(router: AppState['router']): Command {
  return {
    id: 'go recorded',
    group: 'places',
    words: words.go.recorded,
    also: words.goAlso.recorded,
    run: () => router.go({ screen: 'watch', id: RECORDED }),
  };
}

export function appCommands(app: AppState, commands: Commands, startPractice: () => unknown): Command[] {
  return [
    {
      id: 'practice',
      group: 'app',
      words: words.practice,
      also: words.practiceAlso,
      run: startPractice,
    },
    {
      id: 'theme',
      group: 'app',
      words: app.theme === 'dark' ? m.shell.theme.toLight : m.shell.theme.toDark,
      also: words.themeAlso,
      run: () => app.toggleTheme(),
    },
    {
      id: 'keys',
      group: 'app',
      words: words.toKeys,
      also: words.keysAlso,
      shortcut: 'help',
      run: () => (commands.dialog = 'shortcuts'),
    },
  ];
}
