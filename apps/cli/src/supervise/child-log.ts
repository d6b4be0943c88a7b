import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { parseRecord } from '../files/read-record.js';
import type { BoundedLog } from '../log/bounded-log.js';

const loudLevels = new Set(['error', 'fatal']);
const keptLines = 5;

/** Keeps every line of a child in its file, tells a person the errors and what is meant for them, and remembers last words for an obituary. */
export class ChildLog {
  private lastWords: string[] = [];

  constructor(
    private readonly name: string,
    private readonly file: BoundedLog,
    private readonly tell: (line: string) => void,
  ) {}

  follow(stream: Readable | null): void {
    if (stream === null) return;
    createInterface({ input: stream, crlfDelay: Infinity }).on('line', (line) => this.take(line));
  }

  takeLastWords(): string[] {
    const words = this.lastWords;
    this.lastWords = [];
    return words;
  }

  private take(line: string): void {
    this.file.write(`${line}\n`);
    const record = line.startsWith('{') ? parseRecord(line) : undefined;
    if (record === undefined) {
      if (line.trim() !== '') this.lastWords = [...this.lastWords, line].slice(-keptLines);
      return;
    }
    if (!loudLevels.has(record.text('level') ?? '') && !record.isTrue('isForPeople')) return;
    this.tell(`${this.name}: ${record.text('msg') ?? 'error'}`);
  }
}
