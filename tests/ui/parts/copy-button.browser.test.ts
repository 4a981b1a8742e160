import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { m } from '../../../src/ui/messages/messages';
import CopyButton from '../../../src/ui/parts/CopyButton.svelte';

test.each(['Copy', 'Copy link', 'Copy all as JSON'])(
  '%s says that it copied, and keeps its width',
  async (label) => {
    await render(CopyButton, { text: 'x', label });
    const button = page.getByRole('button', { name: label, exact: true });
    await expect.element(button).toBeVisible();
    const { width } = button.element().getBoundingClientRect();
    await button.click();
    const copied = page.getByRole('button', { name: m.shell.copied, exact: true });
    await expect.element(copied).toBeVisible();
    expect(copied.element().getBoundingClientRect().width).toBe(width);
  },
);
