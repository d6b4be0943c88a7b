import { setTimeout as wait } from 'node:timers/promises';
import { productProgram } from '../process/own-program.js';
import { startProgram, type Program } from '../process/start-program.js';
import { programFlags } from '../product/program-flags.js';

/** Where one process runs, and what it is given there. */
export type Machine = {
  readonly name: string;
  readonly app: 'api' | 'worker';
  readonly env: NodeJS.ProcessEnv;
};

type Member = Machine & {
  /** Null while it is down. */
  program: Program | null;
  said: string;
};

/** Processes of the product as on several machines: they share the database and the queue, and nothing else. */
export class WideCrew {
  private readonly members: readonly Member[];
  private readonly coming = new Set<Promise<void>>();

  constructor(
    machines: readonly Machine[],
    private readonly tell: (line: string) => void,
  ) {
    this.members = machines.map((machine) => ({ ...machine, program: null, said: '' }));
  }

  names(app: Machine['app']): readonly string[] {
    return this.members.filter((each) => each.app === app).map(({ name }) => name);
  }

  async start(): Promise<void> {
    await Promise.all(this.members.map(begin));
  }

  /** Kills it as `kill -9` does; it comes back after so long. */
  kill(name: string, awayMs: number): void {
    const found = this.members.find((each) => each.name === name);
    if (!found?.program) return this.tell(`${name} is down already`);
    found.program.child.kill('SIGKILL');
    found.program = null;
    this.tell(`kill ${name}, back after ${awayMs} ms`);
    this.comesBack(
      name,
      wait(awayMs).then(() => begin(found)),
    );
  }

  pause(name: string, forMs: number): void {
    const program = this.members.find((each) => each.name === name)?.program;
    if (!program) return this.tell(`${name} is down already`);
    program.child.kill('SIGSTOP');
    this.tell(`pause ${name} for ${forMs} ms`);
    this.comesBack(
      name,
      wait(forMs).then(() => void program.child.kill('SIGCONT')),
    );
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

  private comesBack(name: string, back: Promise<void>): void {
    const kept = back
      .then(() => this.tell(`${name} is back`))
      .finally(() => this.coming.delete(kept));
    this.coming.add(kept);
  }
}

async function begin(given: Member): Promise<void> {
  const { name, app, env } = given;
  const args = [...programFlags[app], productProgram(app)];
  const program = await startProgram({ name, args, env });
  for (const stream of [program.child.stdout, program.child.stderr])
    stream?.on('data', (chunk: Buffer) => (given.said += String(chunk)));
  given.program = program;
}
