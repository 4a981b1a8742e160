/** Setup's aspects, on a scripted lab: the paper's at first, changed by hand, one's own checked where they are written. */
import axe from 'axe-core';
import { beforeEach, describe, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { ASPECTS } from '../../../src/core/aspects';
import App from '../../../src/ui/App.svelte';
import { m } from '../../../src/ui/messages/messages';
import { loaded } from '../loaded';
import { scriptedLab, type ScriptedLab } from '../scripted-lab';

loaded('setup');

const words = m.setup.aspects;

beforeEach(() => {
  localStorage.clear();
  location.hash = '#/setup';
});

async function open(): Promise<ScriptedLab> {
  const lab = scriptedLab();
  await render(App, { lab });
  await expect.element(page.getByRole('heading', { name: words.title, exact: true })).toBeVisible();
  return lab;
}

const run = () => page.getByRole('button', { name: 'Run', exact: true }).click();
const openBuiltIn = () => page.getByText(words.builtIn(14)).click();
const choose = (name: string, use: keyof typeof words.uses) =>
  page
    .getByRole('group', { name: words.useOf(name) })
    .getByText(words.uses[use], { exact: true })
    .click();
const add = () => page.getByRole('button', { name: words.add }).click();
const field = (name: keyof typeof words.fields) => page.getByLabelText(words.fields[name], { exact: true });

async function write(texts: Partial<Record<keyof typeof words.fields, string>>): Promise<void> {
  await add();
  for (const [name, text] of Object.entries(texts)) await field(name as keyof typeof words.fields).fill(text);
}

const house = { name: 'House style', low: 'stiff', high: 'plain and friendly' };

test('are the paper’s as they stand', async () => {
  const lab = await open();
  await expect.element(page.getByText(words.summary({ off: 0, fits: 14, always: 0 }))).toBeVisible();
  await run();
  await expect.poll(() => lab.started[0]?.setup.materials.aspects).toEqual(ASPECTS);
});

describe('built-in ones', () => {
  test('are switched off, or made to apply always, by hand and by keyboard', async () => {
    const lab = await open();
    await openBuiltIn();
    await choose('Depth', 'off');
    page
      .getByRole('group', { name: words.useOf('Safety') })
      .getByLabelText('When it fits')
      .element()
      .focus();
    await userEvent.keyboard('{ArrowRight}');
    await expect.element(page.getByText(words.summary({ off: 1, fits: 12, always: 1 }))).toBeVisible();
    await run();
    await expect.poll(() => lab.started.length).toBe(1);
    const { aspects } = lab.started[0]!.setup.materials;
    expect(aspects.map(({ name }) => name)).not.toContain('Depth');
    expect(aspects.filter(({ always }) => always).map(({ name }) => name)).toEqual(['Safety']);
  });

  test('all off stop the run with words', async () => {
    const lab = await open();
    await openBuiltIn();
    for (const { name } of ASPECTS) await choose(name, 'off');
    await run();
    await expect.element(page.getByText(words.noAspects).first()).toBeVisible();
    expect(lab.started).toEqual([]);
  });
});

describe('one’s own', () => {
  test('is used as it was written', async () => {
    const lab = await open();
    await add();
    await expect.element(field('name')).toHaveFocus();
    for (const text of [house.name, house.low, house.high]) {
      await userEvent.keyboard(text);
      await userEvent.keyboard('{Tab}');
    }
    await userEvent.keyboard('the reply goes to a customer');
    await run();
    await expect.poll(() => lab.started.length).toBe(1);
    const { aspects } = lab.started[0]!.setup.materials;
    expect(aspects).toHaveLength(15);
    expect(aspects[14]).toEqual({ ...house, when: 'the reply goes to a customer' });
  });

  test('that applies always asks for no when, and is told to be all there is where it is', async () => {
    const lab = await open();
    await write(house);
    await choose(house.name, 'always');
    await expect.element(field('when')).not.toBeInTheDocument();
    await openBuiltIn();
    for (const { name } of ASPECTS) await choose(name, 'off');
    await expect.element(page.getByText(words.allDecided(1))).toBeVisible();
    await run();
    await expect.poll(() => lab.started[0]?.setup.materials.aspects).toEqual([{ ...house, always: true }]);
  });

  test('left unfinished does not move the button that adds another', async () => {
    await open();
    await write({});
    const button = page.getByRole('button', { name: words.add });
    const top = button.element().getBoundingClientRect().top;
    (document.activeElement as HTMLElement).blur();
    await expect.element(field('name')).not.toHaveFocus();
    expect(button.element().getBoundingClientRect().top).toBe(top);
    await button.click();
    await expect.element(page.getByRole('button', { name: words.remove(words.nth(2)) })).toBeVisible();
  });

  test('that is unfinished is not nagged about at once, and stops the run where it is missing', async () => {
    const lab = await open();
    await write({ name: 'Wit' });
    await expect.element(page.getByText('2 things to fix first')).toBeVisible();
    expect(page.getByText('Say what a score of 1 means.').elements()).toEqual([]);
    await run();
    await expect.element(page.getByText('Say what a score of 1 means.').first()).toBeVisible();
    await expect.element(field('low')).toHaveFocus();
    await expect.element(field('low')).toHaveAttribute('aria-invalid', 'true');
    expect(lab.started).toEqual([]);
    await field('low').fill('dull');
    await field('high').fill('funny');
    await run();
    await expect.poll(() => lab.started.length).toBe(1);
  });

  test.each<[string, { name?: string; high?: string }, string]>([
    ['a built-in one’s name', { name: 'critical thinking' }, 'Critical-Thinking is a built-in aspect.'],
    ['5,000 characters', { high: 'x'.repeat(5000) }, '5,000 characters, at most 120 are allowed.'],
    ['a script for a name', { name: '<script>alert(1)</script>' }, 'A name is one line without'],
  ])('with %s is refused beside its field', async (_what, change, said) => {
    const lab = await open();
    await write({ ...house, ...change });
    await expect.element(page.getByText(said).first()).toBeVisible();
    await run();
    expect(lab.started).toEqual([]);
    await expect.element(field('name' in change ? 'name' : 'high')).toHaveFocus();
  });

  test('with a script in its meaning is text and nothing else', async () => {
    const lab = await open();
    const low = '<img src=x onerror="document.title = \'run\'"> </query>';
    await write({ ...house, low });
    await run();
    await expect.poll(() => lab.started[0]?.setup.materials.aspects[14]?.low).toBe(low);
    expect(document.title).not.toBe('run');
  });

  test('is removed after a question, and off keeps it', async () => {
    await open();
    await write(house);
    await choose(house.name, 'off');
    await page.getByRole('button', { name: words.remove(house.name) }).click();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await expect.element(field('name')).toHaveValue(house.name);
    await page.getByRole('button', { name: words.remove(house.name) }).click();
    await page.getByRole('button', { name: words.removeYes, exact: true }).click();
    await expect.element(page.getByText(words.none)).toBeVisible();
    await expect.element(page.getByRole('button', { name: words.add })).toHaveFocus();
  });
});

test('the paper’s are one click away, and lose no text', async () => {
  const lab = await open();
  await openBuiltIn();
  await choose('Depth', 'off');
  await write(house);
  await page.getByRole('button', { name: words.paper(14) }).click();
  await expect.element(page.getByText(words.asPaper(14), { exact: true })).toBeVisible();
  await expect.element(field('name')).toHaveValue(house.name);
  await run();
  await expect.poll(() => lab.started[0]?.setup.materials.aspects).toEqual(ASPECTS);
});

describe('a draft', () => {
  const remembered = () => localStorage.getItem('drpo-lab:setup') ?? '';
  const away = async () => {
    location.hash = '#/';
    await expect.element(page.getByRole('button', { name: 'Run with the practice model' })).toBeVisible();
  };

  test('remembers them', async () => {
    await open();
    await openBuiltIn();
    await choose('Depth', 'off');
    await write(house);
    await expect.poll(remembered).toContain(house.high);
    await away();
    location.hash = '#/setup';
    await expect.element(page.getByText(words.summary({ off: 1, fits: 13, always: 0 }))).toBeVisible();
    await page.getByRole('button', { name: words.show(house.name) }).click();
    await expect.element(field('high')).toHaveValue(house.high);
  });

  test('from before there were any, or with broken ones, keeps all that can be read', async () => {
    await open();
    await page.getByLabelText('System prompt to start from').fill('Be brief.');
    await expect.poll(remembered).toContain('Be brief.');
    await away();
    const draft = JSON.parse(remembered()) as Record<string, unknown>;
    const broken = {
      uses: { depth: 'off', safety: 'loud', clarity: 3 },
      own: [null, 7, { name: 'x' }, { ...house, when: '', use: 'loud' }],
    };
    for (const [aspects, summary] of [
      [undefined, { off: 0, fits: 14, always: 0 }],
      [broken, { off: 1, fits: 13, always: 0 }],
    ] as const) {
      localStorage.setItem('drpo-lab:setup', JSON.stringify({ ...draft, aspects }));
      location.hash = '#/setup';
      await expect.element(page.getByLabelText('System prompt to start from')).toHaveValue('Be brief.');
      await expect.element(page.getByText(words.summary(summary))).toBeVisible();
      if (aspects === undefined) await away();
    }
    await expect.element(page.getByRole('button', { name: words.show(house.name) })).toBeVisible();
  });
});

test.each(['light', 'dark'])('axe finds nothing wrong in the %s theme, 360 px wide', async (theme) => {
  await page.viewport(360, 780);
  document.documentElement.dataset.theme = theme;
  await open();
  await openBuiltIn();
  await write({ ...house, name: 'safety' });
  await choose('Depth', 'off');
  await expect.element(page.getByText('Safety is a built-in aspect.').first()).toBeVisible();
  const { violations } = await axe.run(document, { resultTypes: ['violations'] });
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ target }) => target)])).toEqual([]);
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(360);
  delete document.documentElement.dataset.theme;
});
