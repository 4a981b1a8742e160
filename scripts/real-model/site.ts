/**
 * Builds tests/real-model with the app's own Vite config (its plugins, policy and worker format) into a folder of its own
 * and serves it; only which WebLLM is meant may differ. `dist` is left alone.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, mergeConfig, preview } from 'vite';
import appConfig from '../../vite.config.ts';

export interface Site {
  address: string;
  close(): Promise<void>;
}

const project = join(import.meta.dirname, '../..');

export async function realModelSite(webllmEntry: string): Promise<Site> {
  const outDir = mkdtempSync(join(tmpdir(), 'drpo-lab-real-model-'));
  const config = mergeConfig(appConfig, {
    root: join(project, 'tests/real-model'),
    configFile: false,
    logLevel: 'warn',
    publicDir: join(project, 'public'),
    resolve: { alias: [{ find: /^@mlc-ai\/web-llm$/, replacement: webllmEntry }] },
    // The library is one large file, and only the worker's.
    build: { outDir, emptyOutDir: true, chunkSizeWarningLimit: 20_000 },
    preview: { port: 4340 },
  });
  await build(config);
  const server = await preview(config);
  return {
    address: server.resolvedUrls?.local[0] ?? '',
    async close() {
      await server.close();
      rmSync(outDir, { recursive: true, force: true });
    },
  };
}
