/** A line of the canvas. It is no target for the pointer: what is dragged finds its gap by the layout. */
export function LinePath({ path, isFaded }: { path: string; isFaded: boolean }) {
  return (
    <path
      className={`react-flow__edge-path hl-edge${isFaded ? ' hl-faded' : ''}`}
      d={path}
      style={{ d: `path("${path}")` }}
    />
  );
}
