/**
 * Addresses: hash <-> route. `parseRoute` and `href` are a pair; nothing else reads or writes an address.
 * An address it does not know is a route too ('unknown'), never an error.
 */
import { forget, recall, remember } from './local-memory';

export type RunId = string;
/** Where the runs opened in this tab are remembered for a reload: a line each, the last one first. */
export const LAST_RUN_KEY = 'drpo-lab:run';
/** How many of them: more than anybody deletes in a row. */
const OPENED = 8;
export const RECORDED = 'recorded';

export type Route =
  | { screen: 'start' }
  | { screen: 'setup' }
  /** `wanted`: the model that led here. */
  | { screen: 'models'; wanted: string | null }
  /** `at`: so many events into the run; left out, where it is now. `node`: the candidate to show; never both. */
  | { screen: 'watch'; id: RunId; at?: number; node?: string }
  | { screen: 'result'; id: RunId }
  | { screen: 'library' }
  | { screen: 'compare'; ids: readonly [RunId, RunId] }
  | { screen: 'unknown'; address: string };

export function parseRoute(hash: string): Route {
  const address = hash.replace(/^#?\/?/, '').replace(/\/$/, '');
  const [first = '', second, third, ...rest] = address.split('/').map(decoded);
  if (first === RECORDED && isWithin(second)) return within(RECORDED, second, [third, ...rest], address);
  if (first === 'run' && second && isWithin(third)) return within(second, third, rest, address);
  if (first === 'library') return ofLibrary([second, third, ...rest], address);
  if (rest.length > 0) return { screen: 'unknown', address };
  if (first === '' && second === undefined) return { screen: 'start' };
  if (first === 'setup' && second === undefined) return { screen: 'setup' };
  if (first === 'models' && third === undefined) return { screen: 'models', wanted: second ?? null };
  if (first === RECORDED && third === undefined) return ofRun(RECORDED, second, address);
  if (first === 'run' && second) return ofRun(second, third, address);
  return { screen: 'unknown', address };
}

function ofRun(id: RunId, room: string | undefined, address: string): Route {
  if (room === undefined) return { screen: 'watch', id };
  if (room === 'result') return { screen: 'result', id };
  return { screen: 'unknown', address };
}

/** Places within a run, and how each is named. A candidate's name is its lineage: "root", or "0.2.1". */
const WITHIN = { at: /^\d{1,9}$/, candidate: /^(root|\d{1,4}(\.\d{1,4}){0,40})$/ };

function isWithin(kind: string | undefined): kind is keyof typeof WITHIN {
  return kind === 'at' || kind === 'candidate';
}

function within(
  id: RunId,
  kind: keyof typeof WITHIN,
  [place = '', ...rest]: readonly (string | undefined)[],
  address: string,
): Route {
  if (rest.length > 0 || !WITHIN[kind].test(place)) return { screen: 'unknown', address };
  return kind === 'at' ? { screen: 'watch', id, at: Number(place) } : { screen: 'watch', id, node: place };
}

function ofLibrary(rooms: readonly (string | undefined)[], address: string): Route {
  const [room, one, other, ...rest] = rooms;
  if (room === undefined) return { screen: 'library' };
  if (room === 'compare' && one && other && rest.length === 0)
    return { screen: 'compare', ids: [one, other] };
  return { screen: 'unknown', address };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** The address of a screen, for links: "#/run/abc/result". */
export function href(route: Exclude<Route, { screen: 'unknown' }>): string {
  switch (route.screen) {
    case 'start':
      return '#/';
    case 'setup':
      return '#/setup';
    case 'models':
      return route.wanted === null ? '#/models' : `#/models/${encodeURIComponent(route.wanted)}`;
    case 'watch':
      return `#/${runPath(route.id)}${placeWithin(route)}`;
    case 'result':
      return `#/${runPath(route.id)}/result`;
    case 'library':
      return '#/library';
    case 'compare':
      return `#/library/compare/${route.ids.map(encodeURIComponent).join('/')}`;
  }
}

function placeWithin({ at, node }: { at?: number; node?: string }): string {
  if (node !== undefined) return `/candidate/${encodeURIComponent(node)}`;
  return at === undefined ? '' : `/at/${String(at)}`;
}

function runPath(id: RunId): string {
  return id === RECORDED ? RECORDED : `run/${encodeURIComponent(id)}`;
}

function runOf(route: Route): RunId | null {
  return route.screen === 'watch' || route.screen === 'result' ? route.id : null;
}

/** The current route, alive as long as `dispose` is not called. */
export class Router {
  route: Route = $state.raw(parseRoute(location.hash));
  /** The canonical address of the route: two spellings of one place are one place. */
  readonly address: string = $derived(
    this.route.screen === 'unknown' ? this.route.address : href(this.route),
  );
  /** The run last opened, for the navigation: a walk to Setup and back does not lose it. Gone, it is the one opened before it. */
  lastRun: RunId | null = $state(null);
  /** The last one first. Until `restoreLastRun` has looked, some of them may be gone. */
  #opened: readonly RunId[] = (recall(LAST_RUN_KEY, 'session') ?? '').split('\n').filter(Boolean);
  /** Goes up with each arrival at another place; two spellings of one place, or `replace`, are no arrival. */
  arrivals = $state(0);
  readonly #read = () => {
    const before = this.address;
    this.route = parseRoute(location.hash);
    if (this.address !== before) this.arrivals += 1;
    this.#remember();
  };

  constructor() {
    this.#remember();
    addEventListener('hashchange', this.#read);
  }

  go(route: Exclude<Route, { screen: 'unknown' }>): void {
    location.hash = href(route);
  }

  /** Says where in the place we are (a moment of a run): no entry in the history, no arrival. */
  replace(route: Exclude<Route, { screen: 'unknown' }>): void {
    if (href(route) === this.address) return;
    history.replaceState(history.state, '', href(route));
    this.route = route;
  }

  /** As if it had been opened just now, without going there. */
  opened(run: RunId): void {
    this.lastRun = run;
    this.#keep([run, ...this.#opened.filter((one) => one !== run)].slice(0, OPENED));
  }

  /** Those of before the reload, while none was opened since. */
  get openedBefore(): readonly RunId[] {
    return this.lastRun === null ? this.#opened : [];
  }

  /** It is gone, and no way leads there any more. */
  forget(run: RunId): void {
    this.#keep(this.#opened.filter((one) => one !== run));
    if (this.lastRun === run) this.lastRun = this.#opened[0] ?? null;
  }

  #keep(opened: readonly RunId[]): void {
    this.#opened = opened;
    if (opened.length === 0) forget(LAST_RUN_KEY, 'session');
    else remember(LAST_RUN_KEY, opened.join('\n'), 'session');
  }

  #remember(): void {
    const run = runOf(this.route);
    if (run !== null) this.opened(run);
  }

  dispose(): void {
    removeEventListener('hashchange', this.#read);
  }
}
