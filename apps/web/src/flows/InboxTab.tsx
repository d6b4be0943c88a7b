import { getRouteApi } from '@tanstack/react-router';
import { InboxView } from '../inbox/InboxView.js';

const route = getRouteApi('/inside/flows/$flowId/inbox');

export function InboxTab() {
  const { flowId } = route.useParams();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <InboxView
      flowId={flowId}
      search={search}
      onSearch={(next) => void navigate({ search: next })}
    />
  );
}
