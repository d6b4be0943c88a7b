import { DefaultNamingStrategy } from 'typeorm';

/** Columns are snake_case in the database and camelCase here; nothing else is named by the mapper. */
export class SnakeNames extends DefaultNamingStrategy {
  override columnName(property: string, custom: string | undefined): string {
    return custom ?? property.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  }
}
