import { Suspense, useState, type ReactNode } from 'react';

/** Holds back what nobody has opened yet; its code is fetched at the first opening and then stays. */
export function WhenOpened({ isOpen, children }: { isOpen: boolean; children: ReactNode }) {
  const [wasOpened, setOpened] = useState(isOpen);
  if (isOpen && !wasOpened) setOpened(true);
  return wasOpened || isOpen ? <Suspense fallback={null}>{children}</Suspense> : null;
}
