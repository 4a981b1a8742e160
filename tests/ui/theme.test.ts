/** What docs/DESIGN-LANGUAGE.md promises of colours, measured on the tokens themselves, by day and by night. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const css = readFileSync(new URL('../../src/ui/theme.css', import.meta.url), 'utf8');
type Rgb = [number, number, number];
type Theme = 'day' | 'night';

function colour(token: string, theme: Theme): Rgb {
  const found = new RegExp(`--${token}: light-dark\\(#([0-9a-f]{6}), #([0-9a-f]{6})\\)`).exec(css);
  const hex = found?.[theme === 'day' ? 1 : 2];
  if (hex === undefined) throw new Error(`no token --${token} with a day and a night`);
  return [0, 2, 4].map((at) => parseInt(hex.slice(at, at + 2), 16) / 255) as Rgb;
}

const linear = (rgb: Rgb): Rgb =>
  rgb.map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)) as Rgb;

/** Relative luminance, WCAG 2.2. */
function luminance(rgb: Rgb): number {
  const [r, g, b] = linear(rgb);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: Rgb, b: Rgb): number {
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

const surfaces = ['surface-0', 'surface-1', 'surface-2', 'surface-3'];

describe.each(['day', 'night'] as const)('by %s', (theme) => {
  test.each(['ink-1', 'ink-2', 'ink-3', 'accent'])('%s can be read on every surface', (ink) => {
    for (const surface of surfaces) {
      expect(contrast(colour(ink, theme), colour(surface, theme)), surface).toBeGreaterThanOrEqual(4.5);
    }
  });

  test.each(['good', 'bad', 'warn'])('%s can be read on its soft ground and on a card', (tone) => {
    for (const ground of [`${tone}-soft`, 'surface-1']) {
      expect(contrast(colour(tone, theme), colour(ground, theme)), ground).toBeGreaterThanOrEqual(4.5);
    }
  });

  test('what is pressed can be read, and the focus ring be seen', () => {
    expect(contrast(colour('accent-ink', theme), colour('accent', theme))).toBeGreaterThanOrEqual(4.5);
    expect(contrast(colour('ink-1', theme), colour('accent-soft', theme))).toBeGreaterThanOrEqual(4.5);
    for (const surface of surfaces) {
      expect(contrast(colour('focus', theme), colour(surface, theme)), surface).toBeGreaterThanOrEqual(3);
    }
  });

  test('reward goes steadily away from the page, so that it reads in grey', () => {
    const page = colour('surface-1', theme);
    const away = [1, 2, 3, 4, 5].map((score) => contrast(colour(`score-${String(score)}`, theme), page));
    for (const [i, value] of away.entries()) {
      if (i > 0) expect(value / (away[i - 1] ?? 0)).toBeGreaterThanOrEqual(1.15);
    }
  });
});
