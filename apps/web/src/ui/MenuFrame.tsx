import { Menu, type MenuProps } from '@mantine/core';
import type { ReactElement } from 'react';
import { useOpenAtOnce } from './use-open-at-once.js';

type Props = Pick<MenuProps, 'position' | 'width' | 'children'> & { target: ReactElement };

/** A menu that comes because its button was pressed. */
export function MenuFrame({ target, children, ...where }: Props) {
  const { place, isOpen, setOpen } = useOpenAtOnce();
  return (
    <span ref={place} className="hl-pressed">
      <Menu opened={isOpen} onChange={setOpen} withinPortal {...where}>
        <Menu.Target>{target}</Menu.Target>
        <Menu.Dropdown>{children}</Menu.Dropdown>
      </Menu>
    </span>
  );
}
