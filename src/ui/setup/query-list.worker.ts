/** Reads one list off the main thread: a `ReadRequest` in, a `QueryListReading` out. Keeps nothing between lists. */
import { parseQueryList, type ListHint } from './query-list';

export interface ReadRequest {
  text: string;
  hint: ListHint;
}

self.addEventListener('message', (event: MessageEvent<ReadRequest>) => {
  self.postMessage(parseQueryList(event.data.text, event.data.hint));
});
