/** Words of Models: this device, what fits it, what is on disk, and how it gets there. */
import type { CustomFileProblem, CustomModelNotice, CustomModelProblem } from '../../../models/custom-model';
import type { AdapterReport, NoWebGpu } from '../../../models/device';
import type { DownloadPhase } from '../../../models/downloads/progress';
import type { Caution } from '../../../models/offers';
import type { Refusal } from '../../../models/refusals';
import type { GoodFor, LicenceNote, Specialty } from '../../../models/webllm/catalog-entry';
import { fullModelName } from '../../models/model-name';
import { bytes, memory, perSecond, timeLeft } from './amounts';
import { oneLine } from '../../parts/visible-text';
import { shell } from './shell';

const { count, plural } = shell;

const goodFor: Record<GoodFor, string> = {
  'smoke-test': 'For a first try with a real model. Too small to judge.',
  'small-all-round': 'Small and quick. Responds well for its size; as a judge it is noisy.',
  'all-round': 'A good balance of speed and sense, for any role.',
  judging: 'Careful enough to judge, and the best choice for it at this size.',
  large: 'Strong and slow. Needs a GPU with room to spare.',
  older: 'An older generation: works, but newer models of its size are better.',
  tools: 'Trained for following instructions and calling tools.',
  coding: 'Made for writing code. Can be the model being improved, not the judge.',
  maths: 'Made for mathematics. Can be the model being improved, not the judge.',
  reasoning: 'Thinks at length before it answers.',
  vision: 'Also reads images, which are not used here.',
  completion: 'A base model: continues text and follows no chat. The purest thing to align; responder only.',
  japanese: 'Trained for Japanese.',
  retrieval: 'Turns text into vectors, to find similar examples.',
  unknown: 'Not described here: it is new, or your own.',
};

const licenceNotes: Record<LicenceNote, string> = {
  'llama-terms': 'Free to use, also commercially, under Meta’s conditions and use policy.',
  'gemma-terms': 'Free to use, also commercially, under Google’s conditions and use policy.',
  'non-commercial': 'Not for commercial use.',
  unknown: 'The licence is not known here. Look it up where the model is published before you rely on it.',
};

const cautions: Record<Caution, { name: string; about: string }> = {
  tight: {
    name: 'Tight fit',
    about: 'Takes nearly all of the memory you allow. The browser may run out of it.',
  },
  'short-context': {
    name: 'Shorter context',
    about:
      'Loaded with a shorter context than usual, to fit the memory you allow. Long prompts are cut sooner.',
  },
  'rough-memory': { name: 'Memory is a guess', about: 'The figures of this model are not known exactly.' },
  'software-adapter': {
    name: 'No real GPU',
    about: 'The browser computes on the processor here: about one token a second, hours for a run.',
  },
  'restricted-licence': { name: 'Licence with conditions', about: 'Read the licence before you rely on it.' },
  'unknown-licence': { name: 'Licence unknown', about: licenceNotes.unknown },
  'small-judge': {
    name: 'Noisy as judge',
    about: 'Small models score unevenly. The judge check before a run shows how much.',
  },
};

const phases: Record<DownloadPhase, string> = {
  planning: 'Asking what belongs to it…',
  downloading: 'Downloading',
  paused: 'Paused',
  verifying: 'Checking every file…',
  done: 'On this device',
  failed: 'Stopped',
};

const missing: Record<NoWebGpu, { what: string; next: string }> = {
  'no-api': {
    what: 'This browser does not offer WebGPU.',
    next: 'Current Chrome and Edge do, Safari from version 26, and Firefox on Windows and Mac.',
  },
  insecure: {
    what: 'This page was not opened over a secure address, so the browser hides the GPU.',
    next: 'Open it over https, or on the machine that serves it.',
  },
  'no-adapter': {
    what: 'The browser knows WebGPU, but finds no GPU it will use here.',
    next: 'Look whether hardware acceleration is switched on in the browser’s settings, and whether the graphics driver is current.',
  },
  refused: {
    what: 'The browser failed when it was asked for the GPU.',
    next: 'Reload the page. If it stays so, restart the browser or update the graphics driver.',
  },
};

export const models = {
  heading: 'Models',
  lead: 'Real language models run on this device’s GPU, inside this tab. Each is downloaded once and kept in the browser; after that it needs no network.',
  looking: 'Looking at this device…',
  reading: 'Reading the list of models…',
  again: 'Try again',

  device: {
    heading: 'This device',
    gpu: (adapter: AdapterReport) => gpuName(adapter),
    gpuMeaning: 'What the browser says about the graphics processor. It often hides the exact name.',
    software: 'Computes on the processor: right for a first try, far too slow for a run.',
    f16: 'Computes with 16-bit numbers',
    f16Meaning: 'Models compiled for 16 bits need less memory. They are the usual ones.',
    noF16: 'No 16-bit numbers',
    noF16Meaning: 'Only models compiled for 32-bit numbers (f32) run here; they need a little more memory.',
    buffer: (n: number) => `Pieces of up to ${memory(n / 2 ** 20)}`,
    bufferMeaning:
      'The largest single piece of a model that fits this GPU. It rules out models with large vocabularies.',
    weak: 'This GPU lacks something that every model needs',
    storage: (free: number) => `${bytes(free)} free for models`,
    storageMeaning: 'What the browser grants this app in all. It is an upper bound, not a promise.',
    storageUnknown: 'The browser does not say how much room there is',
    kept: 'The browser has promised to keep the files',
    notKept: 'The browser may clear the files when the disk runs full',
    notKeptMeaning:
      'It was asked to keep them and did not promise to. A cleared model has to be downloaded again.',
  },
  none: {
    heading: 'Real models cannot run here',
    missing,
    works: 'What works all the same',
    list: [
      'The practice model: the whole method on simulated replies, in seconds.',
      'The recorded run, and every run stored in this browser.',
    ],
    practice: 'Set up a practice run',
  },
  catalog: {
    heading: 'What there is',
    why: 'None of these can be downloaded here, for the reason above.',
    about:
      'On a device where they run, each is one download. The one that needs the least memory first; models that only find examples last.',
    download: (n: number) => `about ${bytes(n)} to download`,
    context: (tokens: number) => `reads ${count(tokens)} tokens at once`,
  },
  budget: {
    heading: 'Memory a model may take',
    about:
      'No browser tells how much memory a GPU has, so you say it. Too much can end the tab, too little only leaves the larger models out, so the suggestion is careful.',
    option: (gb: number) => `${String(gb)} GB`,
    suggested: (gb: number) => `Suggested for this device: ${String(gb)} GB.`,
  },
  picks: {
    heading: 'Recommended for this device',
    allRoles: 'One model for everything',
    allRolesAbout:
      'One download, no waiting while models change places. The model improves itself, as in the paper.',
    responder: 'As responder',
    responderAbout: 'The model being improved: quick, because it writes the most.',
    judge: 'As judge',
    judgeAbout: 'The most able that fits; it also picks aspects, criticises and rewrites.',
    nothing: 'No model fits these limits. Allow more memory above, or use the practice model.',
  },
  wanted: {
    heading: 'Asked for',
    unknown: (name: string) => `${name} is not in the list of models.`,
  },
  disk: {
    heading: 'On this device',
    total: (n: number, of: number | null) =>
      of === null
        ? `${bytes(n)} of model files`
        : `${bytes(n)} of model files, out of ${bytes(of)} the browser grants`,
    empty: 'Nothing yet. A downloaded model stays in this browser until you delete it.',
    incomplete: 'Not whole',
    size: (n: number) => `${bytes(n)} on disk`,
    sizeMeaning: 'With its library. Models can share one, so sizes need not add up.',
    orphans: (n: number) => `${bytes(n)} belong to no model`,
    orphansAbout: 'Left over from an older version or from a custom model that was forgotten.',
    removeOrphans: 'Delete them',
    use: 'Use in Setup',
    repair: 'Repair',
    repairAbout: 'Reads every file, and fetches again what is wrong or missing.',
    remove: 'Delete',
    removeNamed: (name: string) => `Delete ${name}`,
    repairNamed: (name: string) => `Repair ${name}`,
    confirm: {
      title: (name: string) => `Delete ${name}?`,
      text: (n: number) =>
        `${bytes(n)} are freed. What other models share is kept. Runs made with it stay; to go on with one, it has to be downloaded again.`,
      yes: 'Delete the model',
    },
    removed: (freed: number, kept: number) =>
      kept > 0 ? `${bytes(freed)} freed; ${bytes(kept)} kept for other models.` : `${bytes(freed)} freed.`,
  },
  progress: {
    phases,
    label: (name: string) => `Download of ${name}`,
    amount: (done: number, total: number) => `${bytes(done)} of ${bytes(total)}`,
    share: (share: number) => `${String(Math.floor(share * 100))}%`,
    perSecond,
    timeLeft,
    files: (done: number, all: number) => `${count(done)} of ${plural(all, 'file', 'files')}`,
    fileStates: { waiting: 'waiting', downloading: 'arriving', done: 'here' },
    fileSize: (n: number) => (n > 0 ? bytes(n) : 'size not known yet'),
    more: (n: number) => `and ${plural(n, 'more file', 'more files')}`,
    pause: 'Pause',
    resume: 'Resume',
    retry: 'Try again',
  },
  offers: {
    heading: 'All models that fit',
    about: 'The most able first. Size to download, memory while it runs, and how much it can read at once.',
    search: 'Search models',
    hit: (n: number, all: number) =>
      n === all ? plural(all, 'model', 'models') : `${count(n)} of ${plural(all, 'model', 'models')}`,
    none: 'No model is called that.',
    more: (n: number) => `Show ${plural(n, 'more model', 'more models')}`,
    download: 'Download',
    downloadSized: (n: number) => `Download ${bytes(n)}`,
    /** Begins with what is seen (WCAG 2.5.3): the bytes are seen on the recommended one only. */
    downloadNamed: (name: string, n: number | null) =>
      n === null ? `Download ${name}` : `Download ${bytes(n)}, ${name}`,
    approximate: (n: number) => `about ${bytes(n)}`,
    downloadMeaning:
      'To download. Estimated from the number of parameters until the host has told the true size.',
    memory: (mb: number) => `${memory(mb)} memory`,
    memoryMeaning: 'Of the GPU while it runs, at this context.',
    context: (tokens: number) => `${count(tokens)} tokens`,
    contextMeaning: 'Prompt and reply together must fit into this many tokens.',
    f16: 'needs 16-bit numbers',
    f16Meaning: 'Needs a GPU that computes with 16-bit numbers. Yours does, or it would not be offered.',
    f32: '32-bit numbers',
    f32Meaning: 'Runs on every GPU, and needs a little more memory than a 16-bit version.',
    responderOnly: 'Responder only',
    responderOnlyMeaning: 'It can be the model being improved, but not judge or rewrite.',
    family: (name: string) => (name === '' || name === 'custom' ? 'Custom' : name),
    licence: (name: string | null) => name ?? 'Licence unknown',
    licenceMeaning: (note: LicenceNote | null) =>
      note === null ? 'An open licence: free to use, also commercially.' : licenceNotes[note],
    speed: (decode: number) => `${decode < 10 ? decode.toFixed(1) : count(Math.round(decode))} tokens/s here`,
    speedMeaning: 'Measured in your runs on this device: how fast it writes.',
    goodFor,
    cautions,
    here: 'On this device',
  },
  refused: {
    heading: (n: number) => `Not offered here (${count(n)})`,
    about: 'and why not',
    search: 'Search the models not offered',
    reason: (refusal: Refusal) => reason(refusal),
  },
  retrievers: {
    heading: 'Finding examples by meaning',
    about:
      'Each query is answered with the examples most like it. Usually they are found by the words they share, which costs nothing. A small second model can compare what they mean instead; it stays in memory beside the first.',
    onDisk: 'Finds examples by meaning. Switch it on in Setup, under Model.',
  },
  import: {
    heading: 'From a folder on disk',
    about: 'for rooms without internet',
    text: 'Choose which model the folder holds, then the folder: its mlc-chat-config.json, tokenizer, shards and the library (.wasm). Everything is checked before anything is stored.',
    model: 'Model in the folder',
    choose: 'Choose the folder',
    working: 'Reading and storing…',
    done: (name: string) => `${name} is on this device now.`,
  },
  custom: {
    heading: 'A model of your own, by address',
    about: 'weights and library compiled for WebLLM',
    text: 'The app asks these two addresses only, and only for this model. Its small files are read and checked before anything large is downloaded.',
    id: 'Name',
    idHint: 'Letters, digits, dots, dashes: MyModel-1B-q4f16_1',
    weights: 'Folder of the weights',
    weightsHint: 'https://huggingface.co/you/your-model-q4f16_1-MLC',
    library: 'Library',
    libraryHint: 'https://…/your-model-webgpu.wasm',
    check: 'Check',
    checking: 'Checking…',
    problem: (it: CustomModelProblem) => customProblem(it),
    notice: (it: CustomModelNotice) => customNotice(it),
    fileProblem: (it: CustomFileProblem) => fileProblem(it),
    oldManifest:
      'Its host has only an old list of files (ndarray-cache.json), which this version of WebLLM does not read. It has to be compiled again.',
    found: 'This is what it is',
    add: 'Add and download',
    notFitting: 'It can be added, but does not fit this device as it stands:',
    addAnyway: 'Add to the list',
    added: (name: string) => `${name} is in the list now.`,
    forget: 'Take off the list',
  },
} as const;

function gpuName({ vendor, architecture, description, software }: AdapterReport): string {
  if (software) return 'No real GPU, but a stand-in on the processor';
  const name = description || [vendor, architecture].filter(Boolean).join(' ');
  return name === '' ? 'A GPU that the browser does not name' : `GPU: ${name}`;
}

const specialties: Record<Specialty, string> = {
  general: 'It cannot be used for any role.',
  code: 'It was made for code and cannot be used for any role.',
  maths: 'It was made for mathematics and cannot be used for any role.',
  vision: 'It was made for images and cannot be used for any role.',
  reasoning:
    'It always thinks at length first; the short replies of the method would cut it off in its thoughts.',
  retrieval: 'It finds similar texts and cannot write.',
};

function reason(it: Refusal): string {
  switch (it.because) {
    case 'no-webgpu':
      return missing[it.why].what;
    case 'adapter-too-weak':
      return 'This GPU is below what every model needs.';
    case 'embedding':
      return 'It turns text into vectors and cannot write.';
    case 'package-manifest':
      return 'It is packed in a way this app does not read yet.';
    case 'not-for-roles':
      return specialties[it.specialty];
    case 'same-files-as':
      return `The same files as ${fullModelName(it.id)}, listed a second time.`;
    case 'needs-f16':
      return it.instead === null
        ? 'It needs 16-bit numbers, which this GPU lacks.'
        : `It needs 16-bit numbers, which this GPU lacks. ${fullModelName(it.instead)} does without.`;
    case 'context-too-short':
      return `It reads ${count(it.have)} tokens at once; the method needs ${count(it.needed)}.`;
    case 'buffer-too-small':
      return `One piece of it takes ${memory(it.needed / 2 ** 20)}; this GPU accepts ${memory(it.have / 2 ** 20)}.`;
    case 'buffer-unknown':
      return `Its largest piece is not known, and this GPU accepts no more than ${memory(it.have / 2 ** 20)}.`;
    case 'too-large-for-memory':
      return `It needs ${memory(it.needed)} of memory; you allow ${memory(it.have)}.`;
    case 'quota':
      return `It needs ${bytes(it.needed)} of storage; the browser has ${bytes(it.have)} left.`;
  }
}

const fields = { id: 'name', weights: 'address of the weights', library: 'address of the library' };

function customProblem(it: CustomModelProblem): string {
  switch (it.what) {
    case 'missing':
      return `The ${fields[it.field]} is missing.`;
    case 'id-unusable':
      return 'The name may have letters, digits, dots, dashes and underscores, at most 96 of them.';
    case 'id-taken':
      return `There is a model called ${it.id} in the list already.`;
    case 'not-absolute':
      return `The ${fields[it.field]} is not a complete address: it should begin with https://.`;
    case 'not-https':
      return `The ${fields[it.field]} should begin with https://, unless it is on this machine.`;
    case 'has-credentials':
      return `The ${fields[it.field]} holds a user name or a password. Leave them out.`;
    case 'has-query':
      return `The ${fields[it.field]} goes on after a ? or #. Leave that part out.`;
  }
}

function customNotice(it: CustomModelNotice): string {
  switch (it.what) {
    case 'library-never-cached':
      return 'A library from this machine is never kept: the model opens only while its server runs.';
    case 'not-a-wasm-name':
      return 'The library does not end in .wasm. Check that it is the right file.';
    case 'revision-added':
      return `The weights will be read from ${it.folder}`;
  }
}

/** Characters of a file's name, or of a field in it, within a sentence. */
const LONGEST_FILE = 80;

function fileProblem(it: CustomFileProblem): string {
  const file = oneLine(it.file, LONGEST_FILE);
  switch (it.what) {
    case 'unreachable':
      return `${file} could not be reached. Check the address and the connection; the host must also allow other sites to read it (CORS).`;
    case 'refused':
      return it.status === 404
        ? `There is no ${file} at that address.`
        : `The host refused ${file} (HTTP ${String(it.status)}).`;
    case 'too-long':
      return `${file} is far larger than such a file can be.`;
    case 'not-json':
      return `${file} is not what it should be. The address may lead to a web page instead of the files.`;
    case 'not-a-model':
      return `${file} does not describe a model for WebLLM: ${oneLine(it.field, LONGEST_FILE)} is missing or cannot be right.`;
  }
}
