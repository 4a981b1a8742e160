/** Sizes, speeds and times as people read them: "879 MB", "1.7 GB", "12 MB/s", "about 4 minutes". Decimal units, as disks have. */
export function bytes(n: number): string {
  if (n < 1e6) return `${String(Math.max(1, Math.round(n / 1e3)))} KB`;
  if (n < 9.995e8) return `${String(Math.round(n / 1e6))} MB`;
  return `${(n / 1e9).toFixed(n < 9.95e9 ? 1 : 0)} GB`;
}

export function perSecond(n: number): string {
  return n < 1e6 ? `${String(Math.max(1, Math.round(n / 1e3)))} KB/s` : `${(n / 1e6).toFixed(1)} MB/s`;
}

/** Memory, given in 2^20 bytes as GPUs and the budget count it. */
export function memory(mebibytes: number): string {
  return mebibytes < 1000 ? `${String(Math.round(mebibytes))} MB` : `${(mebibytes / 1024).toFixed(1)} GB`;
}

export function timeLeft(seconds: number): string {
  if (seconds < 60) return 'less than a minute left';
  if (seconds < 5400) return `about ${plural(Math.round(seconds / 60), 'minute')} left`;
  return `about ${plural(Math.round(seconds / 3600), 'hour')} left`;
}

function plural(n: number, unit: string): string {
  return `${String(n)} ${unit}${n === 1 ? '' : 's'}`;
}
