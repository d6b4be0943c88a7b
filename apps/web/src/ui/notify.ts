import { notifications } from '@mantine/notifications';
import i18next from 'i18next';

const closing = () => ({ closeButtonProps: { 'aria-label': i18next.t('common.close') } });

/** Says in passing that something was done. */
export function notify(message: string): void {
  notifications.show({ message, ...closing() });
}

/** Says that something asked for was not done; stays longer, since it may have to be acted on. */
export function notifyFault(title: string, message: string): void {
  notifications.show({ color: 'red', title, message, autoClose: 8_000, ...closing() });
}
