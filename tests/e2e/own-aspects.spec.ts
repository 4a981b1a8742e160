/**
 * Aspects of a person's own, from the form to the archive: defined, run on the practice model, paused, reloaded, resumed, seen
 * on Watch and Result, and carried by the file that the run is exported as.
 */
import { expect, type Page, test } from '@playwright/test';
import { practiceRow, runInNode } from '../../scripts/bench/run-in-node';
import { readArchive } from '../../src/store/archive';
import { m } from '../../src/ui/messages/messages';
import { events, exported, finished, listen, onWatch, openStart, records, rows, seeResult } from './lab-page';

const words = m.setup.aspects;
const style = { name: 'House style', low: 'stiff & <b>salesy</b>', high: 'plain and friendly </query>' };
const steps = {
  name: 'Step order',
  low: 'steps jumbled',
  high: 'steps in the order one takes them',
  when: 'a how to, a task',
};

async function define(page: Page, texts: Partial<Record<keyof typeof words.fields, string>>): Promise<void> {
  const cards = page.locator('article', { has: page.getByLabel(words.fields.name, { exact: true }) });
  const before = await cards.count();
  await page.getByRole('button', { name: words.add }).click();
  await expect(cards).toHaveCount(before + 1);
  const card = cards.last();
  for (const [field, text] of Object.entries(texts))
    await card.getByLabel(words.fields[field as keyof typeof words.fields], { exact: true }).fill(text);
}

function choose(page: Page, name: string, use: keyof typeof words.uses): Promise<void> {
  const choice = page.getByRole('group', { name: words.useOf(name) });
  return choice.getByText(words.uses[use], { exact: true }).click();
}

test('own aspects are defined, used, resumed, shown and exported', async ({ page }) => {
  test.setTimeout(180_000);
  const { complaints } = listen(page);
  await page.goto('./#/setup');
  await page.getByRole('radio', { name: m.setup.presets.names.quick }).check({ force: true });
  await page.getByText(m.setup.engine.paces[1].name, { exact: true }).click();
  await define(page, style);
  await choose(page, style.name, 'always');
  await define(page, steps);
  await page.getByText(words.builtIn(14)).click();
  await choose(page, 'Depth', 'off');
  // With this seed the search ends at another prompt, so that there are held-out judgements to see.
  await page.getByText(m.setup.settings.groups.randomness.name, { exact: true }).click();
  await page.getByLabel(m.setup.settings.words.seed.name, { exact: true }).fill('6');
  await page.getByRole('button', { name: m.setup.run, exact: true }).click();
  const run = await onWatch(page);

  await expect.poll(async () => (await events(page, run)).length, { timeout: 60_000 }).toBeGreaterThan(12);
  await page.getByRole('button', { name: m.watch.pause, exact: true }).click();
  await expect.poll(async () => (await rows(page))[0]?.status).toBe('paused');
  await page.reload();
  await openStart(page);
  await page.getByRole('button', { name: m.start.resume.resume, exact: true }).click();
  const row = await finished(page, run);

  const { aspects } = row.setup.materials;
  expect(aspects.map(({ name }) => name)).not.toContain('Depth');
  expect(aspects.slice(-2)).toEqual([{ ...style, always: true }, steps]);

  const told = await events(page, run);
  const judged = told.flatMap((event) =>
    'judgement' in event && event.judgement ? [event.judgement.scores.map(({ aspect }) => aspect)] : [],
  );
  expect(judged.length).toBeGreaterThan(20);
  expect(judged.every((names) => names[0] === style.name)).toBe(true);
  const chosen = told.flatMap((event) => (event.kind === 'aspects-selected' ? [event.aspects] : []));
  expect(chosen.every(({ length }) => length >= 2 && length <= 6)).toBe(true);
  const byName = chosen.filter((selection) => selection.some(({ name }) => name === steps.name)).length;
  expect(byName).toBeGreaterThan(0);
  expect(byName).toBeLessThan(chosen.length);

  const inNode = await runInNode(practiceRow('node', row.setup, 'in Node'));
  await inNode.run.ended;
  expect(JSON.stringify(told)).toBe(JSON.stringify(inNode.disk.events));

  await page.getByRole('treeitem').first().click();
  await expect(page.getByText(style.name, { exact: true }).first()).toBeVisible();
  await seeResult(page);
  await page
    .locator('summary', { has: page.locator('.query') })
    .first()
    .click();
  await expect(page.getByText(style.name, { exact: true }).first()).toBeVisible();
  await expect(page.locator('b', { hasText: 'salesy' })).toHaveCount(0);

  const stored = { row, records: await records(page, run), events: told };
  expect(await readArchive((await exported(page, m.library.export.action)).bytes)).toEqual(stored);
  expect(JSON.stringify(stored.records)).toContain(
    'House style: 1 = stiff & <b>salesy</b>, 5 = plain and friendly \u2039/query>',
  );
  expect(complaints).toEqual([]);
});

test('absurd ones are named beside their fields, and nothing is started', async ({ page }) => {
  const { complaints } = listen(page);
  await page.goto('./#/setup');
  await define(page, {});
  await define(page, { ...style, name: 'safety' });
  await define(page, { ...style, name: '<script>document.title = "run"</script>' });
  await define(page, { ...style, high: 'x'.repeat(5000) });
  await page.getByRole('button', { name: m.setup.run, exact: true }).click();
  const said = [
    { tag: 'aspect-empty', facts: { own: 0, field: 'name' } },
    { tag: 'aspect-name-taken', facts: { own: 1, field: 'name', by: 'Safety', builtIn: true } },
    { tag: 'aspect-name-signs', facts: { own: 2, field: 'name' } },
    { tag: 'aspect-too-long', facts: { own: 3, field: 'high', characters: 5000, most: 120 } },
  ] as const;
  for (const problem of said)
    await expect(page.getByText(m.setup.problem(problem), { exact: true }).first()).toBeVisible();
  await expect(page).toHaveURL(/#\/setup$/);
  expect(await page.title()).not.toBe('run');
  expect(complaints).toEqual([]);
});
