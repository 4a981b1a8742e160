/**
 * Words for what can go wrong with real models: loading, answering, downloading. The compiler holds the first list against
 * the engine's tags; tests/ui/faults.test.ts holds both against the source.
 */
import type { WebLLMFaultTag } from '../../../models/webllm/faults';
import type { FaultWords } from '../../faults';
import { bytes } from './amounts';

type Facts = Record<string, string | number | boolean>;
/** `inModels` is empty on the screen Models itself, where the way there would be noise. */
type Words = (facts: Facts, inModels: string) => FaultWords;

const keptCalls = 'Every finished call is kept and will not be made again.';
const filesKept = 'What has arrived is kept; nothing is fetched twice.';
const modelsKept = 'Models and runs already on this device are untouched.';
const resume = 'Resume the run: the model is loaded again and it goes on where it stopped.';
const smaller = (inModels: string): string =>
  `Choose a smaller model, or the same one with a shorter context${inModels && `,${inModels}`}; the practice model always works.`;

const fact = (facts: Facts, name: string, otherwise: string): string => String(facts[name] ?? otherwise);
const size = (facts: Facts, name: string, otherwise: string): string =>
  typeof facts[name] === 'number' ? bytes(facts[name]) : otherwise;
const fileIn = (facts: Facts): string => fact(facts, 'file', 'one of its files');
const said = (facts: Facts): string => (facts.message ? ` It said: “${String(facts.message)}”.` : '');

export const engineFaults = {
  'device-lost': () => ({
    what: 'The browser took the GPU away, and a second time after it was asked again.',
    kept: keptCalls,
    next: `${resume} Other tabs with heavy graphics, a driver update or too little memory can cause it; a smaller model needs less.`,
  }),
  'worker-crashed': () => ({
    what: 'The part of the app that runs the model stopped without a word.',
    kept: keptCalls,
    next: `${resume} If it happens again, the model may be too large for this device.`,
  }),
  'engine-hung': () => ({
    what: 'The model has not answered for a long time and was stopped.',
    kept: keptCalls,
    next: `${resume} Close other tabs that use the GPU; a smaller model answers sooner.`,
  }),
  'module-disposed': () => ({
    what: 'The model’s program ended in the middle of its work.',
    kept: keptCalls,
    next: resume,
  }),
  'model-not-loaded': () => ({
    what: 'The model was no longer in the GPU’s memory when it was asked.',
    kept: keptCalls,
    next: resume,
  }),
  'worker-not-started': () => ({
    what: 'The part of the app that runs the model could not be started.',
    kept: keptCalls,
    next: 'Reload the page. If it stays away, the app was not copied here completely, or this browser forbids workers.',
  }),
  'out-of-memory': (_, inModels) => ({
    what: 'This device has too little memory for the model.',
    kept: keptCalls,
    next: smaller(inModels),
  }),
  'engine-failed': (facts, inModels) => ({
    what: `The model’s program failed.${said(facts)}`,
    kept: keptCalls,
    next: `Resume the run. If it fails at the same place, repair the model${inModels} or choose another one.`,
  }),
  'no-webgpu': () => ({
    what: 'This browser gives no access to a GPU, which real models need.',
    kept: keptCalls,
    next: 'Use a current Chrome or Edge, Safari 26 or Firefox with WebGPU. The practice model and every stored run work here too.',
  }),
  'no-shader-f16': (_, inModels) => ({
    what: 'This GPU does not compute with 16-bit numbers, and the model needs them.',
    kept: keptCalls,
    next: `Choose a version that ends in f32${inModels}; it needs a little more memory.`,
  }),
  'missing-feature': (facts, inModels) => ({
    what: `The model needs something this GPU does not have.${said(facts)}`,
    kept: keptCalls,
    next: `Choose another model${inModels}.`,
  }),
  'buffer-limit': (facts, inModels) => ({
    what: `One piece of the model is larger than this GPU accepts${facts.requested ? ` (${fact(facts, 'requested', '')} against ${fact(facts, 'limit', '')})` : ''}.`,
    kept: keptCalls,
    next: smaller(inModels),
  }),
  'corrupt-cache': (facts, inModels) => ({
    what: `A stored file of the model is damaged: ${fileIn(facts)}.`,
    kept: keptCalls,
    next: `Repair the model${inModels}: what is wrong is fetched again, nothing else.`,
  }),
  'quota-exceeded': (facts) => ({
    what: `The browser has no room left for this${facts.needed ? `: ${size(facts, 'needed', 'more')} needed, ${size(facts, 'available', 'less')} free` : ''}.`,
    kept: filesKept,
    next: 'Delete models or runs you no longer need, free disk space, or choose a smaller model; then go on.',
  }),
  network: (facts) => ({
    what: facts.offline
      ? 'This device is offline.'
      : `The connection failed${facts.file ? ` at ${fileIn(facts)}` : ''}${facts.status ? ` (HTTP ${fact(facts, 'status', '')})` : ''}.`,
    kept: filesKept,
    next: 'Check the connection, then go on. Models already here need none.',
  }),
  'missing-library': (facts, inModels) => ({
    what: `The program that runs this model is missing: ${fact(facts, 'file', 'its wasm file')}.`,
    kept: modelsKept,
    next: `Repair the model${inModels}. A custom model needs the right address of its library; an imported folder needs the file inside.`,
  }),
  'missing-file': (facts, inModels) => ({
    what: `A file of the model is not where it should be: ${fileIn(facts)}.`,
    kept: modelsKept,
    next: `Repair the model${inModels}. For a folder from disk, check that it was copied whole.`,
  }),
  'library-does-not-link': (_, inModels) => ({
    what: 'The program of this model was made for another version of WebLLM and does not start in this one.',
    kept: keptCalls,
    next: `Choose a model from the list${inModels}, or a library built for the version this app uses.`,
  }),
  'grammar-failed': () => ({
    what: 'This model cannot be held to the form of an answer, not even in a second attempt.',
    kept: keptCalls,
    next: 'Choose another model for this role and start a new run.',
  }),
  'self-test-failed': (facts, inModels) => ({
    what: `${fact(facts, 'model', 'The model')} failed its self-test after loading, so it may not judge.`,
    kept: keptCalls,
    next: `Repair the model${inModels}. If it fails again, choose another one as judge.`,
  }),
  'base-model-role': () => ({
    what: 'A base model has no chat template and can only be the responder.',
    kept: modelsKept,
    next: 'Choose an instruct model for the other roles in Setup.',
  }),
  'unknown-model': (facts) => ({
    what: `No such model is on offer here: ${fact(facts, 'id', 'unknown')}.`,
    kept: 'The run as recorded is kept and can be viewed.',
    next: 'Choose another model in Setup and start a new run.',
  }),
  'context-overflow': (facts) => ({
    what: `A prompt of ${fact(facts, 'needed', 'too many')} tokens does not fit the model’s ${fact(facts, 'window', '')} tokens.`,
    kept: keptCalls,
    next: 'Start a new run with a shorter start prompt, shorter queries or fewer examples, or with a model of longer context.',
  }),
  'bad-request': (facts) => ({
    what: `The model refused what it was asked.${said(facts)}`,
    kept: keptCalls,
    next: 'Choose another model, and report what it said: it is a mistake of this app.',
  }),
  interrupted: () => ({
    what: 'A call was interrupted before it was finished, several times over.',
    kept: keptCalls,
    next: resume,
  }),
} satisfies Record<WebLLMFaultTag, Words>;

export const downloadFaults = {
  'model-not-on-disk': (facts, inModels) => ({
    what: `The model is not on this device, or not whole: ${fact(facts, 'id', 'unknown')}.`,
    kept: keptCalls,
    next: `Download or repair it${inModels}, then go on. A run never starts a download by itself.`,
  }),
  'model-unknown': (facts) => ({
    what: `This model is not known here any more: ${fact(facts, 'id', 'unknown')}.`,
    kept: modelsKept,
    next: 'Reload the page. A custom model has to be added again with its addresses.',
  }),
  'wrong-size': (facts) => ({
    what: `${fileIn(facts)} has the wrong size: ${size(facts, 'got', 'not what it is')} instead of ${size(facts, 'expected', 'what its list says')}.`,
    kept: filesKept,
    next: 'Try again. If it stays wrong, the host serves a damaged file, or the folder was not copied whole.',
  }),
  'unreadable-file': (facts) => ({
    what: `${fileIn(facts)} is not what it should be.`,
    kept: modelsKept,
    next: 'Check that the address or folder is that of a model compiled for WebLLM.',
  }),
  'host-refused': (facts) => ({
    what: `This app does not talk to that address: ${fact(facts, 'url', fact(facts, 'host', 'unknown'))}.`,
    kept: modelsKept,
    next: 'Only the hosts of the listed models and those you enter for a custom model are asked. Check the address.',
  }),
  'download-refused': (facts) => ({
    what: `The host refused ${fileIn(facts)}${facts.status ? ` (HTTP ${fact(facts, 'status', '')})` : ''}.`,
    kept: filesKept,
    next: 'The model may have been withdrawn or need a permission. Try again later, or choose another one.',
  }),
  'download-elsewhere': () => ({
    what: 'This model’s files are being worked on, here in Models or in another tab.',
    kept: filesKept,
    next: 'Wait until that is done, or pause it where it goes on; then try again.',
  }),
  'model-in-use': () => ({
    what: 'A run is using this model, in this tab or another one.',
    kept: 'Nothing was deleted or changed, and the run goes on.',
    next: 'Pause that run, or let it finish; then try again. A paused run is kept.',
  }),
  'download-stopped': () => ({
    what: 'The download was stopped.',
    kept: filesKept,
    next: 'Press Resume to go on.',
  }),
  'download-worker-broke': () => ({
    what: 'The part of the app that downloads models stopped without a word.',
    kept: filesKept,
    next: 'Press Resume to go on. If it happens again, reload the page.',
  }),
  'downloads-unavailable': () => ({
    what: 'This browser offers no place for model files here, often because of a private window or a page without https.',
    kept: modelsKept,
    next: 'Use an ordinary window and a secure address. The practice model works here too.',
  }),
} satisfies Record<string, Words>;

const leadingElsewhere = new Set(['context-overflow', 'base-model-role', 'unknown-model', 'bad-request']);

/** Whether the way out of this fault is the Models screen. */
export function isForModels(tag: string): boolean {
  const known = Object.hasOwn(engineFaults, tag) || Object.hasOwn(downloadFaults, tag);
  return known && !leadingElsewhere.has(tag);
}
