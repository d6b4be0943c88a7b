import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { Suspense, useCallback } from 'react';
import { flowQuery } from '../api/flows.js';
import { Loaded } from '../ui/Loaded.js';
import { Waiting } from '../ui/Waiting.js';
import { late } from '../ui/late.js';

const Editor = late(async () => ({ default: (await import('../editor/Editor.js')).Editor }));
const route = getRouteApi('/inside/flows/$flowId/');

/** The canvas is the heaviest part of the product, so it comes only when it is looked at. */
export function BuildTab() {
  const { flowId } = route.useParams();
  const { step, tab = 'fields', field = '' } = route.useSearch();
  const navigate = useNavigate();
  const query = useQuery(flowQuery(flowId));
  // Once one is there, the address is the flow's again: the same way can be gone a second time.
  const onThere = useCallback(
    () => void navigate({ to: '/flows/$flowId', params: { flowId }, replace: true }),
    [navigate, flowId],
  );
  return (
    <Loaded query={query}>
      {(flow) => (
        <Suspense fallback={<Waiting />}>
          <Editor
            key={flow.id}
            flow={flow}
            {...(step === undefined ? {} : { goTo: { step, tab, field, onThere } })}
          />
        </Suspense>
      )}
    </Loaded>
  );
}
