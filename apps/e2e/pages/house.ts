import type { Locator, Page } from '@playwright/test';

/** What stands around every page: the rail on the left, the bar on top. */
export class House {
  readonly rail: Locator;
  readonly offline: Locator;

  constructor(private readonly page: Page) {
    this.rail = page.getByRole('navigation', { name: 'Pages', exact: true });
    this.offline = page.getByText('No connection. What you see may be old');
  }

  async goTo(name: string): Promise<void> {
    await this.rail.getByRole('link', { name, exact: true }).click();
  }

  /** An item of the menu behind the account's button: a language, a theme, signing out. */
  async choose(item: string): Promise<void> {
    await this.page.getByRole('button', { name: /^(Account and|Учётная|Аккаунт|Профиль)/ }).click();
    await this.page.getByRole('menuitem', { name: item }).click();
  }

  notice(text: string | RegExp): Locator {
    return this.page.getByRole('alert').filter({ hasText: text });
  }
}
