/**
 * `npm start`: builds the app, serves it on this machine only, prints the address and opens a browser there.
 * Takes the next free port when 4173 is taken. Without a desktop it just prints: that is no error.
 */
import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { build, preview } from 'vite';

const root = join(import.meta.dirname, '..');

function openerFor(address: string): [command: string, ...args: string[]] | undefined {
  if (process.env.CI || process.env.BROWSER === 'none') return undefined;
  if (process.platform === 'darwin') return ['open', address];
  if (process.platform === 'win32') return ['cmd', '/c', 'start', '', address];
  const hasDesktop = Boolean(process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY);
  return hasDesktop && isOnPath('xdg-open') ? ['xdg-open', address] : undefined;
}

function isOnPath(name: string): boolean {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, name), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

function open(address: string): void {
  const opener = openerFor(address);
  if (!opener) return;
  const [command, ...args] = opener;
  const child = spawn(command, args, { stdio: 'ignore', detached: true });
  // The address is printed anyway; a desktop without a default browser must not end the server.
  child.on('error', () => undefined);
  child.unref();
}

await build({ root, logLevel: 'warn' });
const server = await preview({ root, preview: { open: false } });
const address = server.resolvedUrls?.local[0];
if (!address) throw new Error('The server started but has no address.');

console.log(`\n  DRPO Lab is ready: ${address}`);
console.log('  Everything stays in your browser. Stop with Ctrl+C.\n');
open(address);
