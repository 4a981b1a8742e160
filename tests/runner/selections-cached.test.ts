import { describe, expect, test } from 'vitest';
import type { ChatRequest } from '../../src/core/ports';
import { resumeRun, startRun, type RunPorts } from '../../src/runner/live-run';
import { FROM_CACHE, selectionsCached } from '../../src/runner/selections-cached';
import { Disk, Locks, replyCache } from './in-memory';
import { forAllRoles, requestOf, rowOf, ScriptedModel } from './scripted';
import { alive, Tab } from './tab';

const signal = new AbortController().signal;
const asked = (path: string, change: Partial<ChatRequest> = {}): ChatRequest => {
  const messages = [{ role: 'user', content: 'which aspects matter?' } as const];
  return { ...requestOf(path, 'selector', path, messages), ...change };
};

describe('aspect selections', () => {
  test('known from another run are not asked again, whatever their path, conversation and seed', async () => {
    const model = new ScriptedModel();
    const cached = selectionsCached(model, replyCache());
    const first = await cached.complete(asked('one/try0'), { signal });
    const second = await cached.complete(asked('two/try0'), { signal });
    expect(second.text).toBe(first.text);
    expect(model.asked).toHaveLength(1);
  });

  test('that were copied say so and cost nothing', async () => {
    const cached = selectionsCached(new ScriptedModel(), replyCache());
    await cached.complete(asked('one/try0'), { signal });
    const { attempts, usage } = await cached.complete(asked('two/try0'), { signal });
    expect(attempts).toEqual([{ what: FROM_CACHE, outcome: 'known' }]);
    expect(Object.values(usage)).toEqual([0, 0, 0, 0, 0]);
  });

  test('are asked again when the first try could not be read, and the newest is kept', async () => {
    const model = new ScriptedModel();
    const cached = selectionsCached(model, replyCache());
    await cached.complete(asked('one/try0'), { signal });
    await cached.complete(asked('one/try1'), { signal });
    expect(model.asked).toHaveLength(2);
  });

  test('are not shared between models, temperatures or forms of reply', async () => {
    const cache = replyCache();
    const model = new ScriptedModel();
    const other = new ScriptedModel(undefined, 'scripted:2');
    await selectionsCached(model, cache).complete(asked('a/try0'), { signal });
    await selectionsCached(other, cache).complete(asked('b/try0'), { signal });
    const warm = { ...asked('c/try0').sampling, temperature: 1 };
    await selectionsCached(model, cache).complete(asked('c/try0', { sampling: warm }), { signal });
    const reply = { kind: 'json', schema: {} } as const;
    await selectionsCached(model, cache).complete(asked('d/try0', { reply }), { signal });
    expect(cache.size()).toBe(4);
    expect(model.asked).toHaveLength(3);
  });

  test('are the only replies that are remembered', async () => {
    const cache = replyCache();
    const cached = selectionsCached(new ScriptedModel(), cache);
    await cached.complete(requestOf('a/try0', 'judge'), { signal });
    expect(cache.size()).toBe(0);
  });

  test('are asked of the model when the cache fails', async () => {
    const broken = { get: () => Promise.reject(new Error('x')), put: () => Promise.reject(new Error('x')) };
    const cached = selectionsCached(new ScriptedModel(), broken);
    expect((await cached.complete(asked('a/try0'), { signal })).finish).toBe('stop');
  });
});

describe('a run with a cache', () => {
  const drpo: Parameters<typeof startRun>[2] = async function* (_setup, ports, stop) {
    const { text } = await ports.models.selector.complete(asked('select/try0'), { signal: stop });
    yield { kind: 'candidate-dropped', node: text };
  };

  function tabWith(
    selections: RunPorts['selections'] & object,
    disk = new Disk(),
  ): { tab: Tab; ports: RunPorts } {
    const tab = new Tab(disk, new Locks());
    return { tab, ports: { ...tab.ports, selections } };
  }
  const real = { engines: forAllRoles({ id: 'scripted:1', label: 'Scripted', simulated: false }) };

  test('copies a known selection into its own journal, so that it resumes without the cache', async () => {
    const cache = replyCache();
    const one = tabWith(cache);
    await alive(await startRun(rowOf('run-0', real), one.ports, drpo)).ended;
    const disk = new Disk();
    const two = tabWith(cache, disk);
    await alive(await startRun(rowOf('run-1', real), two.ports, drpo)).ended;
    expect(two.tab.model.asked).toEqual([]);
    expect(disk.records.has('select/try0')).toBe(true);
    disk.rows.set('run-1', rowOf('run-1', real));
    const three = tabWith(replyCache(), disk);
    const run = alive(await resumeRun('run-1', three.ports, drpo));
    expect((await run.ended).status).toBe('finished');
    expect(three.tab.model.asked).toEqual([]);
  });

  test('does not use it for a simulated engine, whose runs follow from config and seed alone', async () => {
    const cache = replyCache();
    const { ports } = tabWith(cache);
    await alive(await startRun(rowOf(), ports, drpo)).ended;
    expect(cache.size()).toBe(0);
  });
});
