/**
 * The library stays in the worker: one source file imports it, and in a build of the models alone no other chunk holds a byte
 * of it. Built here, unminified and in memory, because the app's own build is looked at in tests/e2e/bundle.spec.ts.
 */
import { join } from 'node:path';
import { build, type Rolldown } from 'vite';
import { expect, test } from 'vitest';
import { filesBelow, importsOf } from '../../imports.ts';

const src = join(import.meta.dirname, '..', '..', '..', 'src');
/** Words of the library that survive any build: error names it assigns to `this.name`. */
const TELLTALES = [
  'ContextWindowSizeExceededError:',
  'this.name = "GrammarMatcherInitError"',
  'wasm.WebGPUDeviceAPI',
];

test('one file of the app imports the library, and it is the worker', () => {
  const importing = filesBelow(src)
    .filter((file) => /\.(ts|svelte)$/.test(file))
    .filter((file) => importsOf(join(src, file)).some((name) => /^@mlc-ai\/web-llm(\/|$)/.test(name)));
  expect(importing).toEqual(['models/webllm/worker.ts']);
});

test('no chunk but the worker holds the library', { timeout: 120_000 }, async () => {
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    worker: { format: 'es' },
    build: {
      write: false,
      minify: false,
      target: 'esnext',
      modulePreload: false,
      rolldownOptions: {
        input: join(src, 'models', 'webllm', 'model-host.ts'),
        preserveEntrySignatures: 'strict',
      },
    },
  });
  const files = (built as Rolldown.RolldownOutput).output.map((file) => ({
    name: file.fileName,
    text: file.type === 'chunk' ? file.code : String(file.source),
  }));
  const holding = files.filter(({ text }) => TELLTALES.some((word) => text.includes(word)));
  expect(holding.map(({ name }) => name)).toEqual([expect.stringMatching(/worker-[\w-]+\.js$/)]);
  const page = files.filter((file) => !holding.includes(file));
  expect(page.length).toBeGreaterThan(0);
  expect(page.reduce((sum, { text }) => sum + text.length, 0)).toBeLessThan(100_000);
});
