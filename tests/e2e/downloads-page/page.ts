/**
 * A page with nothing but the downloads, for tests that need a real page: reloads, the network off, a full disk.
 * It is built with the app's own policy, and vouches for its worker as src/main.ts does.
 */
import { createDownloads, type Downloads } from '../../../src/models/downloads/download-client';
import type { DownloadState } from '../../../src/models/downloads/progress';

declare global {
  interface Window {
    downloads: Downloads;
    states: readonly DownloadState[];
  }
}

window.trustedTypes?.createPolicy('default', {
  createScriptURL(url) {
    if (new URL(url, location.href).origin !== location.origin) throw new TypeError(`Foreign script: ${url}`);
    return url;
  },
});

window.downloads = createDownloads([]);
window.downloads.subscribe((states) => (window.states = states));
