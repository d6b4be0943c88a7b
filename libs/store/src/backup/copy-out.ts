import type { ClientBase, Connection, Submittable } from 'pg';

/** So much is read ahead of whoever takes the rows; then the server waits. */
const aheadBytes = 1_048_576;

/** The lines of a `COPY ... TO STDOUT`, as they come; nothing is held but what was read ahead. */
export async function* copyOut(client: ClientBase, sql: string): AsyncGenerator<Buffer> {
  const copy = new CopyOut(sql);
  client.query(copy);
  try {
    for (;;) {
      const line = await copy.next();
      if (line === null) return;
      yield line;
    }
  } finally {
    copy.leave();
  }
}

/** What `pg` calls while the statement runs: it has no words of its own for a copy. */
class CopyOut implements Submittable {
  private lines: Buffer[] = [];
  private heldBytes = 0;
  private end: { error: Error | null } | null = null;
  private connection: Connection | null = null;
  private wake: () => void = () => undefined;
  private isLeft = false;

  constructor(private readonly sql: string) {}

  submit(connection: Connection): void {
    this.connection = connection;
    connection.query(this.sql);
  }

  handleCopyData(message: { chunk: Buffer }): void {
    if (this.isLeft) return;
    // The parser uses its buffer again.
    const line = Buffer.from(message.chunk);
    this.lines.push(line);
    this.heldBytes += line.length;
    if (this.heldBytes > aheadBytes) this.connection?.stream.pause();
    this.wake();
  }

  handleCommandComplete(): void {}

  handleReadyForQuery(): void {
    this.finish(null);
  }

  handleError(error: Error): void {
    this.finish(error);
  }

  async next(): Promise<Buffer | null> {
    for (;;) {
      const line = this.lines.shift();
      if (line) {
        this.heldBytes -= line.length;
        return line;
      }
      if (this.end?.error) throw this.end.error;
      if (this.end) return null;
      this.connection?.stream.resume();
      await new Promise<void>((resolve) => (this.wake = resolve));
    }
  }

  /** Nobody takes the rest: it must not stop the connection for good. */
  leave(): void {
    this.isLeft = true;
    this.lines = [];
    this.connection?.stream.resume();
  }

  private finish(error: Error | null): void {
    this.end ??= { error };
    this.wake();
  }
}
