/**
 * One text for one value: JSON with sorted keys, so that what went through storage or an archive compares equal.
 * As in JSON, a property that is undefined is as good as absent. For plain data only.
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value === 'object' && value !== null) return canonicalObject(value as Record<string, unknown>);
  return value === undefined ? 'null' : JSON.stringify(value);
}

function canonicalObject(object: Record<string, unknown>): string {
  const properties: string[] = [];
  for (const key of Object.keys(object).sort()) {
    if (object[key] !== undefined) properties.push(`${JSON.stringify(key)}:${canonicalJson(object[key])}`);
  }
  return `{${properties.join(',')}}`;
}
