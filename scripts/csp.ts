/**
 * The Content-Security-Policy of the built page, and the plugin that writes it there.
 * It reaches the page only: a worker obeys the headers of its own script, so model downloads belong in a worker.
 * The development page goes without: Vite's hot reload needs inline scripts and a socket.
 */
import type { Plugin } from 'vite';

export const csp = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
  // `new Worker(url)` needs a TrustedScriptURL; the app's 'default' policy vouches for its own origin, and for no HTML.
  'trusted-types svelte-trusted-html default',
].join('; ');

/** What a meta element cannot say. No other directive here: a header would reach the workers too. */
export const previewHeaders: Record<string, string> = {
  'Content-Security-Policy': "frame-ancestors 'none'",
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
};

const charset = '<meta charset="utf-8" />';

export function contentSecurityPolicy(): Plugin {
  return {
    name: 'drpo-lab:csp',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(html) {
        if (!html.includes(charset)) throw new Error(`index.html lacks ${charset}, which the policy follows`);
        return html.replace(
          charset,
          `${charset}\n    <meta http-equiv="Content-Security-Policy" content="${csp}" />`,
        );
      },
    },
  };
}
