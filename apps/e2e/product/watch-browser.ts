import type { BrowserContext } from '@playwright/test';

/** Everything that a page complained about, but for what the journey said it would provoke. */
export type Complaints = {
  /** The journey provokes this on purpose. */
  readonly expect: (pattern: RegExp) => void;
  readonly unexpected: () => readonly string[];
  /** Those of another browser too. */
  readonly watch: (context: BrowserContext) => void;
};

/** A refused address is told to the console as an error and to the page as an event: either is enough. */
export function watchBrowser(context: BrowserContext): Complaints {
  const heard: string[] = [];
  const expected: RegExp[] = [];
  const watch = (watched: BrowserContext) => {
    watched.on('console', (message) => {
      if (message.type() !== 'error') return;
      heard.push(`console: ${message.text()} (${message.location().url})`);
    });
    watched.on('weberror', (error) => {
      heard.push(`page: ${error.error().stack || error.error().message}`);
    });
  };
  watch(context);
  return {
    watch,
    expect: (pattern) => expected.push(pattern),
    unexpected: () => heard.filter((line) => !expected.some((pattern) => pattern.test(line))),
  };
}
