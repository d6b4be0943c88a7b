import type { Endpoint } from '@hookline/contract';

type InputOf<S> = S extends { _zod: { input: infer I } } ? I : never;
type OutputOf<S> = S extends { _zod: { output: infer O } } ? O : never;
/** An endpoint that takes nothing says so with an empty object or undefined; neither is an argument. */
type Filled<T> = Exclude<T, undefined | Record<string, never>>;
type NoKeys = Record<never, never>;
type Part<K extends string, T> = [T] extends [never]
  ? NoKeys
  : NoKeys extends T
    ? { [key in K]?: T }
    : { [key in K]: T };

/** What a caller gives: path parameters, query and body, each only where the endpoint has it. */
export type Asked<E extends Endpoint> = Part<'params', Filled<InputOf<E['params']>>> &
  Part<'query', Filled<InputOf<E['query']>>> &
  Part<'body', Filled<InputOf<E['body']>>> & { signal?: AbortSignal };

type Answer<T> = [T] extends [undefined] ? undefined : Exclude<T, undefined>;
export type ReplyOf<E extends Endpoint> = Answer<OutputOf<E['reply']>>;

/** The same without its types, as the wire sees it. */
export type LooseAsked = {
  params?: unknown;
  query?: unknown;
  body?: unknown;
  signal?: AbortSignal;
};
