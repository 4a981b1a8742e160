import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { archiveName } from '../../src/store/archive-name';

describe('the name of a run’s file', () => {
  test.each([
    ['Standard run 2', 'Standard run 2.drpo'],
    ['Büro: Tee & Kaffee?', 'Büro Tee & Kaffee.drpo'],
    ['../../etc/passwd', 'etc passwd.drpo'],
    ['C:\\Windows\\a', 'C Windows a.drpo'],
    ['invoice\u202Efdp.exe', 'invoice fdp.exe.drpo'],
    ['a\u0000b\nc', 'a b c.drpo'],
    ['con', 'con_.drpo'],
    ['nul.txt', 'nul_.txt.drpo'],
    ['console', 'console.drpo'],
    ['... .', 'run.drpo'],
    ['', 'run.drpo'],
    ['🦊'.repeat(100), `${'🦊'.repeat(30)}.drpo`],
  ])('of %j is %j', (run, name) => {
    expect(archiveName(run)).toBe(name);
  });

  test('is fit for every file system, whatever the run is called', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (run) => {
        const name = archiveName(run);
        expect(name).toMatch(/^[^.\s].*\.drpo$/su);
        expect(name).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}<>:"/\\|?*]/u);
        expect(new TextEncoder().encode(name).length).toBeLessThan(255);
      }),
    );
  });
});
