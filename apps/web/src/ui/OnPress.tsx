import { cloneElement, Suspense, useState, type ReactElement, type ReactNode } from 'react';

type Target = ReactElement<{ onClick?: () => void; 'aria-haspopup'?: 'menu' | 'dialog' }>;
type Props = { target: Target; opens: 'menu' | 'dialog'; children: (target: Target) => ReactNode };

/**
 * A button whose menu is fetched when it is pressed for the first time: a list of a hundred such buttons costs a
 * hundred buttons. From then on `children` stands in its place, with the same button.
 */
export function OnPress({ target, opens, children }: Props) {
  const [isPressed, setPressed] = useState(false);
  if (isPressed) return <Suspense fallback={target}>{children(target)}</Suspense>;
  return cloneElement(target, { 'aria-haspopup': opens, onClick: () => setPressed(true) });
}
