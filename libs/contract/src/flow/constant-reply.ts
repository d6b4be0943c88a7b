import type { JsonValue } from '../json.js';
import type { FlowDocument } from './document.js';
import { composeReply, ReplyFault } from './compose-reply.js';
import type { RunReply } from './respond.js';
import { walkSteps } from './walk-steps.js';

/** What every sender of a flow reads, whatever it sent: the first answer in which nothing is mapped. */
export function constantReply(flow: Pick<FlowDocument, 'steps'>): RunReply | null {
  for (const { step } of walkSteps(flow)) {
    if (step.type !== 'respond' || JSON.stringify(step.reply).includes('{{')) continue;
    try {
      const filled: JsonValue = JSON.parse(JSON.stringify(step.reply));
      return composeReply(step.reply, filled);
    } catch (error) {
      if (!(error instanceof ReplyFault)) throw error;
    }
  }
  return null;
}
