import type { EndpointPolicy } from '@hookline/contract';

/** What is not asked does not stand in the document; what takes an event for one is not asked. */
export function tidyPolicy(policy: EndpointPolicy): EndpointPolicy | undefined {
  const asked = { ...policy, get: policy.get === 'event' ? undefined : policy.get };
  const given = Object.entries(asked).filter(([, value]) => value !== undefined);
  return given.length === 0 ? undefined : Object.fromEntries(given);
}
