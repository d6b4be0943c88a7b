/** What one check found: fine, or what is wrong and what to do about it. */
export interface Finding {
  name: string;
  isOk: boolean;
  detail: string;
}

/** Runs one check; a check that breaks has found something, too. */
export async function check(
  name: string,
  look: () => Promise<Omit<Finding, 'name'>>,
): Promise<Finding> {
  try {
    return { name, ...(await look()) };
  } catch (error) {
    return { name, isOk: false, detail: error instanceof Error ? error.message : String(error) };
  }
}
