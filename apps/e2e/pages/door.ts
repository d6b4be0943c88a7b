import type { Page } from '@playwright/test';

/** The pages in front of the door: signing in, and the first owner. */
export class Door {
  constructor(private readonly page: Page) {}

  async signIn({ email, password }: { email: string; password: string }): Promise<void> {
    await this.page.getByLabel('E-mail').fill(email);
    await this.page.getByRole('textbox', { name: 'Password' }).fill(password);
    await this.page.getByRole('button', { name: 'Sign in' }).click();
  }

  async createOwner(owner: { name: string; email: string; password: string }): Promise<void> {
    await this.page.getByLabel('Your name').fill(owner.name);
    await this.page.getByLabel('E-mail').fill(owner.email);
    await this.page.getByRole('textbox', { name: 'Password' }).fill(owner.password);
    await this.page.getByRole('button', { name: 'Create the owner and sign in' }).click();
  }
}
