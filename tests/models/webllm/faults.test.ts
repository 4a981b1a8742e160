/** Anything thrown -> a tag, from the words of the library, its runtime and the browsers. */
import { describe, expect, it } from 'vitest';
import {
  fault,
  faultOfThrown,
  needsNewWorker,
  thrown,
  TRANSIENT_WEBLLM_FAULTS,
  WEBLLM_FAULT_TAGS,
  type WebLLMFaultTag,
} from '../../../src/models/webllm/faults';

const named = (name: string, message: string): Error => Object.assign(new Error(message), { name });

const seen: [WebLLMFaultTag, unknown][] = [
  [
    'device-lost',
    named('DeviceLostError', 'The WebGPU device was lost while loading the model. This issue often occurs'),
  ],
  ['device-lost', 'OperationError: A valid external Instance reference no longer exists.'],
  ['out-of-memory', named('RangeError', 'WebAssembly.Memory.grow(): Maximum memory size exceeded')],
  ['out-of-memory', named('RangeError', 'Array buffer allocation failed')],
  ['out-of-memory', new Error('Cannot allocate 1048576 bytes in Wasm memory')],
  ['module-disposed', 'Error: Module has already been disposed'],
  ['module-disposed', new Error('The current Object has already been disposed')],
  [
    'model-not-loaded',
    'ModelNotLoadedError: Model not loaded before trying to complete ChatCompletionRequest.',
  ],
  ['no-webgpu', named('WebGPUNotAvailableError', 'WebGPU is not supported in your current environment')],
  ['no-webgpu', new Error('Unable to find a compatible GPU. This issue might be because your computer')],
  [
    'no-shader-f16',
    named('ShaderF16SupportError', 'This model requires WebGPU extension shader-f16, which is not'),
  ],
  [
    'missing-feature',
    named('FeatureSupportError', 'This model requires feature subgroups, which is not yet'),
  ],
  [
    'buffer-limit',
    new Error(
      'Cannot initialize runtime because of requested maxBufferSize exceeds limit. requested=256MB, limit=64MB. ',
    ),
  ],
  [
    'context-overflow',
    named(
      'ContextWindowSizeExceededError',
      'Prompt tokens exceed context window size: number of prompt tokens: 5000; context window size: 4096\nConsider',
    ),
  ],
  ['corrupt-cache', named('IntegrityError', 'Integrity verification failed for https://x')],
  ['corrupt-cache', new SyntaxError('Unexpected end of JSON input')],
  ['quota-exceeded', named('QuotaExceededError', 'Failed to execute ‘put’')],
  ['network', new TypeError('Failed to fetch')],
  ['network', new TypeError("Failed to execute 'add' on 'Cache': Request failed")],
  [
    'library-does-not-link',
    named('LinkError', 'WebAssembly.instantiate(): Import #3 "env" "f": function import requires a callable'),
  ],
  [
    'library-does-not-link',
    named('CompileError', 'WebAssembly.instantiate(): expected magic word 00 61 73 6d'),
  ],
  ['missing-library', named('MissingModelError', 'Missing `model_lib` for the model with ID')],
  ['unknown-model', named('ModelNotFoundError', 'Cannot find model record in appConfig for x.')],
  ['grammar-failed', named('GrammarMatcherInitError', 'Failed to initialize the grammar matcher')],
  ['grammar-failed', new Error('Grammar matcher rejected the newly sampled token.')],
  ['bad-request', named('SeedTypeError', '`seed` should be an integer, but got 1.5')],
  ['bad-request', named('RangeError', 'Make sure 0 < top_p <= 1.')],
  ['bad-request', named('MessageOrderError', 'Last message should be from either `user` or `tool`.')],
  ['engine-failed', new Error('InternalError: what now')],
  ['engine-failed', undefined],
  ['engine-failed', { some: 'thing' }],
];

describe('a fault', () => {
  it.each(seen)('%s is read from %s', (tag, thing) => {
    expect(faultOfThrown(thing).tag).toBe(tag);
  });

  it('is read the same from an error and from the string the library makes of it', () => {
    for (const [tag, thing] of seen) {
      if (thing instanceof Error) expect(faultOfThrown(`${thing.name}: ${thing.message}`).tag).toBe(tag);
    }
  });

  it('carries the numbers that were told', () => {
    expect(faultOfThrown(seen[13]?.[1]).facts).toMatchObject({ needed: 5000, window: 4096 });
    expect(faultOfThrown(seen[12]?.[1]).facts).toMatchObject({ requested: '256MB', limit: '64MB' });
  });

  it('that was thrown as one keeps its tag and facts', () => {
    expect(faultOfThrown(thrown(fault('self-test-failed', { why: 'sum' })))).toEqual(
      fault('self-test-failed', { why: 'sum' }),
    );
  });

  it('is transient only where a new worker or another try may help', () => {
    expect(TRANSIENT_WEBLLM_FAULTS).toEqual(
      expect.arrayContaining([
        'device-lost',
        'worker-crashed',
        'engine-hung',
        'module-disposed',
        'model-not-loaded',
        'network',
      ]),
    );
    for (const tag of ['no-webgpu', 'context-overflow', 'quota-exceeded', 'out-of-memory'] as const) {
      expect(TRANSIENT_WEBLLM_FAULTS).not.toContain(tag);
    }
    expect(WEBLLM_FAULT_TAGS.filter(needsNewWorker)).toContain('device-lost');
    expect(WEBLLM_FAULT_TAGS.filter(needsNewWorker)).not.toContain('network');
  });
});
