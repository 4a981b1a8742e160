/** Reads the small files of a model the person named: in a worker, because the page itself may talk to no other host. */
import { type CustomModelInput, fetchCustomModel } from '../models/custom-model';

self.onmessage = ({ data }: MessageEvent<CustomModelInput>) => {
  void fetchCustomModel(data, fetch.bind(self), new AbortController().signal).then((reading) =>
    self.postMessage(reading),
  );
};
