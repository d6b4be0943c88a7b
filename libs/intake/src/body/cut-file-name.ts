const maxLength = 255;
const extension = /\.[^.]{1,20}$/u;

/** A file name that is not too long to be kept; what is cut out stands before its extension, and no sign is cut in two. */
export function cutFileName(name: string): string {
  if (name.length <= maxLength) return name;
  const [end = ''] = extension.exec(name) ?? [];
  return name.slice(0, maxLength - end.length).replace(/\p{Surrogate}$/u, '') + end;
}
