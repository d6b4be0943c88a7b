import type { Trigger, TriggerDescription } from '@hookline/contract';
import { useQuery } from '@tanstack/react-query';
import { catalogQuery } from '../api/catalog.js';

/** What the catalogue says of a flow's source. */
export function useSourceOf({ app, event }: Trigger): TriggerDescription | undefined {
  const { data: catalog } = useQuery(catalogQuery);
  return catalog?.apps.find((one) => one.key === app)?.triggers.find((one) => one.key === event);
}
