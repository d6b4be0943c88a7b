import type { Locator, Page } from '@playwright/test';

/** The door to a flow in one's own words, and the dialog behind it. */
export class Describe {
  readonly door: Locator;
  readonly dialog: Locator;
  readonly proposed: Locator;

  constructor(page: Page) {
    this.door = page.getByRole('button', { name: 'Or describe what you want' });
    this.dialog = page.getByRole('dialog', { name: 'Describe what you want' });
    this.proposed = page.getByRole('navigation', { name: 'Proposed steps' });
  }

  async say(words: string): Promise<void> {
    await this.dialog
      .getByRole('textbox', { name: 'What should happen with each lead?' })
      .fill(words);
    await this.ask();
  }

  async example(name: string): Promise<void> {
    await this.dialog.getByRole('button', { name, exact: true }).click();
  }

  async ask(): Promise<void> {
    await this.dialog.getByRole('button', { name: 'Propose a flow' }).click();
  }

  async take(): Promise<void> {
    await this.dialog.getByRole('button', { name: 'Take this flow' }).click();
  }
}
