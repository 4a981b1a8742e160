/** How much memory a model may take, as the person chose it on this device; null before they have. Kept in localStorage. */
import { MEMORY_BUDGETS, type MemoryBudget } from '../../models/device';

const KEY = 'drpo-lab:model-memory-gb';

export function rememberedBudget(): MemoryBudget | null {
  try {
    const found = Number(localStorage.getItem(KEY));
    return MEMORY_BUDGETS.find((budget) => budget === found) ?? null;
  } catch {
    return null;
  }
}

export function rememberBudget(budget: MemoryBudget): void {
  try {
    localStorage.setItem(KEY, String(budget));
  } catch {
    // Storage is refused: the choice lives as long as the page.
  }
}
