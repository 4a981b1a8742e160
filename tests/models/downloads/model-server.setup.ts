/** Starts the model host for the browser tests of a Vitest run; `inject('modelServer')` is its address. */
import type { TestProject } from 'vitest/node';
import { startModelServer } from './model-server.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    modelServer: string;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startModelServer();
  project.provide('modelServer', server.url);
  return () => server.close();
}
