import type { Locator, Page } from '@playwright/test';

/** One lead's way through its flow. */
export class Run {
  readonly title: Locator;

  constructor(private readonly page: Page) {
    this.title = page.getByRole('heading', { level: 1 });
  }

  async open(runId: string): Promise<void> {
    await this.page.goto(`/runs/${runId}`);
  }

  state(word: string): Locator {
    return this.page.getByRole('main').locator('.hl-state').filter({ hasText: word }).first();
  }

  /** A step by its name; it is closed unless it went wrong. */
  step(name: string | RegExp): Locator {
    return this.page
      .getByRole('list', { name: 'Steps of the run' })
      .locator('details')
      .filter({ has: this.page.locator('summary', { hasText: name }) });
  }

  async unfold(name: string | RegExp): Promise<Locator> {
    const step = this.step(name);
    if ((await step.getAttribute('open')) === null) await step.locator('summary').click();
    return step;
  }

  async replay(way: 'From the failed step' | 'From the start', version: RegExp): Promise<void> {
    await this.page.getByRole('button', { name: 'Replay', exact: true }).click();
    await this.page
      .getByRole('menuitem')
      .filter({ hasText: way })
      .filter({ hasText: version })
      .click();
  }
}
