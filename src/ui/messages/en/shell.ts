/** Words of the frame around every screen, and of pieces that several screens share. */
export const shell = {
  name: 'DRPO Lab',
  skip: 'Skip to the content',
  navigation: 'Main',
  nav: {
    start: 'Start',
    setup: 'Setup',
    library: 'Library',
    models: 'Models',
    run: 'Run',
    result: 'Result',
    recorded: 'Recorded run',
  },
  theme: {
    toDark: 'Use the dark theme',
    toLight: 'Use the light theme',
  },
  /** document.title: the screen first, so that a tab strip tells tabs apart. */
  title: (screen: string) => `${screen} · DRPO Lab`,
  titles: {
    start: 'Start',
    setup: 'Setup',
    models: 'Models',
    watch: 'Run',
    result: 'Result',
    library: 'Library',
    compare: 'Compare two runs',
    unknown: 'Page not found',
  },
  loading: 'Opening…',
  dismiss: 'Dismiss',
  notices: 'Notices',
  unknown: {
    heading: 'There is nothing at this address',
    text: 'The link may be from another device: runs are kept in the browser that made them, and nowhere else.',
    start: 'Go to Start',
    library: 'Open the Library',
    recorded: 'Watch the recorded run',
  },
  broken: {
    heading: 'This screen could not be opened',
    text: 'A part of the app did not load. Your runs are safe: they are stored in this browser.',
    retry: 'Try again',
  },
  copy: 'Copy',
  copied: 'Copied',
  copyRefused: 'The browser refused to copy',
  cancel: 'Cancel',
  toTop: 'To the top',
  /** Always said with a practice run, wherever it appears. */
  engineName: (label: string, simulated: boolean) =>
    simulated && !/simulated/i.test(label) ? `${label} (simulated)` : label,
  count: (n: number) => n.toLocaleString('en'),
  plural: (n: number, one: string, many: string) => `${n.toLocaleString('en')} ${n === 1 ? one : many}`,
} as const;
