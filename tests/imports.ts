/**
 * Reads source files for the tests that guard the architecture: which modules a file names, as text or through Svelte.
 * Static, dynamic and re-exporting imports, type imports, `import('x').T` and `new URL('x', import.meta.url)` all count;
 * comments and strings do not.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { parse } from 'svelte/compiler';
import ts from 'typescript';

/** Paths of all files below `folder`, relative to it, with `/` between the parts, in a stable order. */
export function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
}

/** Module specifiers a `.ts` or `.svelte` file names, as written. Other files name none. */
export function importsOf(path: string, text = readFileSync(path, 'utf8')): string[] {
  if (path.endsWith('.svelte')) return importsOfSvelte(text);
  return path.endsWith('.ts') ? importsOfTypeScript(text) : [];
}

/** Specifiers of static imports and re-exports only: what a browser must load before the module runs. */
export function staticImportsOf(text: string): string[] {
  return sourceFile(text, 'module.js').statements.flatMap((statement) =>
    ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement)
      ? literal(statement.moduleSpecifier)
      : [],
  );
}

function sourceFile(text: string, name: string): ts.SourceFile {
  return ts.createSourceFile(name, text, ts.ScriptTarget.Latest, false);
}

function literal(node: ts.Node | undefined): string[] {
  return node && ts.isStringLiteralLike(node) ? [node.text] : [];
}

function importsOfTypeScript(text: string): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node))
      found.push(...literal(node.moduleSpecifier));
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument))
      found.push(...literal(node.argument.literal));
    else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
      found.push(...literal(node.arguments[0]));
    else if (ts.isNewExpression(node) && isNamed(node.expression, 'URL') && node.arguments?.length === 2)
      found.push(...literal(node.arguments[0]));
    ts.forEachChild(node, visit);
  };
  visit(sourceFile(text, 'module.ts'));
  return found;
}

function isNamed(node: ts.Node, name: string): boolean {
  return ts.isIdentifier(node) && node.text === name;
}

/** Every node of a component's syntax tree, template and scripts alike. */
export function* svelteNodes(text: string): Generator<Record<string, unknown>> {
  const waiting: unknown[] = [parse(text, { modern: true })];
  while (waiting.length > 0) {
    const next = waiting.pop();
    if (typeof next !== 'object' || next === null) continue;
    if (!Array.isArray(next)) yield next as Record<string, unknown>;
    waiting.push(...(Object.values(next) as unknown[]));
  }
}

function importsOfSvelte(text: string): string[] {
  const importing = new Set([
    'ImportDeclaration',
    'ExportNamedDeclaration',
    'ExportAllDeclaration',
    'ImportExpression',
    'TSImportType',
  ]);
  const found: string[] = [];
  for (const node of svelteNodes(text)) {
    if (importing.has(String(node.type))) found.push(...estreeLiteral(node.source ?? node.argument));
    if (node.type === 'NewExpression' && (node.callee as { name?: unknown }).name === 'URL') {
      const args = node.arguments as unknown[];
      if (args.length === 2) found.push(...estreeLiteral(args[0]));
    }
  }
  return found;
}

function estreeLiteral(node: unknown): string[] {
  if (typeof node !== 'object' || node === null) return [];
  if ('literal' in node) return estreeLiteral(node.literal);
  return 'value' in node && typeof node.value === 'string' ? [node.value] : [];
}
