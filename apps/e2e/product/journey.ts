import { expect, test as base, type Page } from '@playwright/test';
import { fakeVendor, smtpSink, type FakeVendor, type SmtpSink } from '@hookline/testkit';
import { signedIn } from './browser-session.js';
import { colleague, startProduct, type Product } from './start-product.js';
import { watchBrowser, type Complaints } from './watch-browser.js';

type ForEach = {
  /** A system that flows call. */
  vendor: FakeVendor;
  mailServer: SmtpSink;
  /** The browser of a second person of the same workspace. */
  colleaguePage: Page;
  /** A product that nobody has used yet, for what must not disturb the others. */
  freshProduct: Product;
  complaints: Complaints;
  _quiet: void;
};
type Session = Awaited<ReturnType<typeof signedIn>>;
type ForAll = { product: Product; session: Session; colleagueSession: Session };

/** A journey through the real product: signed in unless it says otherwise, and no page may complain. */
export const test = base.extend<ForEach, ForAll>({
  product: [
    async ({}, use) => {
      const product = await startProduct();
      await product.setUpOwner();
      await use(product);
      await product.stop();
    },
    { scope: 'worker', timeout: 90_000 },
  ],
  session: [async ({ product }, use) => use(await signedIn(product.url)), { scope: 'worker' }],
  colleagueSession: [
    async ({ product }, use) => {
      await product.addColleague();
      await use(await signedIn(product.url, colleague));
    },
    { scope: 'worker' },
  ],
  colleaguePage: async ({ browser, colleagueSession, complaints }, use) => {
    const context = await browser.newContext({ storageState: colleagueSession });
    complaints.watch(context);
    await use(await context.newPage());
    await context.close();
  },
  baseURL: async ({ product }, use) => use(product.url),
  storageState: async ({ session }, use) => use(session),
  complaints: async ({ context }, use) => use(watchBrowser(context)),
  _quiet: [
    async ({ complaints }, use) => {
      await use();
      expect(complaints.unexpected(), 'no page may complain').toEqual([]);
    },
    { auto: true },
  ],
  vendor: async ({}, use) => {
    const vendor = await fakeVendor();
    await use(vendor);
    await vendor.stop();
  },
  mailServer: async ({}, use) => {
    const sink = await smtpSink({ auth: { user: 'shop', password: 'post box 12' } });
    await use(sink);
    await sink.stop();
  },
  freshProduct: [
    async ({}, use) => {
      const product = await startProduct();
      await use(product);
      await product.stop();
    },
    { timeout: 90_000 },
  ],
});

export { expect };
