/** Which file a failed load is about. */
import { describe, expect, it } from 'vitest';
import { UNKNOWN_TEMPLATE } from '../../../src/models/webllm/chat-template';
import { fault } from '../../../src/models/webllm/faults';
import { diagnoseLoad, type Reach, templateIn, weightsUrl } from '../../../src/models/webllm/load-diagnosis';
import { SMALL } from './sources';
import { STAND_IN_CONFIG } from './stand-in-config';

const config = `${weightsUrl(SMALL.weights)}mlc-chat-config.json`;

/** Files in the library's caches, and the status of those on the net; what is named nowhere cannot be reached. */
function reach(cached: Record<string, string>, net: Record<string, number>, body = ''): Reach {
  const match = (url: string) => Promise.resolve(url in cached ? new Response(cached[url]) : undefined);
  return {
    caches: { open: () => Promise.resolve({ match } as unknown as Cache) },
    fetch: (url) =>
      net[url]
        ? Promise.resolve(new Response(body, { status: net[url] }))
        : Promise.reject(new TypeError('net')),
  };
}

describe('a failed load', () => {
  const network = fault('network', { message: "Failed to execute 'add' on 'Cache': Request failed" });
  const notWasm = fault('library-does-not-link', { message: 'CompileError: expected magic word' });
  const noLink = fault('library-does-not-link', { message: 'LinkError: Import #1' });

  it.each([
    ['a missing config', network, {}, { [config]: 404, [SMALL.library]: 200 }, 'missing-file'],
    ['a missing library', network, { [config]: '{}' }, { [SMALL.library]: 404 }, 'missing-library'],
    [
      'an error page compiled as a library',
      notWasm,
      { [config]: '{}' },
      { [SMALL.library]: 404 },
      'missing-library',
    ],
    [
      'a damaged library in the cache',
      notWasm,
      { [config]: '{}', [SMALL.library]: 'x' },
      {},
      'corrupt-cache',
    ],
    [
      'a library made for another version',
      noLink,
      { [config]: '{}', [SMALL.library]: 'x' },
      {},
      'library-does-not-link',
    ],
    ['no network at all', network, {}, {}, 'network'],
    ['a shard that could not be had', network, { [config]: '{}', [SMALL.library]: 'x' }, {}, 'network'],
    ['something else', fault('no-webgpu'), {}, {}, 'no-webgpu'],
  ])('by %s is told as such', async (_, found, cached, net, tag) => {
    expect((await diagnoseLoad(SMALL, found, reach(cached, net))).tag).toBe(tag);
  });
});

describe('the addresses', () => {
  it.each([
    ['https://h.co/a/b', 'https://h.co/a/b/resolve/main/'],
    ['https://h.co/a/b/', 'https://h.co/a/b/resolve/main/'],
    ['https://h.co/a/b/resolve/v2/', 'https://h.co/a/b/resolve/v2/'],
  ])('are made as the library makes them: %s', (weights, url) => expect(weightsUrl(weights)).toBe(url));
});

describe('the template', () => {
  const chatMl = JSON.stringify(STAND_IN_CONFIG);

  it('is read from the cache, else from where the config lies', async () => {
    const known = { filled: { user: true, assistant: true }, continues: true };
    expect(await templateIn(SMALL, reach({ [config]: chatMl }, {}))).toMatchObject(known);
    expect(await templateIn(SMALL, reach({}, { [config]: 200 }, chatMl))).toMatchObject(known);
  });

  it('is unknown where there is no config', async () => {
    expect(await templateIn(SMALL, reach({}, { [config]: 404 }))).toEqual(UNKNOWN_TEMPLATE);
  });
});
