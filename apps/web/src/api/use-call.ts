import type { Endpoint } from '@hookline/contract';
import { useMutation, useQueryClient, type UseMutationResult } from '@tanstack/react-query';
import { call } from './call.js';
import type { Asked, LooseAsked, ReplyOf } from './endpoint-shape.js';
import type { Noun } from './nouns.js';

type Options = { touches: readonly Noun[]; isShownInPlace?: boolean };

/** A change: asks the endpoint, then has every list and page of the touched nouns ask again. */
export function useCall<E extends Endpoint>(
  endpoint: E,
  options: Options,
): UseMutationResult<ReplyOf<E>, Error, Asked<E>>;
export function useCall(
  endpoint: Endpoint,
  options: Options,
): UseMutationResult<unknown, Error, LooseAsked> {
  const client = useQueryClient();
  return useMutation<unknown, Error, LooseAsked>({
    mutationFn: (asked) => call(endpoint, asked),
    onSuccess: () =>
      Promise.all(options.touches.map((noun) => client.invalidateQueries({ queryKey: [noun] }))),
    meta: { isShownInPlace: options.isShownInPlace ?? false },
  });
}
