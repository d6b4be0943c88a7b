/** A program of ours that the supervisor keeps alive: it sends {type: 'ready'} over IPC and obeys SIGTERM. */
export interface ChildProgram {
  name: string;
  command: string;
  args: string[];
  env: NodeJS.ProcessEnv;
}
