import type { AppDescription } from '@hookline/contract';
import {
  IconApi,
  IconBrandTelegram,
  IconForms,
  IconMail,
  IconShoppingCart,
  IconSparkles,
  IconTable,
  IconUsers,
  IconWebhook,
  IconWorld,
  type Icon,
} from '@tabler/icons-react';
import { createElement } from 'react';
import './AppIcon.css';
import { colorOfApp } from './color-of-app.js';

/** Icons that the catalogue may name; every other app is known by its first letters. */
const icons = new Map<string, Icon>([
  ['api', IconApi],
  ['forms', IconForms],
  ['form', IconForms],
  ['mail', IconMail],
  ['shopping-cart', IconShoppingCart],
  ['sparkles', IconSparkles],
  ['table', IconTable],
  ['telegram', IconBrandTelegram],
  ['brand-telegram', IconBrandTelegram],
  ['tilda', IconForms],
  ['users', IconUsers],
  ['webhook', IconWebhook],
  ['world', IconWorld],
  ['http', IconWorld],
]);

/** Above this both inks have the same contrast (WCAG 2): 4.58 to 1, enough for any text. */
const evenLuminance = 0.179;

/** Black or white, whichever is read better on a colour. */
function inkOn(color: string): string {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = parseInt(color.slice(at, at + 2), 16) / 255;
    return part <= 0.040_45 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  const luminance = red * 0.212_6 + green * 0.715_2 + blue * 0.072_2;
  return luminance > evenLuminance ? '#000000' : '#ffffff';
}

/** Two letters of a name: of its first two words, or the first two. */
function lettersOf(label: string): string {
  const words = label.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
  const [first = '', second = ''] = words;
  return (second === '' ? first.slice(0, 2) : first.slice(0, 1) + second.slice(0, 1)).toUpperCase();
}

type Props = {
  app: string;
  /** What the catalogue says of it; an app that is not there any more has its key. */
  known: AppDescription | undefined;
  label: string;
  size?: number;
};

/** An app by its icon and colour, for those who have the catalogue at hand. */
export function AppMark({ app, known, label, size = 24 }: Props) {
  const color = colorOfApp(known);
  const Icon = icons.get(known?.icon ?? app);
  const style =
    Icon === undefined
      ? { background: color, color: inkOn(color), fontSize: size * 0.42 }
      : { color };
  return (
    <span
      className={Icon === undefined ? 'hl-app-icon hl-app-letters' : 'hl-app-icon'}
      role="img"
      aria-label={label}
      data-hint={label}
      style={{ width: size, height: size, ...style }}
    >
      {Icon === undefined
        ? lettersOf(label)
        : createElement(Icon, {
            size: Math.round(size * 0.66),
            stroke: 1.8,
            'aria-hidden': true,
          })}
    </span>
  );
}
