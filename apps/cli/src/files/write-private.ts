import { open, rename } from 'node:fs/promises';

/** Replaces a file in one step, readable by its owner only; a crash leaves the old one or the new one. */
export async function writePrivate(file: string, text: string): Promise<void> {
  const next = `${file}.${process.pid}.new`;
  const handle = await open(next, 'w', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(next, file);
}
