/** Under this name the place of an event in its trace stands among its headers, where its trace is taken. */
export const traceHeader = 'x-hookline-traceparent';
