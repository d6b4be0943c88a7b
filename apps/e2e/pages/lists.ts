import type { Locator, Page } from '@playwright/test';

/** Pages that are one table: flows, runs, rows. */
export class ListPage {
  constructor(private readonly page: Page) {}

  async open(path: string): Promise<void> {
    await this.page.goto(path);
  }

  row(text: string): Locator {
    return this.page.getByRole('row').filter({ hasText: text });
  }

  link(name: string): Locator {
    return this.page.getByRole('main').getByRole('link', { name, exact: true });
  }
}

/** Pages with a list on the left and the chosen one on the right: the inbox, the outbox. */
export class TwoPanes {
  readonly list: Locator;
  readonly chosen: Locator;

  constructor(
    private readonly page: Page,
    names: { list: string; chosen: string },
  ) {
    this.list = page.getByRole('region', { name: names.list, exact: true });
    this.chosen = page.getByRole('region', { name: names.chosen, exact: true });
  }

  async open(path: string): Promise<void> {
    await this.page.goto(path);
  }

  item(text: string): Locator {
    return this.list.getByRole('listitem').filter({ hasText: text });
  }

  async choose(text: string): Promise<void> {
    await this.item(text).first().getByRole('button').click();
  }
}

export const inboxOf = (page: Page): TwoPanes =>
  new TwoPanes(page, { list: 'Requests', chosen: 'The chosen request' });

export const outboxOf = (page: Page): TwoPanes =>
  new TwoPanes(page, { list: 'Caught mails', chosen: 'The chosen mail' });
