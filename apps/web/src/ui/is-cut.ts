/** Whether a text does not fit where it stands; a link is as wide as its text, and it is its cell that cuts it. */
export function isCut(element: Element): boolean {
  const boxes = [element, element.parentElement].filter((one) => one !== null);
  return boxes.some(
    ({ scrollWidth, clientWidth, scrollHeight, clientHeight }) =>
      clientWidth > 0 && (scrollWidth > clientWidth || scrollHeight > clientHeight + 1),
  );
}
