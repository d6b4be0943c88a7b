import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Outlet } from '@tanstack/react-router';
import { flowQuery, isFlowGone } from '../api/flows.js';
import { Loaded } from '../ui/Loaded.js';
import { FlowHeader } from './FlowHeader.js';
import { FlowTabs } from './FlowTabs.js';
import './FlowPage.css';

const route = getRouteApi('/inside/flows/$flowId');

/** One flow: what is always true of it on top, its five views below. */
export function FlowPage() {
  const { flowId } = route.useParams();
  const query = useQuery(flowQuery(flowId));
  return (
    <div className="hl-flow">
      <Loaded query={query} shape="page">
        {(flow) => (
          <>
            <FlowHeader flow={flow} isGone={isFlowGone(query.error)} />
            <FlowTabs flowId={flow.id} />
            <div className="hl-flow-body">
              <Outlet />
            </div>
          </>
        )}
      </Loaded>
    </div>
  );
}
