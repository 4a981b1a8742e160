/**
 * An id that nothing else has: 64 random bits as hex. Works in insecure contexts too, where crypto.randomUUID is missing.
 */
export function freshId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
}
