/**
 * What was built, read from disk: the weight of the first screen, the policy, and addresses that work from any folder.
 */
import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from '@playwright/test';
import { csp } from '../../scripts/csp.ts';
import { filesBelow, staticImportsOf } from '../imports.ts';

const dist = join(import.meta.dirname, '..', '..', 'dist');
const firstScreenLimit = 130_000; // bytes, gzip

const read = (path: string): string => readFileSync(join(dist, path), 'utf8');
const html = (): string => read('index.html');

/** Attributes of each `<tag ...>` in the page, as written. */
function attributesOf(tag: string): Record<string, string>[] {
  return [...html().matchAll(new RegExp(`<${tag}\\b([^>]*)>`, 'g'))].map(([, text = '']) =>
    Object.fromEntries(
      [...text.matchAll(/([\w-]+)(?:="([^"]*)")?/g)].map(([, key = '', value = '']) => [key, value]),
    ),
  );
}

function scriptsLoadedAtOnce(): Set<string> {
  const preloads = attributesOf('link').filter(({ rel }) => rel === 'modulepreload');
  const waiting = [
    ...attributesOf('script').map(({ src = '' }) => src),
    ...preloads.map(({ href = '' }) => href),
  ].map((path) => posix.normalize(path));
  const seen = new Set<string>();
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (seen.has(path)) continue;
    seen.add(path);
    const folder = posix.dirname(path);
    waiting.push(...staticImportsOf(read(path)).map((specifier) => posix.join(folder, specifier)));
  }
  return seen;
}

test('the first screen needs at most 130 KB of JavaScript, gzip', () => {
  const sizes = [...scriptsLoadedAtOnce()].map((path) => ({ path, bytes: gzipSync(read(path)).length }));
  const total = sizes.reduce((sum, { bytes }) => sum + bytes, 0);
  console.log(`First screen: ${(total / 1000).toFixed(1)} KB gzip in ${sizes.length} files`);
  expect(sizes.length).toBeGreaterThan(0);
  expect(total, JSON.stringify(sizes)).toBeLessThanOrEqual(firstScreenLimit);
});

test('the policy stands in the page before anything it should govern', () => {
  const policies = attributesOf('meta').filter((meta) => meta['http-equiv'] === 'Content-Security-Policy');
  expect(policies.map(({ content }) => content)).toEqual([csp]);
  const governed = html().search(/<(script|link|style)\b/);
  expect(html().indexOf('Content-Security-Policy')).toBeLessThan(governed);
});

test('nothing is inline: no script body, style element, style attribute or event handler', () => {
  expect(html()).not.toMatch(/<script\b[^>]*>[^<]*\S[^<]*<\/script>/);
  for (const script of attributesOf('script')) expect(script.src).toBeTruthy();
  expect(html()).not.toMatch(/<style\b|\sstyle=|\son\w+=|javascript:/i);
});

test('every address in the page and its styles is relative, so the app works from any folder', () => {
  const inPage = [...html().matchAll(/\s(?:src|href)="([^"]*)"/g)].map(([, address = '']) => address);
  const inStyles = filesBelow(dist)
    .filter((file) => file.endsWith('.css'))
    .flatMap((file) => [...read(file).matchAll(/url\(["']?([^"')]+)/g)].map(([, address = '']) => address));
  expect(inPage.length).toBeGreaterThan(0);
  expect(
    [...inPage, ...inStyles].filter((address) => /^(\/|[a-z][a-z+.-]*:(?!image\/))/i.test(address)),
  ).toEqual([]);
});

test('the WebLLM library lives in workers only: no script of the page holds a byte of it or imports one that does', () => {
  const telltale = /ContextWindowSizeExceededError|GrammarMatcherInitError|WebGPUDeviceAPI/;
  const scripts = filesBelow(dist).filter((file) => file.endsWith('.js'));
  const holding = scripts.filter((file) => telltale.test(read(file)));
  const others = scripts.filter((file) => !holding.includes(file));
  expect(holding.filter((file) => scriptsLoadedAtOnce().has(file))).toEqual([]);
  for (const library of holding) {
    expect(library).toMatch(/worker-[\w-]+\.js$/);
    for (const script of others) {
      // Named where a worker is made of its address, and nowhere else.
      const named = read(script).split(posix.basename(library)).slice(0, -1);
      expect(named.filter((before) => !/new URL\(\s*["'`][\w./-]*$/.test(before))).toEqual([]);
    }
  }
});
