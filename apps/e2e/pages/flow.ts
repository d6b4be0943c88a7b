import type { Locator, Page } from '@playwright/test';

type Tab = 'Build' | 'Inbox' | 'Runs' | 'Versions' | 'Settings';

/** One flow: its header with what it can do, and its tabs. */
export class Flow {
  readonly header: Locator;

  constructor(private readonly page: Page) {
    this.header = page.getByRole('main').getByRole('banner').or(page.locator('.hl-flow-header'));
  }

  async open(flowId: string, tab: Tab = 'Build'): Promise<void> {
    const path = tab === 'Build' ? '' : `/${tab.toLowerCase()}`;
    await this.page.goto(`/flows/${flowId}${path}`);
  }

  async goTo(tab: Tab): Promise<void> {
    const tabs = this.page.getByRole('navigation', { name: 'Views of the flow' });
    await tabs.getByRole('link', { name: tab, exact: true }).click();
  }

  async publish(): Promise<void> {
    await this.press('Publish');
    await this.page
      .getByRole('dialog')
      .getByRole('button', { name: 'Publish', exact: true })
      .click();
  }

  async pause(): Promise<void> {
    await this.press('Pause');
  }

  async resume(): Promise<void> {
    await this.press('Resume');
  }

  /** For good, in its settings. */
  async remove(): Promise<void> {
    await this.goTo('Settings');
    const remove = { name: 'Delete the flow', exact: true };
    await this.page.getByRole('main').getByRole('button', remove).click();
    await this.page.getByRole('dialog').getByRole('button', remove).click();
  }

  state(word: 'draft' | 'live' | 'paused'): Locator {
    return this.header.getByText(word, { exact: true });
  }

  private async press(name: string): Promise<void> {
    await this.header.getByRole('button', { name, exact: true }).click();
  }
}
