/** Walking the app by the Tab key alone, as somebody does who has no mouse. */
import type { Page } from '@playwright/test';

/** Presses Tab (or Shift+Tab) until what is focused has this name. */
export async function tabTo(page: Page, name: string, key = 'Tab'): Promise<void> {
  await tabUntil(page, `"${name}"`, (focused) => focused.name === name, key);
}

export async function tabToRole(page: Page, role: string, key = 'Tab'): Promise<void> {
  await tabUntil(page, `a ${role}`, (focused) => focused.role === role, key);
}

interface Focused {
  name: string;
  role: string | null;
}

export async function focused(page: Page): Promise<Focused> {
  return page.evaluate(() => {
    const at = document.activeElement;
    return {
      name: at?.getAttribute('aria-label') ?? at?.textContent.trim() ?? '',
      role: at?.getAttribute('role') ?? null,
    };
  });
}

async function tabUntil(
  page: Page,
  what: string,
  there: (focused: Focused) => boolean,
  key: string,
): Promise<void> {
  for (let i = 0; i < 80; i++) {
    if (there(await focused(page))) return;
    await page.keyboard.press(key);
  }
  throw new Error(`${what} is not reached by ${key}`);
}
