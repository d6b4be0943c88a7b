import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Suspense } from 'react';
import { flowQuery } from '../api/flows.js';
import { Loaded } from '../ui/Loaded.js';
import { Waiting } from '../ui/Waiting.js';
import { late } from '../ui/late.js';

const Editor = late(async () => ({ default: (await import('../editor/Editor.js')).Editor }));
const route = getRouteApi('/inside/flows/$flowId');

/** The canvas is the heaviest part of the product, so it comes only when it is looked at. */
export function BuildTab() {
  const { flowId } = route.useParams();
  const query = useQuery(flowQuery(flowId));
  return (
    <Loaded query={query}>
      {(flow) => (
        <Suspense fallback={<Waiting />}>
          <Editor key={flow.id} flow={flow} />
        </Suspense>
      )}
    </Loaded>
  );
}
