import { Notifications } from '@mantine/notifications';
import '@mantine/notifications/styles.css';

export function Notices() {
  return <Notifications position="bottom-right" />;
}
