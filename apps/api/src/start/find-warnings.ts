export type HostFacts = {
  readonly publicUrl: string;
  /** Files and sockets that this process may have open; `null` when nobody knows. */
  readonly openFiles: number | null;
  readonly clockAheadMs: number | null;
};

const enoughFiles = 4_096;
const clockMayDifferMs = 5_000;
const local = /^(localhost|127(\.\d+){3}|\[::1\]|.*\.localhost)$/;

/** What is no reason not to start, but will hurt: each with what to do about it. */
export function findWarnings({ publicUrl, openFiles, clockAheadMs }: HostFacts): readonly string[] {
  const warnings: string[] = [];
  const { protocol, hostname } = new URL(publicUrl);
  if (protocol !== 'https:' && !local.test(hostname))
    warnings.push(
      `PUBLIC_URL (${publicUrl}) is not https: leads and passwords can be read on the way. Put a proxy with a certificate before Hookline.`,
    );
  if (openFiles !== null && openFiles < enoughFiles)
    warnings.push(
      `This process may open only ${openFiles} files and connections: senders will be refused in a flood. Allow at least ${enoughFiles} (ulimit -n).`,
    );
  if (clockAheadMs !== null && Math.abs(clockAheadMs) > clockMayDifferMs)
    warnings.push(
      `The clock of this machine is ${Math.round(Math.abs(clockAheadMs) / 1_000)} s ${clockAheadMs > 0 ? 'ahead of' : 'behind'} the database's: times in the history will be wrong. Turn on time synchronisation (NTP) on both.`,
    );
  return warnings;
}
