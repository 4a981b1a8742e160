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

export function faultWords(fault: Fault): FaultWords {
  return isKnown(fault.tag) ? faults.byTag[fault.tag](fault.facts) : faults.unforeseen(fault.tag);
}

function isKnown(tag: string): tag is FaultTag {
  return Object.hasOwn(faults.byTag, tag);
}
