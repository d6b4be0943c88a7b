import type { Locator, Page } from '@playwright/test';

/** The draft tried on past leads, in the dialog that publishes it. */
export class Trial {
  readonly result: Locator;
  private readonly box: Locator;

  constructor(private readonly page: Page) {
    this.box = page.getByTestId('shadow');
    this.result = page.getByTestId('shadow-result');
  }

  async openFromPublish(): Promise<void> {
    await this.page.getByRole('button', { name: 'Publish', exact: true }).click();
    const dialog = this.page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Try the draft on past leads' }).click();
  }

  async openFromEditor(): Promise<void> {
    await this.page.getByRole('button', { name: 'Past leads' }).click();
  }

  /** How many of the past leads it is tried on. */
  async takeLast(count: number): Promise<void> {
    await this.box.getByRole('combobox', { name: 'How many' }).click();
    await this.page.getByRole('option', { name: `last ${count} events`, exact: true }).click();
  }

  /** Steps that only read ask their targets, in the stead of the records. */
  async allowReads(): Promise<void> {
    await this.box
      .getByRole('switch', { name: 'Steps that only read may ask their targets' })
      .check();
  }

  async start(): Promise<void> {
    await this.box.getByRole('button', { name: /^Try (it|again)$/ }).click();
  }

  async close(): Promise<void> {
    await this.page.keyboard.press('Escape');
  }

  /** Opened by the keyboard, as a list of details is. */
  async unfold(lead: string): Promise<Locator> {
    const row = this.page.getByTestId('shadow-examples').locator('details', { hasText: lead });
    await row.locator('summary').focus();
    await this.page.keyboard.press('Enter');
    return row;
  }
}
