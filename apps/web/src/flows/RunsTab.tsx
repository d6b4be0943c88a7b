import { getRouteApi } from '@tanstack/react-router';
import { RunList } from '../runs/RunList.js';

const route = getRouteApi('/inside/flows/$flowId/runs');

export function RunsTab() {
  const { flowId } = route.useParams();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <div className="hl-page" style={{ width: '100%' }}>
      <RunList
        flowId={flowId}
        search={search}
        onSearch={(next) => void navigate({ search: next })}
      />
    </div>
  );
}
