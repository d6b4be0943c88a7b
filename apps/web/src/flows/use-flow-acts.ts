import { deleteFlow, pauseFlow, publishFlow, resumeFlow } from '@hookline/contract';
import { useCall } from '../api/use-call.js';

const touches = ['flows', 'ledger', 'events', 'runs'] as const;

/** What can be done to a whole flow, from its row in the list and from its own page. */
export function useFlowActs() {
  return {
    publish: useCall(publishFlow, { touches }),
    pause: useCall(pauseFlow, { touches }),
    resume: useCall(resumeFlow, { touches }),
    remove: useCall(deleteFlow, { touches: ['flows', 'ledger', 'connections'] }),
  };
}
