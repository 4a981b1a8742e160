/**
 * Which roles a model may be offered for. A judge must follow a format and score what it is told to: base models answer
 * without a template, code and maths models were made for something else, and a model that always thinks is cut off inside
 * its thoughts by the short replies of the method.
 */
// With its extension, because the build's configuration imports this file too.
import { ROLES, type Role } from '../../core/terms.ts';
import type { ModelKind, Specialty } from './catalog-entry';

export function rolesFor(kind: ModelKind, specialty: Specialty): Role[] {
  if (kind === 'embedding' || specialty === 'reasoning' || specialty === 'retrieval') return [];
  if (kind === 'base' || specialty !== 'general') return ['responder'];
  return [...ROLES];
}
