import { z } from 'zod';

export const languages = ['en', 'ru'] as const;
export type Language = (typeof languages)[number];

export const workspaceView = z.object({
  id: z.string(),
  name: z.string(),
  timeZone: z.string(),
  defaultCountry: z.string(),
  locale: z.string(),
});
export type WorkspaceView = z.infer<typeof workspaceView>;

export const apiKeyView = z.object({
  id: z.string(),
  name: z.string(),
  prefix: z.string(),
  createdAt: z.iso.datetime(),
  lastUsedAt: z.iso.datetime().nullable(),
  expiresAt: z.iso.datetime().nullable(),
});
export type ApiKeyView = z.infer<typeof apiKeyView>;
