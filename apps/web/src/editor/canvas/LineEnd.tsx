const places = { target: 'top', source: 'bottom' } as const;

/**
 * Where a line comes in or goes out, as React Flow measures it. Its own `Handle` also listens to every move of the
 * canvas, to be drawn from; nobody draws from ours, and a long flow has hundreds.
 */
export function LineEnd({ of }: { of: 'target' | 'source' }) {
  const place = places[of];
  return (
    <div
      className={`react-flow__handle react-flow__handle-${place} ${of}`}
      data-handlepos={place}
      aria-hidden
    />
  );
}
