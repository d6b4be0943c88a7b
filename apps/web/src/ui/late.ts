import { lazy } from 'react';
import { findNewBuild } from './new-build.js';

const tries = 10;
const pauseMs = 3_000;

/**
 * A part that is fetched when it is needed. While the server cannot be reached it is waited for: a part that
 * fails would take the page with it, and with the page what was not saved yet.
 */
export const late: typeof lazy = (load) => lazy(() => whenReachable(load));

/** What is loaded, as soon as the server lets it be. */
export async function whenReachable<T>(load: () => Promise<T>): Promise<T> {
  for (let left = tries; ;) {
    try {
      return await load();
    } catch (error) {
      if (await findNewBuild()) return never();
      if (navigator.onLine) left -= 1;
      if (left <= 0) throw error;
      await pause();
      fetchStylesAgain();
    }
  }
}

/** What is loaded; what only another build has is not waited for in vain, and takes nothing with it. */
export async function unlessNewBuild<T>(load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (error) {
    if (await findNewBuild()) return never();
    throw error;
  }
}

/** The page stays as it is until it is loaded anew, which is offered. */
const never = <T>(): Promise<T> => new Promise(() => undefined);

const pause = () =>
  new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, pauseMs);
    const now = () => {
      clearTimeout(timer);
      resolve();
    };
    window.addEventListener('online', now, { once: true });
  });

/** What loads the parts asks for a style once only; one that did not come is asked for here. */
function fetchStylesAgain(): void {
  for (const link of document.querySelectorAll<HTMLLinkElement>('link[rel="stylesheet"]')) {
    if (link.sheet === null) link.replaceWith(link.cloneNode());
  }
}
