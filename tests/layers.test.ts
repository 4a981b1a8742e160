/**
 * The architecture as tests: imports run one way, files are named for what they are, and the doors that must stay
 * shut (raw HTML, the WebLLM library outside its adapter, styles the policy would drop) stay shut.
 */
import { readFileSync } from 'node:fs';
import { basename, join, posix } from 'node:path';
import { describe, expect, test } from 'vitest';
import { filesBelow, importsOf, svelteNodes } from './imports.ts';

const src = join(import.meta.dirname, '..', 'src');

const mayImport: Record<string, string[]> = {
  core: ['core'],
  models: ['core', 'models'],
  store: ['core', 'store'],
  runner: ['core', 'runner'],
  ui: ['core', 'models', 'store', 'runner', 'ui'],
};
const layers = Object.keys(mayImport);

const files = filesBelow(src);
const modules = files.filter((file) => /\.(ts|svelte)$/.test(file));
const components = files.filter((file) => file.endsWith('.svelte'));

interface Import {
  from: string;
  specifier: string;
  /** Path below src, or undefined for a package. */
  target: string | undefined;
}

const imports: Import[] = modules.flatMap((from) =>
  importsOf(join(src, from)).map((specifier) => ({ from, specifier, target: targetOf(from, specifier) })),
);

function targetOf(from: string, specifier: string): string | undefined {
  const path = specifier.replace(/[?#].*$/, '');
  if (path.startsWith('/src/')) return path.slice('/src/'.length);
  return path.startsWith('.') ? posix.join(posix.dirname(from), path) : undefined;
}

/** main.ts and what it is made of. */
const isRoot = (path: string): boolean => /^main(\.[jt]s)?$|^main\//.test(path);
const layerOf = (path: string): string => path.split('/')[0] ?? '';
const read = (file: string): string => readFileSync(join(src, file), 'utf8');
const shown = ({ from, specifier }: Import): string => `${from} imports ${specifier}`;

describe('imports run one way', () => {
  test.each(layers)('%s imports only the layers it may', (layer) => {
    const allowed = mayImport[layer] ?? [];
    const wrong = imports.filter(
      ({ from, target }) =>
        layerOf(from) === layer && target !== undefined && !allowed.includes(layerOf(target)),
    );
    expect(wrong.map(shown)).toEqual([]);
  });

  test('every module belongs to a layer, but for the composition root and declarations', () => {
    const homeless = modules.filter(
      (file) => !isRoot(file) && !file.endsWith('.d.ts') && !layers.includes(layerOf(file)),
    );
    expect(homeless).toEqual([]);
    expect(modules).toContain('main.ts');
  });

  test('nobody but itself imports the composition root', () => {
    const wrong = imports.filter(({ from, target = '' }) => isRoot(target) && !isRoot(from));
    expect(wrong.map(shown)).toEqual([]);
    expect(imports.filter(({ target }) => /^main(\.[jt]s)?$/.test(target ?? '')).map(shown)).toEqual([]);
  });

  test('the WebLLM library is imported by its adapter only', () => {
    const wrong = imports.filter(
      ({ from, specifier }) =>
        /^@mlc-ai\/web-llm(\/|$)/.test(specifier) && !from.startsWith('models/webllm/'),
    );
    expect(wrong.map(shown)).toEqual([]);
  });
});

test('no file is named for a kind of code', () => {
  const vague = /^(utils?|helpers?|types?|common)(\.|$)|^index\.(ts|js|svelte)$/;
  const wrong = files.filter((file) => file.split('/').some((part) => vague.test(part)));
  expect(wrong.map((file) => `${file} (${basename(file)})`)).toEqual([]);
});

test('raw HTML is written in one component only', () => {
  const wrong = modules.filter(
    (file) => file !== 'ui/parts/SafeMarkdown.svelte' && read(file).includes('{@html'),
  );
  expect(wrong).toEqual([]);
});

test('no component has a static style attribute: it would be parsed from HTML, which the policy drops', () => {
  const wrong = components.filter((file) => [...svelteNodes(read(file))].some(isStaticStyle));
  expect(wrong).toEqual([]);
});

function isStaticStyle(node: Record<string, unknown>): boolean {
  if (node.type !== 'Attribute' || node.name !== 'style') return false;
  return Array.isArray(node.value) && node.value.every((part: { type?: unknown }) => part.type === 'Text');
}
