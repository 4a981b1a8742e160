/**
 * What is printed: the table of times and tokens, the faults with their facts, and what this device is short of, in words.
 */
import { faultWords } from '../../src/ui/faults.ts';
import type { DeviceReport } from '../../src/models/device.ts';
import type { Fault } from '../../src/core/records.ts';
import type { PartReport } from '../../tests/real-model/report.ts';
import { inSeconds } from '../../tests/real-model/seconds.ts';

/** A part that was not done, because one before it failed. */
export interface NotDone {
  part: PartReport['part'];
  notDone: string;
}

const HEADER = [
  '| part | result | s | prompt tokens | of them cached | reply tokens | reading s | writing s | seen |',
  '| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | --- |',
];

export function table(reports: readonly (PartReport | NotDone)[]): string[] {
  return [...HEADER, ...reports.map(row)];
}

function row(report: PartReport | NotDone): string {
  if ('notDone' in report) return cells([report.part, 'not done', '', '', '', '', '', '', report.notDone]);
  const { part, failed, ms, calls, said } = report;
  const sum = (of: keyof (typeof calls)[number]): number =>
    calls.reduce((total, usage) => total + usage[of], 0);
  const tokens = (of: 'promptTokens' | 'cachedTokens' | 'completionTokens'): string =>
    calls.length === 0 ? '' : String(sum(of));
  const time = (of: 'prefillMs' | 'decodeMs'): string => (calls.length === 0 ? '' : inSeconds(sum(of)));
  return cells([
    part,
    failed === null ? 'passed' : 'FAILED',
    inSeconds(ms),
    tokens('promptTokens'),
    tokens('cachedTokens'),
    tokens('completionTokens'),
    time('prefillMs'),
    time('decodeMs'),
    failed ?? said,
  ]);
}

const cells = (texts: string[]): string =>
  `| ${texts.map((text) => text.replaceAll('|', '\\|')).join(' | ')} |`;

/** One line a reply, for who watches: the table has sums only. */
export function callLines({ calls }: PartReport): string[] {
  return calls.map(
    ({ promptTokens, cachedTokens, completionTokens, prefillMs, decodeMs }) =>
      `  ${promptTokens} prompt tokens (${cachedTokens} cached) in ${inSeconds(prefillMs)} s, ${completionTokens} written in ${inSeconds(decodeMs)} s`,
  );
}

/** Every fault by tag and facts, and what it means to a person. */
export function faultLines(reports: readonly (PartReport | NotDone)[]): string[] {
  const lines = reports.flatMap((report) =>
    'faults' in report ? report.faults.map((fault) => `- ${report.part}: ${faultInWords(fault)}`) : [],
  );
  return lines.length > 0 ? ['Faults:', '', ...lines] : ['No fault occurred.'];
}

function faultInWords({ tag, facts }: Fault): string {
  const { what, next } = faultWords({ tag, facts });
  return `\`${tag}\` ${JSON.stringify(facts)}. ${what} ${next}`;
}

export function adapterInWords({ adapter }: DeviceReport): string {
  if (!adapter) return 'none';
  const { vendor, architecture, description, f16, software, usableBufferBytes } = adapter;
  const name = [vendor, architecture, description].filter(Boolean).join(' ') || 'unnamed';
  const kind = software ? ', in software (about a token a second)' : '';
  return `${name}${kind}, ${f16 ? 'with' : 'without'} shader-f16, bindings of ${usableBufferBytes / 2 ** 20} MiB`;
}

/** Why no model can run here; null when one can. */
export function missingIn({ adapter, noWebGpu }: DeviceReport): string | null {
  if (adapter) {
    const short = adapter.shortOf.map(({ limit, needed, have }) => `${limit} is ${have}, needs ${needed}`);
    return short.length > 0 ? `This adapter is too weak for WebLLM: ${short.join('; ')}.` : null;
  }
  return [
    `There is no WebGPU adapter (${noWebGpu ?? 'unknown'}), so no part was done. What may help:`,
    '- a GPU on Linux: DRPO_CHROMIUM_ARGS="--enable-unsafe-webgpu --enable-features=Vulkan"',
    '- and without a screen, add: --ignore-gpu-blocklist --use-angle=vulkan --disable-vulkan-surface',
    '- no GPU, very slow, shortest checks only: DRPO_CHROMIUM_ARGS="--enable-unsafe-webgpu --use-webgpu-adapter=swiftshader --enable-features=Vulkan"',
    '- another browser: DRPO_BROWSER=/path/to/chrome',
  ].join('\n');
}
