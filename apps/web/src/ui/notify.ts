import { notifications } from '@mantine/notifications';
import { spokenNow } from '../words/speech.js';

const closing = () => ({ closeButtonProps: { 'aria-label': spokenNow().t('common.close') } });

/** Says in passing that something was done. With an id it is said once as long as it is seen. */
export function notify(message: string, id?: string): void {
  notifications.show({ message, ...(id === undefined ? {} : { id }), ...closing() });
}

/**
 * Says that something asked for was not done; stays longer, since it may have to be acted on. With an id it is
 * said once as long as it is seen.
 */
export function notifyFault(title: string, message: string, id?: string): void {
  const known = id === undefined ? {} : { id };
  notifications.show({ color: 'red', title, message, autoClose: 8_000, ...known, ...closing() });
}
