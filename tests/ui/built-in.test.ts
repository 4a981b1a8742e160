/** The built-in content as the app fetches it: from a real server, the shipped files, and files that are broken. */
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { ContentFault, fetchBuiltIn } from '../../src/ui/built-in';

const shipped = new URL('../../public/content/', import.meta.url);

let server: Server | undefined;

afterEach(() => {
  server?.close();
});

describe('fetching the built-in content', () => {
  test('brings the shipped files, the judge-check pairs and the baseline with them', async () => {
    const content = await fetchBuiltIn(await served({}));
    expect(content.seedQueries).toHaveLength(180);
    expect(content.heldOut).toHaveLength(60);
    expect(content.baseExamples).toHaveLength(16);
    expect(content.checkPairs).toHaveLength(12);
    expect(content.baseline.examples).toHaveLength(3);
    expect(content.aspects).toHaveLength(14);
  });

  test('is a fault that names the file where one is missing', async () => {
    for (const name of ['judge-check.json', 'baseline.json'])
      expect(await faultOf({ [name]: null })).toMatchObject({
        tag: 'content-missing',
        facts: { file: `/content/${name}`, why: 'HTTP 404' },
      });
  });

  test('refuses a pair that is judged on an aspect we do not have', async () => {
    const pair = { id: 'check-01', query: 'q', better: 'b', worse: 'w', aspect: 'Punctuality', why: 'y' };
    expect(await faultOf({ 'judge-check.json': JSON.stringify([pair]) })).toMatchObject({
      facts: { file: '/content/judge-check.json', why: 'not a built-in aspect' },
    });
  });

  test('refuses a baseline without a prompt, and one whose example has no response', async () => {
    for (const broken of [
      { prompt: '', examples: [] },
      { prompt: 'p', examples: [{ id: 'baseline-1', query: 'q' }] },
    ])
      expect(await faultOf({ 'baseline.json': JSON.stringify(broken) })).toMatchObject({
        facts: { file: '/content/baseline.json' },
      });
  });
});

/** Serves the shipped files with some of them replaced; null is a file that is not there. */
async function served(instead: Record<string, string | null>): Promise<URL> {
  const starting = createServer((request, response) => {
    const name = (request.url ?? '').replace('/content/', '');
    const given = instead[name];
    const body = given === undefined ? readFile(new URL(name, shipped), 'utf8') : Promise.resolve(given);
    void body.then((text) => {
      response.statusCode = text === null ? 404 : 200;
      response.end(text ?? '');
    });
  });
  server = starting;
  await new Promise<void>((resolve) => starting.listen(0, '127.0.0.1', resolve));
  return new URL(`http://127.0.0.1:${String((starting.address() as AddressInfo).port)}/`);
}

async function faultOf(instead: Record<string, string | null>): Promise<unknown> {
  server?.close();
  const error: unknown = await fetchBuiltIn(await served(instead)).catch((thrown: unknown) => thrown);
  if (!(error instanceof ContentFault)) throw new Error(`no fault: ${String(error)}`);
  return error.fault;
}
