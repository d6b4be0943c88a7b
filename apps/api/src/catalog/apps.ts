import type { AppDescription } from '@hookline/contract';
import { describeApps } from '@hookline/connector-kit';
import { connectors, receivers } from '@hookline/connectors';

/** What this version of the product can talk to; it changes with the code only. */
export const apps: readonly AppDescription[] = describeApps(connectors, receivers);

export function findApp(key: string): AppDescription | null {
  return apps.find((app) => app.key === key) ?? null;
}
