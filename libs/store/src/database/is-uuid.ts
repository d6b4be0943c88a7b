const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** An id from outside that is no uuid names nothing; asking the database with it would be an error. */
export function isUuid(id: string): boolean {
  return uuid.test(id);
}
