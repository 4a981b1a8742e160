/**
 * How far a download is: plain data for the screen, and the arithmetic behind it. Bytes that were on disk before count as
 * done, never as speed; bytes of an attempt that failed count as speed, never as done.
 */
import type { Fault } from '../../core/records';
import type { ModelFile } from './cache-keys';

export type DownloadPhase = 'planning' | 'downloading' | 'paused' | 'verifying' | 'done' | 'failed';

export interface FileProgress {
  name: string;
  /** 0 while the size is unknown. */
  bytes: number;
  done: number;
  state: 'waiting' | 'downloading' | 'done';
}

export interface DownloadState {
  /** The model's id. */
  id: string;
  phase: DownloadPhase;
  totalBytes: number;
  doneBytes: number;
  files: FileProgress[];
  /** Smoothed over about four seconds; null when nothing is being received. */
  bytesPerSecond: number | null;
  secondsLeft: number | null;
  fault: Fault | null;
}

const smoothingMs = 4000;
const sampleMs = 250;

export class SpeedMeter {
  private rate: number | null = null;
  private since: number;
  private bytes = 0;

  constructor(now: number) {
    this.since = now;
  }

  received(bytes: number, now: number): void {
    this.bytes += bytes;
    const ms = now - this.since;
    if (ms < sampleMs) return;
    const latest = (this.bytes / ms) * 1000;
    const weight = 1 - Math.exp(-ms / smoothingMs);
    this.rate = this.rate === null ? latest : this.rate + weight * (latest - this.rate);
    this.since = now;
    this.bytes = 0;
  }

  bytesPerSecond(): number | null {
    return this.rate;
  }
}

/** One download's files and what is there of each. */
export class Ledger {
  private readonly rows = new Map<string, FileProgress>();
  private readonly meter: SpeedMeter;
  private readonly now: () => number;

  constructor(files: readonly ModelFile[], now: () => number) {
    this.now = now;
    this.meter = new SpeedMeter(now());
    for (const { url, name, bytes } of files)
      this.rows.set(url, { name, bytes: bytes ?? 0, done: 0, state: 'waiting' });
  }

  /** A (new) attempt at this file: it begins at nothing. */
  began({ url }: ModelFile): void {
    this.change(url, { done: 0, state: 'downloading' });
  }

  received({ url }: ModelFile, bytes: number): void {
    this.meter.received(bytes, this.now());
    const done = (this.rows.get(url)?.done ?? 0) + bytes;
    this.change(url, { done });
  }

  /** What went wrong or was stopped keeps nothing. */
  dropped({ url }: ModelFile): void {
    this.change(url, { done: 0, state: 'waiting' });
  }

  /** Stored whole, with this many bytes; that is its size, whatever was thought before. */
  finished({ url }: ModelFile, bytes: number): void {
    this.change(url, { bytes, done: bytes, state: 'done' });
  }

  bytesLeft(): number {
    return sum(this.files(), ({ bytes, done }) => Math.max(0, bytes - done));
  }

  state(id: string, phase: DownloadPhase, fault: Fault | null = null): DownloadState {
    const files = this.files();
    const bytesPerSecond = phase === 'downloading' ? this.meter.bytesPerSecond() : null;
    return {
      id,
      phase,
      totalBytes: sum(files, ({ bytes, done }) => Math.max(bytes, done)),
      doneBytes: sum(files, ({ done }) => done),
      files,
      bytesPerSecond,
      secondsLeft: secondsLeft(this.bytesLeft(), bytesPerSecond),
      fault,
    };
  }

  private files(): FileProgress[] {
    return [...this.rows.values()];
  }

  private change(url: string, to: Partial<FileProgress>): void {
    const row = this.rows.get(url);
    if (row) this.rows.set(url, { ...row, ...to });
  }
}

export function secondsLeft(bytesLeft: number, bytesPerSecond: number | null): number | null {
  return bytesPerSecond === null || bytesPerSecond <= 0 ? null : Math.ceil(bytesLeft / bytesPerSecond);
}

function sum<T>(things: readonly T[], of: (thing: T) => number): number {
  return things.reduce((total, thing) => total + of(thing), 0);
}
