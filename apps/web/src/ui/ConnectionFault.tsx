import type { ConnectionView } from '@hookline/contract';
import { RunFault } from './RunFault.js';

/** Why a connection does not work, as its last test or run showed. */
export function ConnectionFault({ connection }: { connection: ConnectionView }) {
  const { error, why, state } = connection;
  if (error === null) return null;
  return (
    <div>
      <RunFault error={{ code: state, message: error, why }} />
    </div>
  );
}
