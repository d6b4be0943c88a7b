import { Alert } from '@mantine/core';
import type { ReactNode } from 'react';
import './Note.css';

type Props = {
  tone: 'good' | 'wait' | 'care' | 'bad' | 'quiet';
  icon?: ReactNode;
  title?: string;
  role?: 'alert' | 'status' | 'note';
  children?: ReactNode;
};

/** A few sentences set apart, in the colour of the state that they speak of. */
export function Note({ tone, icon, title, role = 'note', children }: Props) {
  return (
    <Alert
      className="hl-note"
      data-tone={tone}
      variant="light"
      role={role}
      {...(icon === undefined ? {} : { icon })}
      {...(title === undefined ? {} : { title })}
    >
      {children}
    </Alert>
  );
}
