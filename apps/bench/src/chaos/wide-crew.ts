import { setTimeout as wait } from 'node:timers/promises';
import { productProgram } from '../process/own-program.js';
import { startProgram, type Program } from '../process/start-program.js';
import { programFlags } from '../product/program-flags.js';

type Member = {
  readonly name: string;
  readonly app: 'api' | 'worker';
  readonly env: NodeJS.ProcessEnv;
  /** Null while it is down. */
  program: Program | null;
  said: string;
};

/** Processes of the product as on several machines: they share the database and the queue, and nothing else. */
export class WideCrew {
  private readonly members: readonly Member[];
  private readonly coming = new Set<Promise<void>>();

  constructor(env: NodeJS.ProcessEnv, apiPorts: readonly number[], workers: number) {
    this.members = [
      ...apiPorts.map((port, index) =>
        member(`api-${index + 1}`, 'api', { ...env, PORT: `${port}` }),
      ),
      ...Array.from({ length: workers }, (_, index) =>
        member(`worker-${index + 1}`, 'worker', env),
      ),
    ];
  }

  get names(): readonly string[] {
    return this.members.map(({ name }) => name);
  }

  async start(): Promise<void> {
    await Promise.all(this.members.map(begin));
  }

  /** Kills it as `kill -9` does; it comes back after so long. Gives what is to be said about it. */
  kill(name: string, awayMs: number): string {
    const found = this.members.find((each) => each.name === name);
    if (!found?.program) return `${name} is down already`;
    found.program.child.kill('SIGKILL');
    found.program = null;
    this.comesBack(wait(awayMs).then(() => begin(found)));
    return `kill ${name}, back after ${awayMs} ms`;
  }

  pause(name: string, forMs: number): string {
    const program = this.members.find((each) => each.name === name)?.program;
    if (!program) return `${name} is down already`;
    program.child.kill('SIGSTOP');
    this.comesBack(wait(forMs).then(() => void program.child.kill('SIGCONT')));
    return `pause ${name} for ${forMs} ms`;
  }

  /** Resolves when everybody is back. */
  async gather(): Promise<void> {
    while (this.coming.size > 0) await Promise.all(this.coming);
  }

  async stop(): Promise<void> {
    await this.gather();
    await Promise.all(this.members.map(async ({ program }) => program?.stop()));
  }

  /** All that they have said. */
  logs(): string {
    return this.members.map(({ said }) => said).join('\n');
  }

  private comesBack(back: Promise<void>): void {
    const kept = back.finally(() => this.coming.delete(kept));
    this.coming.add(kept);
  }
}

const member = (name: string, app: Member['app'], env: NodeJS.ProcessEnv): Member => ({
  name,
  app,
  env,
  program: null,
  said: '',
});

async function begin(given: Member): Promise<void> {
  const { name, app, env } = given;
  const args = [...programFlags[app], productProgram(app)];
  const program = await startProgram({ name, args, env });
  for (const stream of [program.child.stdout, program.child.stderr])
    stream?.on('data', (chunk: Buffer) => (given.said += String(chunk)));
  given.program = program;
}
