/** Setup, on a scripted lab: sensible at once, checked as one types, and never in the way of Run without a word. */
import { beforeEach, describe, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import App from '../../src/ui/App.svelte';
import { GROUPS, SETTINGS } from '../../src/ui/setup/settings';
import { m } from '../../src/ui/messages/messages';
import { queryWords } from '../../src/ui/messages/query-words';
import { loaded } from './loaded';
import { type Script, scriptedLab, type ScriptedLab } from './scripted-lab';

loaded('setup', 'watch', 'library');

beforeEach(() => {
  localStorage.clear();
  location.hash = '#/setup';
});

async function open(script: Script = {}): Promise<ScriptedLab> {
  const lab = scriptedLab(script);
  await render(App, { lab });
  await expect.element(page.getByRole('heading', { name: 'Set up a run' })).toBeVisible();
  return lab;
}

const run = () => page.getByRole('button', { name: 'Run', exact: true }).click();
const openGroup = (name: string) => page.getByRole('group').getByText(name, { exact: true }).first().click();
const thirty = Array.from({ length: 30 }, (_, i) => `My own question ${String(i)}?`).join('\n');

test('every setting has its place on the screen, once', () => {
  const placed = GROUPS.flatMap((group) => SETTINGS[group].map(({ path }) => path));
  // The judge check has a section of its own.
  expect([...placed, 'judgeCheck'].sort()).toEqual(Object.keys(m.setup.settings.words).sort());
});

test('runs as it stands', async () => {
  const lab = await open();
  await run();
  await expect.poll(() => location.hash).toBe('#/run/new-run');
  expect(lab.started[0]?.setup.config.preset).toBe('standard');
  expect(lab.started[0]?.setup.materials.queries).toHaveLength(40);
});

describe('the palette', () => {
  const options = () =>
    [...document.querySelectorAll('[role=option] .words')].map(({ textContent }) => textContent.trim());
  const seek = async (sought?: string): Promise<void> => {
    await userEvent.keyboard('{Control>}k{/Control}');
    await expect.element(page.getByRole('combobox', { name: m.palette.title })).toHaveFocus();
    if (sought !== undefined) await userEvent.keyboard(sought);
  };

  test('runs what is set up on this screen, before anything else that can be run', async () => {
    const lab = await open();
    await page.getByRole('radio', { name: /Quick/ }).click({ force: true });
    await seek();
    await expect.poll(() => options()[0]).toBe(m.setup.run);
    await userEvent.keyboard('run');
    await expect.poll(options).toContain(m.palette.practice);
    expect(options()[0]).toBe(m.setup.run);
    await userEvent.keyboard('{Enter}');
    await expect.poll(() => location.hash).toBe('#/run/new-run');
    expect(lab.started.map(({ setup }) => setup.config.preset)).toEqual(['quick']);
  });

  test('finds it by “start” too, and no longer once Setup is left', async () => {
    await open();
    await seek('start');
    const runs: string[] = [m.setup.run, m.palette.practice];
    await expect
      .poll(() => options().filter((one) => runs.includes(one)))
      .toEqual([m.setup.run, m.palette.practice]);
    await userEvent.keyboard('{Escape}');
    location.hash = '#/library';
    await expect.element(page.getByRole('heading', { name: m.library.heading })).toBeVisible();
    await seek('run');
    await expect.poll(options).toContain(m.palette.practice);
    expect(options()).not.toContain(m.setup.run);
  });

  test('leads to what stands in the way of it, as the button does', async () => {
    const lab = await open();
    await page.getByLabelText('System prompt to start from').fill('');
    await seek('run{Enter}');
    await expect.element(page.getByLabelText('System prompt to start from')).toHaveFocus();
    expect(lab.started).toEqual([]);
  });
});

test('baselines are on in the standard preset, are switched off one by one, and can be read beforehand', async () => {
  const lab = await open();
  await page.getByRole('switch', { name: m.setup.baselines.name['no-prompt'] }).click();
  await page.getByText(m.setup.baselines.show(1)).click();
  await expect.element(page.getByText('You are a careful assistant.')).toBeVisible();
  await run();
  await expect.poll(() => lab.started.length).toBe(1);
  const { config, materials } = lab.started[0]!.setup;
  expect(config).toMatchObject({ preset: 'own', baselines: ['hand-written'] });
  expect(materials.baseline?.examples).toHaveLength(1);
});

describe('own queries', () => {
  test('pasted are counted, shown and used in order', async () => {
    const lab = await open();
    await page.getByText('My own', { exact: true }).click();
    await page.getByLabelText('Paste your queries').fill(thirty);
    await expect.element(page.getByText('30 queries read from text, one a line')).toBeVisible();
    await expect.element(page.getByText('My own question 3?', { exact: true })).toBeVisible();
    await run();
    await expect.poll(() => lab.started.length).toBe(1);
    const { queries, ownQueries } = lab.started[0]!.setup.materials;
    expect(ownQueries).toBe(true);
    expect(queries).toHaveLength(30);
    expect(queries[0]).toEqual({ id: 'own-0001', text: 'My own question 0?', category: 'own' });
  });

  test('say how many go to the search and how many are held out, as the numbers change', async () => {
    await open();
    await page.getByText('My own', { exact: true }).click();
    const forty = Array.from({ length: 40 }, (_, i) => `My own question ${String(i)}?`).join('\n');
    await page.getByLabelText('Paste your queries').fill(forty);
    const shares = page.getByTestId('query-shares');
    const words = m.setup.queries.shares;
    await expect.element(shares).toHaveTextContent(`10 ${words.verdict.own}`);
    await expect.element(shares).toHaveTextContent(`16 ${words.search}`);
    await openGroup('Search');
    await page.getByLabelText('Depth', { exact: true }).fill('3');
    await expect.element(shares).toHaveTextContent(`6 ${words.search}`);
    await expect.element(shares).toHaveTextContent(words.why(2));
    await page.getByLabelText('Paste your queries').fill(thirty.split('\n').slice(0, 12).join('\n'));
    await expect.element(shares).toHaveTextContent(`24 ${queryWords.builtInShare}`);
  });

  test('too few for the depth, validation and a verdict on them say so beside their shares and at Depth', async () => {
    await open();
    await page.getByText('My own', { exact: true }).click();
    const list = (n: number) => thirty.split('\n').slice(0, n).join('\n');
    await page.getByLabelText('Paste your queries').fill(list(6));
    await openGroup('Search');
    const depth = page.getByLabelText('Depth', { exact: true });
    await depth.fill('5');
    const lacks = page.getByRole('list', { name: queryWords.tooFewTitle });
    await expect.element(lacks).toHaveTextContent('6 queries are enough for only 3 of the 5 levels');
    await expect
      .element(lacks)
      .toHaveTextContent('none is left for validation: the winner is then chosen by its path score');
    await expect
      .element(lacks)
      .toHaveTextContent('on built-in queries, not on yours: 6 are too few to set some aside. From 24 of');
    await expect
      .element(page.getByTestId('query-shares'))
      .toHaveTextContent(`0 ${m.setup.queries.shares.validation}`);
    await expect
      .element(depth)
      .toHaveAccessibleDescription(/enough for only 3 of the 5 levels.*No query is left for validation/);
    const said = page.elementLocator(document.getElementById('search.depth-lacks')!);
    await expect.element(said).toBeVisible();
    await depth.fill('2');
    await expect.element(lacks).not.toHaveTextContent('levels');
    await expect.element(lacks).not.toHaveTextContent('validation');
    expect(document.getElementById('search.depth-lacks')).toBeNull();
    await page.getByLabelText('Paste your queries').fill(list(30));
    await expect.element(lacks).not.toBeInTheDocument();
  });

  test('that are built in and enough have nothing said against them', async () => {
    await open();
    await expect.element(page.getByTestId('query-shares')).toBeVisible();
    expect(page.getByRole('list', { name: queryWords.tooFewTitle }).query()).toBeNull();
    expect(document.querySelector('[id$="-lacks"]')).toBeNull();
  });

  test('say that their shares wait, while a setting cannot be used', async () => {
    await open();
    const shares = page.getByTestId('query-shares');
    await expect.element(shares).toBeVisible();
    await openGroup('Search');
    await page.getByLabelText('Depth', { exact: true }).fill('-1');
    await expect.element(page.getByText(m.setup.queries.shares.later)).toBeVisible();
    await expect.element(shares).not.toBeInTheDocument();
  });

  test('of one’s own are asked for before the first touch, and wrong only after it', async () => {
    await open();
    await page.getByText('My own', { exact: true }).click();
    const field = page.getByLabelText('Paste your queries');
    const missing = page.getByText('There is no query to search on').first();
    const bar = page.getByRole('region', { name: m.setup.cost.title });
    await expect.element(page.getByText('The search needs at least 4 queries')).toBeVisible();
    await expect.element(bar).toHaveTextContent(m.setup.cost.noneYet);
    await expect.element(field).toHaveAttribute('aria-invalid', 'false');
    expect(missing.query()).toBeNull();
    expect(page.getByText(/to fix first/).query()).toBeNull();
    await field.fill('One?');
    await field.fill('');
    await expect.element(missing).toBeVisible();
    await expect.element(field).toHaveAttribute('aria-invalid', 'true');
  });

  test('that are missing stop the run with words, and take the focus', async () => {
    const lab = await open();
    await page.getByText('My own', { exact: true }).click();
    await run();
    expect(lab.started).toEqual([]);
    await expect.element(page.getByText('There is no query to search on').first()).toBeVisible();
    await expect.element(page.getByLabelText('Paste your queries')).toHaveFocus();
    await expect.element(page.getByText('1 thing to fix first')).toBeVisible();
  });

  test('with a table are read from the column the person chooses', async () => {
    await open();
    await page.getByText('My own', { exact: true }).click();
    await page
      .getByLabelText('Paste your queries')
      .fill('question\tprompt\nWhat?\tHow are you?\nWhy?\tWhere is it?\nWho?\t');
    await page.getByLabelText('Column with the queries').selectOptions('prompt');
    await expect.element(page.getByText('Row 4: no text.')).toBeVisible();
    await expect.element(page.getByText('How are you?', { exact: true })).toBeVisible();
  });

  test('pasted by the megabyte never enter the text field', async () => {
    await open();
    await page.getByText('My own', { exact: true }).click();
    const field = page.getByLabelText('Paste your queries').element();
    const data = new DataTransfer();
    data.setData(
      'text/plain',
      Array.from({ length: 60_000 }, (_, i) => `A question, number ${String(i)} of them?`).join('\n'),
    );
    field.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
    );
    await expect.element(page.getByText('Pasted text')).toBeVisible();
    await expect.element(page.getByText('The first 2,000 queries were taken')).toBeVisible();
  });
});

describe('settings', () => {
  test('changed make the preset one’s own, and changed back the preset again', async () => {
    await open();
    await openGroup('Search');
    const width = page.getByLabelText('Beam width', { exact: true });
    await width.fill('3');
    await expect.element(page.getByText('Your own settings.')).toBeVisible();
    await width.fill('2');
    await expect.element(page.getByRole('radio', { name: 'Standard' })).toBeChecked();
  });

  test('take the paper’s value at one click', async () => {
    const lab = await open();
    await openGroup('Search');
    await page.getByRole('button', { name: 'Paper: 20. Use it for Depth' }).click();
    await expect.element(page.getByLabelText('Depth', { exact: true })).toHaveValue('20');
    await run();
    await expect.poll(() => lab.started[0]?.setup.config.search.depth).toBe(20);
  });

  test('that cannot be read are named beside the field, and Run leads there even when the group is closed', async () => {
    const lab = await open();
    await openGroup('Search');
    const depth = page.getByLabelText('Depth', { exact: true });
    await depth.fill('many');
    await expect.element(page.getByText('“many” is not a number.', { exact: true })).toBeVisible();
    await openGroup('Search');
    await expect.element(depth).not.toBeVisible();
    await run();
    await expect.element(depth).toHaveFocus();
    await expect.element(depth).toHaveAttribute('aria-invalid', 'true');
    expect(lab.started).toEqual([]);
  });

  test('keep what was typed in sight, look wrong, and say why under the field', async () => {
    await open();
    await openGroup('Search');
    const depth = page.getByRole('spinbutton', { name: 'Depth', exact: true });
    await depth.fill('12a');
    // Left before anything was checked.
    await userEvent.keyboard('{Tab}');
    await expect.element(depth).toHaveAttribute('aria-invalid', 'true');
    await expect.element(depth).toHaveValue('12a');
    const [problems = '', why = ''] = depth.element().getAttribute('aria-describedby')?.split(' ') ?? [];
    expect(document.getElementById(problems)?.textContent).toContain('“12a” is not a number.');
    expect(document.getElementById(why)?.textContent).toBe(m.setup.settings.words['search.depth'].why);
    const box = (id: string) => document.getElementById(id)!.getBoundingClientRect();
    expect(box(problems).top).toBeGreaterThanOrEqual(depth.element().getBoundingClientRect().bottom);
    const asTheme = document.createElement('i');
    asTheme.style.color = 'var(--bad)';
    document.body.append(asTheme);
    expect(getComputedStyle(depth.element()).borderColor).toBe(getComputedStyle(asTheme).color);
    asTheme.remove();
    // The paper's value, and a preset, take its place.
    await page.getByRole('button', { name: 'Paper: 20. Use it for Depth' }).click();
    await expect.element(depth).toHaveValue('20');
    await expect.element(depth).toHaveAttribute('aria-invalid', 'false');
    await depth.fill('');
    await expect.element(page.getByText('A number is missing here.', { exact: true })).toBeVisible();
    await depth.fill('2,5');
    await expect.element(page.getByText('This should be a whole number, and is 2.5.').first()).toBeVisible();
    await page.getByRole('radio', { name: 'Quick' }).click();
    await expect.element(depth).toHaveValue('4');
  });

  test('are stepped by arrow keys, and each step is told', async () => {
    await open();
    await openGroup('Search');
    const width = page.getByLabelText('Beam width', { exact: true });
    await width.click();
    await userEvent.keyboard('{ArrowUp}');
    await expect.element(width).toHaveValue('3');
    await expect.element(width).toHaveAttribute('aria-valuenow', '3');
    await expect.element(width).toHaveAttribute('aria-valuetext', '3 candidates');
    await userEvent.keyboard('{ArrowDown}{ArrowDown}{ArrowDown}{ArrowDown}');
    await expect.element(width).toHaveValue('1');
  });
});

describe('the start prompt', () => {
  test('emptied is named in the bar, which leads to it', async () => {
    const lab = await open();
    const field = page.getByLabelText('System prompt to start from');
    await field.fill('  ');
    const bar = page.getByRole('region', { name: 'What this run will cost' });
    const fix = bar.getByRole('button', { name: 'The start prompt is empty.' });
    await expect.element(fix).toBeVisible();
    await expect.element(field).toHaveAttribute('aria-invalid', 'true');
    await fix.click();
    await expect.element(field).toHaveFocus();
    await run();
    expect(lab.started).toEqual([]);
    await page.getByRole('button', { name: 'Bare', exact: true }).click();
    await expect.element(fix).not.toBeInTheDocument();
    await run();
    await expect.poll(() => lab.started.length).toBe(1);
  });

  test('too long for the context is a problem before the run', async () => {
    const lab = await open();
    await page.getByLabelText('System prompt to start from').fill('Be kind. '.repeat(1800));
    await expect.element(page.getByText('the context holds').first()).toBeVisible();
    await run();
    await expect.element(page.getByLabelText('System prompt to start from')).toHaveFocus();
    expect(lab.started).toEqual([]);
  });

  test('takes in the protected rules it lacks, and says so', async () => {
    const lab = await open();
    await page.getByLabelText('Protected rules').fill('Never guess a dose.');
    await expect.element(page.getByText('1 rule is not in the prompt yet')).toBeVisible();
    await run();
    await expect.poll(() => lab.started.length).toBe(1);
    const { startPrompt, protectedRules } = lab.started[0]!.setup.config;
    expect(startPrompt).toBe('You are an assistant.\n\n- Never guess a dose.');
    expect(protectedRules).toEqual(['Never guess a dose.']);
  });
});

test('problems of a field are named in the bar by the field’s name', async () => {
  await open();
  await openGroup('Search');
  await page.getByLabelText('Beam width', { exact: true }).fill('two');
  const bar = page.getByRole('region', { name: 'What this run will cost' });
  await expect.element(bar).toHaveTextContent('“Beam width”: “two” is not a number. 1 thing to fix first');
});

test('settings that left a preset are named, with the preset they are nearest to', async () => {
  await open();
  await openGroup('Search');
  const depth = page.getByLabelText('Depth', { exact: true });
  await depth.fill('3');
  await expect.element(page.getByText('Standard, but “Depth” is 3.')).toBeVisible();
  await page.getByLabelText('Beam width', { exact: true }).fill('5');
  await page.getByLabelText('Queries per candidate', { exact: true }).fill('3');
  await page.getByLabelText('Extra depth at most', { exact: true }).fill('1');
  await expect
    .element(
      page.getByText(
        'Standard, but “Beam width” is 5, “Depth” is 3, “Extra depth at most” is 1, and 1 more.',
      ),
    )
    .toBeVisible();
  await page.getByRole('radio', { name: 'Quick' }).click();
  await expect.element(page.getByText(/, but “/)).not.toBeInTheDocument();
});

test('what DRPO and “the paper” are is said once, with a way to it that leaves this page open', async () => {
  await open();
  const link = page.getByRole('link', { name: m.setup.method.link });
  await expect.element(link).toHaveAttribute('href', 'https://arxiv.org/abs/2411.08733');
  await expect.element(link).toHaveAttribute('target', '_blank');
  expect(link.element().getAttribute('rel')).toContain('noopener');
  await expect.element(page.getByText('Dynamic Rewarding with Prompt Optimization')).toBeVisible();
});

test('no figure is a stop for Tab: what they mean is in sight, or in the details of the cost', async () => {
  await open();
  await expect.element(page.getByRole('region', { name: 'What this run will cost' })).toBeVisible();
  expect(document.querySelectorAll('main [role=note][tabindex]')).toHaveLength(0);
  await page.getByRole('button', { name: m.setup.cost.details }).click();
  for (const meaning of [m.setup.cost.callsMeaning, m.setup.cost.tokensMeaning, m.setup.cost.timeMeaning])
    await expect.element(page.getByRole('definition').filter({ hasText: meaning })).toBeVisible();
});

test('the details of the cost leave the form and Run in sight, on a low screen too', async () => {
  await page.viewport(390, 600);
  await open();
  await page.getByRole('button', { name: m.setup.cost.details }).click();
  const bar = page.getByRole('region', { name: m.setup.cost.title });
  await expect.element(page.getByRole('table', { name: m.setup.cost.title })).toBeVisible();
  const { height, bottom } = bar.element().getBoundingClientRect();
  expect(height).toBeLessThan(0.65 * innerHeight);
  expect(bottom).toBeLessThanOrEqual(innerHeight + 1);
  await page.viewport(1280, 800);
});

test('the cost is in sight and follows the settings', async () => {
  await open();
  const bar = page.getByRole('region', { name: 'What this run will cost' });
  await expect.element(bar).toHaveTextContent(/[\d,]+ calls/);
  const before = bar.element().textContent;
  await page.getByRole('radio', { name: 'Quick' }).click();
  await expect.poll(() => bar.element().textContent).not.toBe(before);
});

test('a fault at the start is told, and the draft stays', async () => {
  await open({ refuses: { tag: 'storage-full', facts: {} } });
  await page.getByLabelText('System prompt to start from').fill('Be brief.');
  await run();
  await expect.element(page.getByRole('alert')).toHaveTextContent('no room left');
  await expect.element(page.getByLabelText('System prompt to start from')).toHaveValue('Be brief.');
});

test('the draft is there again after a walk to Start', async () => {
  await open();
  await page.getByLabelText('System prompt to start from').fill('Be brief.');
  await page.getByRole('radio', { name: 'Quick' }).click();
  await expect.poll(() => localStorage.getItem('drpo-lab:setup')).toContain('"preset":"quick"');
  location.hash = '#/';
  await expect.element(page.getByRole('button', { name: 'Run with the practice model' })).toBeVisible();
  location.hash = '#/setup';
  await expect.element(page.getByLabelText('System prompt to start from')).toHaveValue('Be brief.');
  await expect.element(page.getByRole('radio', { name: 'Quick' })).toBeChecked();
});

test('the whole way to Run works by keyboard', async () => {
  const lab = await open();
  page.getByRole('radio', { name: 'Full speed' }).element().focus();
  await userEvent.keyboard('{ArrowRight}');
  await expect.element(page.getByRole('radio', { name: 'Watchable' })).toBeChecked();
  page.getByLabelText('Search the queries').element().focus();
  await userEvent.keyboard('{Enter}');
  await expect.poll(() => lab.started.length).toBe(1);
  expect(lab.started[0]?.pace).toBe(400);
});
