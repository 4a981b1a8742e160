/**
 * Fault -> words and a way out. The only place where a tag becomes language.
 * A tag nobody foresaw still gets words, and shows itself so that it can be reported.
 */
import type { Fault } from '../core/records';
import { faults } from './messages/en/faults';

export interface FaultWords {
  what: string;
  kept: string;
  next: string;
}

export type FaultTag = keyof typeof faults.byTag;

/** `onModels`: said on the screen Models, to which nobody there has to be sent. */
export function faultWords(fault: Fault, onModels = false): FaultWords {
  if (!isKnown(fault.tag)) return faults.unforeseen(fault.tag);
  return faults.byTag[fault.tag](fault.facts, onModels ? '' : faults.inModels);
}

function isKnown(tag: string): tag is FaultTag {
  return Object.hasOwn(faults.byTag, tag);
}
