/**
 * The page behind `npm run test:real-model`: nothing but the app's own downloads, worker and model host, done part by part
 * as the script asks. It is built with the app's own policy, and vouches for its workers as src/main.ts does.
 */
import { inspectThisDevice, type DeviceReport } from '../../src/models/device';
import type { ModelSource } from '../../src/models/webllm/model-source';
import type { PartName, PartReport } from './report';
import { openSession, type Session } from './session';

export interface RealModelPage {
  device(): Promise<DeviceReport>;
  open(source: ModelSource): void;
  /** Never rejects: what goes wrong is in the report. */
  part(name: PartName, limitMs: number): Promise<PartReport>;
}

declare global {
  interface Window {
    realModel: RealModelPage;
  }
}

window.trustedTypes?.createPolicy('default', {
  createScriptURL(url) {
    if (new URL(url, location.href).origin !== location.origin) throw new TypeError(`Foreign script: ${url}`);
    return url;
  },
});

let session: Session | undefined;

window.realModel = {
  device: inspectThisDevice,
  open(source) {
    session = openSession(source);
  },
  part(name, limitMs) {
    if (!session) throw new Error('no model is opened');
    return session.part(name, limitMs);
  },
};
