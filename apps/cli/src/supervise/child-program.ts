/**
 * A program of ours that the supervisor keeps alive: over IPC it sends {type: 'ready'}, or {type: 'refused', message}
 * where starting it again would end the same way; it obeys SIGTERM.
 */
export interface ChildProgram {
  name: string;
  command: string;
  args: string[];
  env: NodeJS.ProcessEnv;
  /** How long it may take to stop in good order. */
  stopWithinMs?: number;
}
