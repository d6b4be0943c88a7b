import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { parseRecord } from '../files/read-record.js';
import { writePrivate } from '../files/write-private.js';
import { endProcess } from '../process/end-process.js';
import { inspectProcess } from '../process/inspect-process.js';

const fileName = 'children.jsonl';

/** Who the children are, on disk: a supervisor that was killed leaves them to the next one. */
export class ChildrenFile {
  private readonly file: string;
  private readonly lines = new Map<string, string>();
  private writing: Promise<void> = Promise.resolve();

  constructor(dataDir: string) {
    this.file = join(dataDir, fileName);
  }

  note(name: string, pid: number): void {
    this.writing = this.writing.then(async () => {
      const startedAt = (await inspectProcess(pid))?.startedAt;
      if (startedAt === undefined) return;
      this.lines.set(name, JSON.stringify({ name, pid, startedAt }));
      await writePrivate(this.file, [...this.lines.values()].join('\n')).catch(() => undefined);
    });
  }

  /** They end by themselves when their supervisor is gone; those that are still at it are waited for, then ended. */
  async endLeftovers(): Promise<void> {
    const source = await readFile(this.file, 'utf8').catch(() => '');
    await Promise.all(source.split('\n').map((line) => endLeftover(line)));
    await this.forget();
  }

  async forget(): Promise<void> {
    await this.writing;
    await rm(this.file, { force: true });
  }
}

async function endLeftover(line: string): Promise<void> {
  const record = parseRecord(line);
  const pid = record?.number('pid');
  if (pid === undefined || pid <= 1) return;
  const facts = await inspectProcess(pid);
  if (facts === undefined || facts.startedAt !== record?.text('startedAt')) return;
  await endProcess(pid, [
    { signal: 'SIGTERM', graceMs: 10_000 },
    { signal: 'SIGKILL', graceMs: 3_000 },
  ]);
}
