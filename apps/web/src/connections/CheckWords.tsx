import type { checkConnection } from '@hookline/contract';
import type { ReplyOf } from '../api/endpoint-shape.js';
import { RunFault } from '../ui/RunFault.js';

/** What a test of a connection showed, in the reader's language as far as its codes go. */
export function CheckWords({ result }: { result: ReplyOf<typeof checkConnection> }) {
  const { code = '', message, why } = result;
  return <RunFault error={{ code, message, why }} />;
}
