import type { Locator, Page } from '@playwright/test';

/** From "where do leads come from" to the first lead. */
export class NewFlow {
  readonly fields: Locator;

  constructor(private readonly page: Page) {
    this.fields = page.getByRole('table', { name: 'Fields' });
  }

  async open(): Promise<void> {
    await this.page.goto('/flows/new');
  }

  async chooseSource(name: RegExp): Promise<void> {
    await this.page.getByRole('button', { name }).click();
  }

  /** By the button beside it, as people do. */
  async copyAddress(): Promise<string> {
    await this.page.getByRole('button', { name: 'Copy webhook address' }).click();
    return this.page.evaluate(() => navigator.clipboard.readText());
  }

  light(words: string): Locator {
    return this.page.getByRole('heading', { name: words });
  }

  async build(): Promise<void> {
    await this.page.getByRole('link', { name: 'Build the flow' }).click();
  }

  flowId(): string {
    return new URL(this.page.url()).searchParams.get('flow') ?? '';
  }
}
