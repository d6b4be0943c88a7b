import { useQuery } from '@tanstack/react-query';
import { meQuery } from '../api/account.js';

export function WorkspaceName() {
  const { data } = useQuery(meQuery);
  return <>{data?.workspace.name ?? 'Hookline'}</>;
}
