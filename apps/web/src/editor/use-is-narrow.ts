import { useMediaQuery } from '@mantine/hooks';

/** On a phone a flow is read and filled in; there is no canvas to build it on. */
export const useIsNarrow = (): boolean =>
  useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false });
