/** Tokens by role at the fair comparison with the authors' code, as a Markdown table. */
import { compareTokens, REFERENCE } from './fair-comparison.ts';

export async function benchTokens(): Promise<string[]> {
  const ours = await compareTokens();
  const rows = Object.entries(ours.byRole).map(
    ([role, { calls, prefilled, decoded }]) =>
      `| ${role} | ${String(calls)} | ${whole(prefilled)} | ${whole(decoded)} |`,
  );
  return [
    `## Tokens, fair comparison (${String(ours.states)} states)`,
    '',
    '| role | calls | prefilled | decoded |',
    '| --- | --- | --- | --- |',
    ...rows,
    '',
    '| against the authors’ code | ours | theirs | ratio | bar |',
    '| --- | --- | --- | --- | --- |',
    ratioRow('decoded, all roles', ours.decoded, REFERENCE.decoded, '<= 0.4'),
    ratioRow(
      'prefilled outside the responder',
      ours.prefilledByOthers,
      REFERENCE.prefilledByOthers,
      '<= 0.30',
    ),
    ratioRow(
      'the same, n samples charged once',
      ours.prefilledByOthers,
      REFERENCE.prefilledByOthersOnceCharged,
      'reported',
    ),
    ratioRow(
      'prefilled by the responder',
      ours.prefilledByResponder,
      REFERENCE.prefilledByResponder,
      '<= 1.0',
    ),
  ];
}

function ratioRow(what: string, ours: number, theirs: number, bar: string): string {
  return `| ${what} | ${whole(ours)} | ${whole(theirs)} | ${(ours / theirs).toFixed(3)} | ${bar} |`;
}

function whole(n: number): string {
  return Math.round(n).toLocaleString('en');
}
