const dots = '…';

type Room = {
  readonly width: number;
  readonly lines: number;
  readonly measure: (text: string) => number;
};

/** Breaks words into lines as a card does; what has no room on the last one is cut off, with dots. */
export function fitLines(text: string, { width, lines, measure }: Room): string[] {
  const fitted: string[] = [];
  let rest = text.trim().split(/\s+/);
  while (rest.length > 0 && fitted.length < lines) {
    const isLast = fitted.length === lines - 1;
    let taken = rest.length;
    while (!isLast && taken > 1 && measure(rest.slice(0, taken).join(' ')) > width) taken -= 1;
    fitted.push(cut(rest.slice(0, taken).join(' '), width, measure));
    rest = rest.slice(taken);
  }
  return fitted;
}

function cut(line: string, width: number, measure: Room['measure']): string {
  if (measure(line) <= width) return line;
  const signs = [...line];
  let [fits, tooLong] = [0, signs.length];
  while (tooLong - fits > 1) {
    const middle = Math.floor((fits + tooLong) / 2);
    if (measure(signs.slice(0, middle).join('') + dots) <= width) fits = middle;
    else tooLong = middle;
  }
  return signs.slice(0, fits).join('').trimEnd() + dots;
}
