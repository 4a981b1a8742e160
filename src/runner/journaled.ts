/**
 * The core's three ports with the journal around them: ports around ports, which the core cannot tell from plain ones.
 *
 * The journal looks first and then queues, journaled(schedule(ask + append)): a recorded answer never waits behind a
 * call that a model is working on, and a call's turn ends only when its reply is durable. Were the append outside the
 * turn, the schedule would pick again while it is being written, and the conversation's next call, which the core asks
 * only after it, would come too late to go on with a warm KV cache. schedule(journaled(...)) would make replays queue.
 * The events do not depend on any of this: the core orders them itself.
 */
import type { CallOptions, ChatModel, ChatReply, ChatRequest, Decisions, Retriever } from '../core/ports';
import type { Activities } from './activities';
import { deepFreeze } from './freeze';
import type { RunJournal } from './run-journal';
import type { Place, Schedule } from './schedule';

export interface CallTurns {
  schedule: Schedule;
  /** Keeps this run's conversations apart from those of other runs. */
  run: string;
  /** What is being written, for the eye only. A recorded answer writes nothing. */
  activities: Activities;
}

export function journaledModel(model: ChatModel, journal: RunJournal, turns: CallTurns): ChatModel {
  const { id, contextWindow, concurrency } = model;
  return {
    id,
    contextWindow,
    concurrency,
    async complete(request, options) {
      const { signal } = options;
      const record = await journal.answer(
        { kind: 'call', path: request.path, port: id, request, signal },
        async () => ({ model: id, request, reply: await written(model, request, options, turns.activities) }),
        (work) => turns.schedule.run(placeOf(model, request, turns.run), signal, work),
      );
      return deepFreeze(record.reply);
    },
  };
}

function placeOf(model: ChatModel, request: ChatRequest, run: string): Place {
  const conversation = `${run}\n${request.conversation}`;
  return { model: model.id, concurrency: model.concurrency, role: request.role, conversation };
}

/** The model's reply as a copy of our own, watched while it is written. */
async function written(
  model: ChatModel,
  request: ChatRequest,
  { signal, onText }: CallOptions,
  activities: Activities,
): Promise<ChatReply> {
  const writing = activities.begin({ path: request.path, role: request.role, model: model.id });
  const onDelta = (delta: string): void => {
    writing.write(delta);
    onText?.(delta);
  };
  try {
    return structuredClone(await model.complete(request, { signal, onText: onDelta }));
  } finally {
    writing.end();
  }
}

export function journaledRetriever(retriever: Retriever, journal: RunJournal): Retriever {
  const { id } = retriever;
  return {
    id,
    async nearest(request, { signal }) {
      const record = await journal.answer(
        { kind: 'retrieval', path: request.path, port: id, request, signal },
        async () => ({
          retriever: id,
          request: { ...request, examples: request.examples.map((example) => example.id) },
          answer: [...(await retriever.nearest(request, { signal }))],
        }),
      );
      return deepFreeze(record.answer);
    },
  };
}

export function journaledDecisions(decisions: Decisions, journal: RunJournal): Decisions {
  return {
    async decide(barrier, { signal }) {
      const decided = async () => structuredClone(await decisions.decide(barrier, { signal }));
      let answer = decided;
      if (barrier.open && !journal.holds(barrier.path)) {
        const now = await decided();
        if (now.changes.length === 0) return now;
        answer = () => Promise.resolve(now);
      }
      const record = await journal.answer(
        { kind: 'decision', path: barrier.path, port: 'decisions', request: barrier, signal },
        async () => ({ barrier, answer: await answer() }),
      );
      return deepFreeze(record.answer);
    },
  };
}
