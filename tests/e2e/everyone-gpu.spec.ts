/** WCAG 2.2 AA and no cut text where there is a GPU: models offered, added, downloaded, damaged, chosen. */
import { expect, test } from '@playwright/test';
import { startModelServer } from '../models/downloads/model-server';
import { faultsOn, lookAt } from './everyone';
import { gpuStates } from './gpu-states';
import { withSoftwareGpu } from './models-screen';

test.use({
  contextOptions: { reducedMotion: 'reduce' },
  colorScheme: 'light',
  launchOptions: withSoftwareGpu,
});

for (const size of ['desktop', 'phone'] as const) {
  test(`axe finds nothing in any state that needs a GPU on a ${size}, by day or by night, and nothing is cut`, async ({
    page,
  }) => {
    const host = await startModelServer();
    try {
      expect(await faultsOn(page, gpuStates(host), lookAt(size))).toEqual([]);
    } finally {
      await host.close();
    }
  });
}
