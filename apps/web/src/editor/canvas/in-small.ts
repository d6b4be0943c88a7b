type Point = { readonly x: number; readonly y: number };
type Box = Point & { readonly width: number; readonly height: number };
type Card = { readonly position: Point; readonly width?: number; readonly height?: number };

/** How the flow lies in the overview. */
export type Small = {
  readonly viewBox: string;
  readonly toFlow: (at: Point) => Point;
  /** A part of the flow as it stands in the overview; what lies far outside stays at its border. */
  readonly frameOf: (view: Box) => Box;
};

const size = { width: 198, height: 148 };
const border = 6;
/** A long flow is drawn wider than it is: in its true shape it would be a hair, and what is in sight of it a dot. */
const leastWidth = 48;

/** Fits cards into the overview: all of them, in the middle. */
export function inSmall(cards: readonly Card[]): Small {
  const left = Math.min(...cards.map(({ position }) => position.x));
  const top = Math.min(...cards.map(({ position }) => position.y));
  const right = Math.max(...cards.map(({ position, width = 0 }) => position.x + width));
  const bottom = Math.max(...cards.map(({ position, height = 0 }) => position.y + height));
  const across = (right - left) / (size.width - 2 * border);
  const down = Math.max(across, (bottom - top) / (size.height - 2 * border));
  const aside = Math.max(across, Math.min(down, (right - left) / leastWidth));
  const width = size.width * aside;
  const height = size.height * down;
  const x = (left + right - width) / 2;
  const y = (top + bottom - height) / 2;
  return {
    viewBox: `${x} ${y} ${width} ${height}`,
    toFlow: (at) => ({ x: x + at.x * aside, y: y + at.y * down }),
    frameOf: (view) => {
      const seen = { width: view.width / aside, height: view.height / down };
      return {
        x: within((view.x - x) / aside, [border - seen.width, size.width - border]),
        y: within((view.y - y) / down, [border - seen.height, size.height - border]),
        ...seen,
      };
    },
  };
}

const within = (value: number, [least, most]: readonly [number, number]): number =>
  Math.min(Math.max(value, least), most);
