/** Whether the server was found to have another build than the one that this page is of. */
let isFound = false;
const listeners = new Set<() => void>();

export const isNewBuild = (): boolean => isFound;

export function whenNewBuild(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The parts of an older build are gone for good; the page that is open lacks them until it is loaded anew. */
export async function findNewBuild(): Promise<boolean> {
  if (isFound || !(await isOther())) return isFound;
  isFound = true;
  for (const listener of listeners) listener();
  return true;
}

async function isOther(): Promise<boolean> {
  const ours = scriptsOf(document);
  try {
    const response = await fetch('/', { cache: 'no-store', headers: { accept: 'text/html' } });
    if (!response.ok) return false;
    const page = new DOMParser().parseFromString(await response.text(), 'text/html');
    const theirs = scriptsOf(page);
    return theirs !== '' && theirs !== ours;
  } catch {
    return false;
  }
}

/** Names of what a page begins with: they change with anything that it is made of. */
const scriptsOf = (page: Document): string =>
  [...page.querySelectorAll('script[type="module"][src]')]
    .map((script) => script.getAttribute('src'))
    .join();
