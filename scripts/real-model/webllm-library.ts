/**
 * The WebLLM library to test with: the installed one, or the one in a folder beside the project. Tells its version, where
 * it begins, and its list of models as our catalog reads it. Nothing is installed or saved.
 */
import type { AppConfig } from '@mlc-ai/web-llm';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { CatalogEntry } from '../../src/models/webllm/catalog-entry.ts';
import { catalogEntry } from '../webllm-catalog.ts';

export interface WebLLMLibrary {
  version: string;
  /** The module a build is to take for '@mlc-ai/web-llm'. */
  entry: string;
  models(): Promise<CatalogEntry[]>;
}

const installed = join(import.meta.dirname, '../../node_modules/@mlc-ai/web-llm');

/** Throws where the folder holds no WebLLM. */
export function webllmLibrary(folder: string = installed): WebLLMLibrary {
  const about = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    name?: string;
    version?: string;
    module?: string;
    main?: string;
  };
  if (about.name !== '@mlc-ai/web-llm') throw new Error(`${folder} holds ${about.name ?? 'something else'}`);
  const entry = join(folder, about.module ?? about.main ?? 'lib/index.js');
  return {
    version: about.version ?? 'unknown',
    entry,
    async models() {
      const { prebuiltAppConfig } = (await import(pathToFileURL(entry).href)) as {
        prebuiltAppConfig: AppConfig;
      };
      const records = prebuiltAppConfig.model_list;
      return records.map((record) => catalogEntry(record, records));
    },
  };
}
