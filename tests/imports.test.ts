import { expect, test } from 'vitest';
import { importsOf, staticImportsOf } from './imports.ts';

const script = `
  import a from './a.ts';
  import type { B } from "./b.ts";
  export * from './c.ts';
  export { d } from './d.ts';
  import './e.css';
  const f = () => import('./f.ts');
  type G = import('./g.ts').G;
  const h = new Worker(new URL('./h.ts', import.meta.url), { type: 'module' });
  // import x from './comment.ts'
  const text = "import y from './string.ts'";
`;
const named = ['./a.ts', './b.ts', './c.ts', './d.ts', './e.css', './f.ts', './g.ts', './h.ts'];

test('every way a module can name another is found, and comments and strings are not', () => {
  expect(importsOf('x.ts', script).sort()).toEqual(named);
});

test('a component is read like a module, in both scripts and in the markup', () => {
  const component = `
    <script module lang="ts">import m from './m.ts';</script>
    <script lang="ts">${script.replace(/^ *export .*$/gm, '')}</script>
    {#await import('./n.ts') then n}{n.text}{/await}
    <!-- <script>import z from './comment.ts'</script> -->`;
  const exported = ['./c.ts', './d.ts'];
  const expected = [...named.filter((name) => !exported.includes(name)), './m.ts', './n.ts'];
  expect(importsOf('x.svelte', component).sort()).toEqual(expected);
});

test('static imports of a minified chunk exclude the dynamic ones', () => {
  const chunk =
    'import{a as t}from"./a.js";import"./b.js";export{c}from"./c.js";const d=()=>import("./d.js");t(d);';
  expect(staticImportsOf(chunk)).toEqual(['./a.js', './b.js', './c.js']);
});
