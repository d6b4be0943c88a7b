/** The instructions of a Dockerfile without comments and blank lines, lines that end with a backslash joined to the next. */
export function joinLines(text) {
  const joined = [];
  let open;
  text.split(/\r?\n/).forEach((content, index) => {
    if (/^\s*(#|$)/.test(content)) return;
    const isOpen = /\\\s*$/.test(content);
    const part = content.replace(/\\\s*$/, '');
    if (open === undefined) open = { line: index + 1, text: part };
    else open.text += part;
    if (isOpen) return;
    joined.push({ line: open.line, text: open.text.trim() });
    open = undefined;
  });
  if (open !== undefined) joined.push({ line: open.line, text: `${open.text.trim()} \\` });
  return joined;
}
