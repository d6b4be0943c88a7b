import type { CDPSession, Locator, Page } from '@playwright/test';

type Point = { readonly x: number; readonly y: number };

/** Fingers on the screen, as the browser hears them. */
export class Finger {
  constructor(private readonly page: Page) {}

  /** From the middle of one thing to the middle of another; `before` looks at the page before the finger is lifted. */
  async drag(from: Locator, to: Locator | Point, before?: () => Promise<void>): Promise<void> {
    const start = await middleOf(from);
    const end = 'x' in to ? to : await middleOf(to);
    await this.onScreen(async (screen) => {
      await put(screen, 'touchStart', [start]);
      for (const part of [0.2, 0.4, 0.6, 0.8, 1]) {
        await put(screen, 'touchMove', [between(start, end, part)]);
      }
      await before?.();
      await put(screen, 'touchEnd', []);
    });
  }

  /** Two of them, drawn together over the middle of something. */
  async pinch(over: Locator): Promise<void> {
    const { x, y } = await middleOf(over);
    const apart = (by: number) => [
      { x: x - by, y },
      { x: x + by, y },
    ];
    await this.onScreen(async (screen) => {
      await put(screen, 'touchStart', apart(90));
      for (const by of [80, 70, 60, 50]) await put(screen, 'touchMove', apart(by));
      await put(screen, 'touchEnd', []);
    });
  }

  private async onScreen(play: (screen: CDPSession) => Promise<void>): Promise<void> {
    const screen = await this.page.context().newCDPSession(this.page);
    await play(screen);
    await screen.detach();
  }
}

type Move = 'touchStart' | 'touchMove' | 'touchEnd';

const put = (screen: CDPSession, type: Move, points: readonly Point[]) =>
  screen.send('Input.dispatchTouchEvent', {
    type,
    touchPoints: points.map((point, id) => ({ ...point, id })),
  });

const between = (from: Point, to: Point, part: number): Point => ({
  x: from.x + (to.x - from.x) * part,
  y: from.y + (to.y - from.y) * part,
});

async function middleOf(thing: Locator): Promise<Point> {
  const box = await thing.boundingBox();
  if (!box) throw new Error('what a finger is to touch is not on the page');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}
