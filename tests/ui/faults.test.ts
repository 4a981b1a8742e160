/** Every fault tag of the source has words: what happened, what was kept, what to do next. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { filesBelow } from '../imports.ts';
import { faultWords } from '../../src/ui/faults';
import { WEBLLM_FAULT_TAGS } from '../../src/models/webllm/faults';
import { faults } from '../../src/ui/messages/en/faults';
import { isForModels } from '../../src/ui/messages/en/model-faults';

const src = join(import.meta.dirname, '..', '..', 'src');
/** Folders and files where a tag is a fault: elsewhere tags name problems of a form, a list or a verdict. */
const faulty = /^(store|runner|models)\/|^main(\.ts$|\/)|^core\/fit\.ts$/;

const tags = filesBelow(src)
  .filter((file) => file.endsWith('.ts') && faulty.test(file))
  .flatMap((file) => [
    ...readFileSync(join(src, file), 'utf8').matchAll(/(?:tag: |tag = |EngineFault\()'([a-z-]+)'/g),
  ])
  .map(([, tag]) => tag ?? '');

test('every tag that the source can raise has words of its own', () => {
  expect(tags.length).toBeGreaterThan(8);
  expect([...new Set(tags)].filter((tag) => !Object.hasOwn(faults.byTag, tag))).toEqual([]);
});

test('words say what happened, what was kept and what to do, with no fact missing', () => {
  for (const tag of Object.keys(faults.byTag)) {
    const words = faultWords({ tag, facts: {} });
    for (const part of [words.what, words.kept, words.next]) {
      expect(part).toMatch(/[.]$/);
      expect(part).not.toMatch(/undefined|null/);
    }
  }
});

test('every tag an engine of WebLLM can have has words, and most of them lead to Models', () => {
  expect(WEBLLM_FAULT_TAGS.filter((tag) => !Object.hasOwn(faults.byTag, tag))).toEqual([]);
  expect(WEBLLM_FAULT_TAGS.filter((tag) => !isForModels(tag))).toEqual([
    'context-overflow',
    'base-model-role',
    'unknown-model',
    'bad-request',
  ]);
  expect(isForModels('storage-failed')).toBe(false);
});

test('nobody on the screen Models is sent to Models', () => {
  for (const tag of Object.keys(faults.byTag)) {
    const { next } = faultWords({ tag, facts: {} }, true);
    expect(next).not.toContain('in Models');
    expect(next).toMatch(/[.]$/);
  }
  expect(faultWords({ tag: 'corrupt-cache', facts: {} }, true).next).toBe(
    'Repair the model: what is wrong is fetched again, nothing else.',
  );
  expect(faultWords({ tag: 'corrupt-cache', facts: {} }).next).toContain('Repair the model in Models:');
});

test('what is missing is told in sizes people read', () => {
  const { what } = faultWords({ tag: 'quota-exceeded', facts: { needed: 2.4e9, available: 8e8 } });
  expect(what).toBe('The browser has no room left for this: 2.4 GB needed, 800 MB free.');
});

test('a tag nobody foresaw is shown, so that it can be reported', () => {
  expect(faultWords({ tag: 'brand-new', facts: {} }).what).toContain('brand-new');
});
