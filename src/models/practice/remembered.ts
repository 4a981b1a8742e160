/**
 * A pure function of texts that remembers its latest answers: a run asks about the same query, rule and reply many times.
 * It changes nothing but the time taken. Answers are shared, so callers must not change them.
 */
export function remembered<T>(compute: (text: string) => T, most: number): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const fresh = compute(text);
    if (known.size >= most) known.clear();
    known.set(text, fresh);
    return fresh;
  };
}
