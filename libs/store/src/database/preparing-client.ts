import { createHash } from 'node:crypto';
import pg from 'pg';

const mark = '/* prepared */';

/** Plans of more texts than there are pages would only fill the memory of the server. */
const mostPrepared = 48;

/**
 * Marks a text that its connection prepares: it is planned a few times and then no more. Planning asks every
 * part of history, which for a page of a list is most of the work. So such a text must lead to the same
 * indexes whatever its values are: it names only the conditions that hold, and states and limits in letters.
 */
export const prepared = (sql: string): string => `${mark}${sql}`;
export const isPrepared = (sql: string): boolean => sql.startsWith(mark);

/** A connection that prepares the texts which are marked so. */
export class PreparingClient extends pg.Client {
  constructor(config?: pg.ClientConfig) {
    super(config);
    const plain = this.query;
    const names = new Map<string, string>();
    const nameOf = (text: string): string | undefined => {
      const known = names.get(text);
      if (known !== undefined || names.size >= mostPrepared) return known;
      const name = `page_${createHash('sha1').update(text).digest('hex').slice(0, 16)}`;
      names.set(text, name);
      return name;
    };
    const preparing = (first: unknown, ...rest: unknown[]): unknown =>
      typeof first === 'string' && isPrepared(first)
        ? Reflect.apply(plain, this, [{ name: nameOf(first), text: first }, ...rest])
        : Reflect.apply(plain, this, [first, ...rest]);
    Object.defineProperty(this, 'query', { value: preparing });
  }
}
