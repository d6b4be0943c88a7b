import { useRouter, type ErrorComponentProps } from '@tanstack/react-router';
import { ApiFault } from '../api/api-fault.js';
import { ErrorState } from '../ui/ErrorState.js';

/** The last net of a page: what fell is told, and the page can be tried again without a reload. */
export function RouteFault({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  const retry = () => {
    reset();
    void router.invalidate();
  };
  return <ErrorState fault={error} onRetry={retry} isBroken={!(error instanceof ApiFault)} />;
}
