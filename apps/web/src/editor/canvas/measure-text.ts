const sizePx = 28;
/** As the style of a title says: in parts of its size. */
const letterSpacing = -0.02;
/** About what a letter takes, where nothing can be measured. */
const usualWidth = 0.55;

let pen: CanvasRenderingContext2D | null | undefined;

/** How wide a title is that is read from afar, in pixels of the flow. */
export function measureText(text: string): number {
  pen ??= openPen();
  const width = pen ? pen.measureText(text).width : text.length * usualWidth * sizePx;
  return width + text.length * letterSpacing * sizePx;
}

function openPen(): CanvasRenderingContext2D | null {
  const context = document.createElement('canvas').getContext('2d');
  if (context) context.font = `600 ${sizePx}px ${getComputedStyle(document.body).fontFamily}`;
  return context;
}
