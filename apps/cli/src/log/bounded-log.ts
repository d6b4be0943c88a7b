import { closeSync, fstatSync, mkdirSync, openSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

interface Limits {
  maxBytes: number;
  keptFiles: number;
}

/** An append-only file that never grows past its share of the disk: when full it becomes `.1`, the older ones move up. */
export class BoundedLog {
  private descriptor: number;
  private bytes: number;

  constructor(
    private readonly file: string,
    private readonly limits: Limits = { maxBytes: 10_000_000, keptFiles: 3 },
  ) {
    mkdirSync(dirname(file), { recursive: true });
    this.descriptor = openSync(file, 'a', 0o600);
    this.bytes = fstatSync(this.descriptor).size;
  }

  write(chunk: string | Uint8Array): void {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    if (this.bytes > 0 && this.bytes + bytes.length > this.limits.maxBytes) this.rotate();
    try {
      writeSync(this.descriptor, bytes);
      this.bytes += bytes.length;
    } catch {
      // A full disk must not stop the program that still serves.
    }
  }

  close(): void {
    closeSync(this.descriptor);
  }

  private rotate(): void {
    closeSync(this.descriptor);
    for (let index = this.limits.keptFiles - 1; index >= 1; index -= 1) {
      const older = index === 1 ? this.file : `${this.file}.${index - 1}`;
      try {
        renameSync(older, `${this.file}.${index}`);
      } catch {
        // Not that many yet.
      }
    }
    this.descriptor = openSync(this.file, 'a', 0o600);
    this.bytes = fstatSync(this.descriptor).size;
  }
}
