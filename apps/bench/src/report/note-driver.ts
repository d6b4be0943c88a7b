/** Of one core; a driver that is busier may be what was measured. */
const busyShare = 0.6;

export const isBusy = (share: number): boolean => share > busyShare;

/** How much of a core the driver took for what. */
export type DriverShare = { readonly what: string; readonly share: number };

/** Whether the driver was the limit of anything, in words. */
export function noteDrivers(drivers: readonly DriverShare[]): string {
  const percent = ({ share }: DriverShare): string => `${Math.round(share * 100)} %`;
  const sorted = [...drivers].sort((one, other) => other.share - one.share);
  const [most] = sorted;
  if (most === undefined) return 'nothing was driven';
  const busy = sorted.filter(({ share }) => isBusy(share));
  if (busy.length === 0)
    return `the driver used at most ${percent(most)} of a core (${most.what}), so it was no limit`;
  const named = busy.map((driver) => `${driver.what}: ${percent(driver)}`).join('; ');
  return `the driver was part of the limit (over ${busyShare * 100} % of a core): ${named}`;
}
