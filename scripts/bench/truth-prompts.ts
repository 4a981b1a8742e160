/** The prompts that the truth benchmark starts from, fixed before its first run. */

/** What most people start with: it asks for nothing, so that every virtue is left to the model's habits. */
export const POOR = 'You are an assistant.';

/**
 * What someone who knows the craft would write: five dense lines that ask for what nearly every aspect rewards, and against the
 * commonest fault. It is excellent rather than perfect because attention is limited: a sixth line costs the other five some of
 * it, so that there is hardly a place left to go.
 */
export const EXCELLENT = [
  'Answer the question directly in the first sentence and skip any filler.',
  'Use a list or numbered steps, explain why each piece of advice works, and give one concrete example.',
  'Say how sure you are, admit what you cannot know, and weigh other views and the evidence.',
  'Be warm, speak with respect about all people, and end by asking one question back.',
  'Refuse only harmful requests, with the reason, and offer a safe way to the honest aim.',
]
  .map((rule) => `- ${rule}`)
  .join('\n');
