/** A lead that was lost or doubled is a failure always, a budget that was missed only for whoever asks for it. */
export function exitCode(given: {
  readonly isBroken: boolean;
  readonly isMissed: boolean;
  readonly isStrict: boolean;
}): number {
  return given.isBroken || (given.isStrict && given.isMissed) ? 1 : 0;
}
