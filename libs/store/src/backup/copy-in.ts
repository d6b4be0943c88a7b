import { once } from 'node:events';
import type { Duplex } from 'node:stream';
import type { ClientBase, Connection, Submittable } from 'pg';

/** What a connection of `pg` can do for a copy; its types do not say so. */
type CopyConnection = {
  readonly stream: Duplex;
  readonly sendCopyFromChunk: (chunk: Buffer) => void;
  readonly endCopyFrom: () => void;
  readonly sendCopyFail: (reason: string) => void;
};

/** Sends rows into a `COPY ... FROM STDIN`; a source that fails fails the statement, and with it the transaction. */
export async function copyIn(
  client: ClientBase,
  sql: string,
  chunks: AsyncIterable<Buffer>,
): Promise<void> {
  const copy = new CopyIn(sql, chunks);
  client.query(copy);
  await copy.done;
}

class CopyIn implements Submittable {
  readonly done: Promise<void>;
  private resolve: () => void = () => undefined;
  private reject: (error: unknown) => void = () => undefined;
  /** The server has answered, so nothing more is sent. */
  private isOver = false;

  constructor(
    private readonly sql: string,
    private readonly chunks: AsyncIterable<Buffer>,
  ) {
    this.done = new Promise((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
    });
  }

  submit(connection: Connection): void {
    connection.query(this.sql);
  }

  handleCopyInResponse(connection: CopyConnection): void {
    this.send(connection).catch((error: unknown) => {
      // The source's own failure says more than what the server will make of it.
      this.reject(error);
      if (!this.isOver) connection.sendCopyFail('the source of the rows failed');
    });
  }

  handleCommandComplete(): void {}

  handleReadyForQuery(): void {
    this.isOver = true;
    this.resolve();
  }

  handleError(error: Error): void {
    this.isOver = true;
    this.reject(error);
  }

  private async send(connection: CopyConnection): Promise<void> {
    for await (const chunk of this.chunks) {
      if (this.isOver) return;
      connection.sendCopyFromChunk(chunk);
      if (connection.stream.writableNeedDrain) await once(connection.stream, 'drain');
    }
    if (!this.isOver) connection.endCopyFrom();
  }
}
