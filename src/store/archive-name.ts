/**
 * The name of a run's file, made from the run's own name, which a person or another browser wrote: one that every file
 * system takes, that hides nothing (no control or direction marks) and leads to no other folder. Pure.
 */
export const ARCHIVE_EXTENSION = '.drpo';

/** In UTF-16 units; at three bytes each still far below what file systems take. */
const LONGEST = 60;
/** Controls, marks that turn or hide text, lone surrogates, and what one of the file systems gives a meaning to. */
const UNFIT = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}<>:"/\\|?*]+/gu;
/** Names that Windows keeps for devices, whatever follows their first dot. */
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i;

export function archiveName(run: string): string {
  const plain = run.replace(UNFIT, ' ').replace(/\s+/g, ' ');
  let name = '';
  for (const sign of plain) {
    if (name.length + sign.length > LONGEST) break;
    name += sign;
  }
  name = name.replace(/^[. ]+|[. ]+$/g, '').replace(DEVICE, '$1_');
  return `${name === '' ? 'run' : name}${ARCHIVE_EXTENSION}`;
}
