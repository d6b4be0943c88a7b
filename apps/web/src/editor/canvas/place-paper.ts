type View = { readonly x: number; readonly y: number; readonly zoom: number };

const dotsApartPx = 24;
/** Closer, and they are a grey mass. The paper is as much larger than the canvas as this makes it smaller. */
const smallest = 2 / 3;

/** How far apart dots are: they move away from each other with the flow, and of a small one every other is left out. */
export function dotsApart(zoom: number): number {
  let scale = zoom;
  while (scale < smallest) scale *= 2;
  while (scale >= 2 * smallest) scale /= 2;
  return dotsApartPx * scale;
}

/** Where the paper lies whose dots were drawn `drawnApart`, so that they stand where the flow has them. */
export function placePaper({ x, y, zoom }: View, drawnApart: number): string {
  const apart = dotsApart(zoom);
  // Whole pixels: what lies between two of them is costly to draw, and nobody sees it of a dot.
  const within = (along: number) => Math.round((((along % apart) + apart) % apart) - apart);
  const scale = apart === drawnApart ? '' : ` scale(${(apart / drawnApart).toFixed(4)})`;
  return `translate(${within(x)}px, ${within(y)}px)${scale}`;
}
