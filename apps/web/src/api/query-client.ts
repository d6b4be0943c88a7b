import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { ApiFault } from './api-fault.js';

type Listeners = {
  onSignedOut: () => void;
  onFailedAction: (fault: unknown) => void;
};

declare module '@tanstack/react-query' {
  interface Register {
    /** `isShownInPlace`: the page shows the fault itself, so no notification is raised. */
    mutationMeta: { isShownInPlace?: boolean };
  }
}

const mayHelp = (fault: unknown) =>
  fault instanceof ApiFault && (fault.status === 0 || fault.status >= 500);

export function makeQueryClient(listeners: Listeners): QueryClient {
  const noticeSignOut = (fault: unknown) => {
    if (fault instanceof ApiFault && fault.code === 'not_signed_in') listeners.onSignedOut();
  };
  return new QueryClient({
    queryCache: new QueryCache({ onError: noticeSignOut }),
    mutationCache: new MutationCache({
      onError: (fault, _given, _context, mutation) => {
        noticeSignOut(fault);
        if (mutation.meta?.isShownInPlace !== true) listeners.onFailedAction(fault);
      },
    }),
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        retry: (failures, fault) => failures < 2 && mayHelp(fault),
        networkMode: 'always',
      },
      mutations: { networkMode: 'always' },
    },
  });
}
