import { z } from 'zod';

/** What a browser names as the origin of a page: a scheme and a host, nothing behind them. */
const origin = z
  .string()
  .max(300)
  .toLowerCase()
  .regex(
    /^https?:\/\/(?:[a-z0-9-]+(?:\.[a-z0-9-]+)*|\[[0-9a-f:.]+\])(?::\d{1,5})?$/,
    'write an origin such as https://shop.example.com, with nothing behind the host',
  );

/**
 * What the address of a flow asks of a request before it counts as an event. All of it may be absent, and
 * then everything that the source itself takes is taken.
 */
export const endpointPolicy = z.strictObject({
  /** Pages that may send from a browser. Absent: CORS is not answered, and an origin is not looked at. */
  origins: z.union([z.literal('any'), z.array(origin).min(1).max(50)]).optional(),
  /** What a GET is: an event, a visit that sees a short page, or refused. */
  get: z.enum(['event', 'hello', 'refuse']).optional(),
  perMinute: z.number().int().min(1).max(600_000).optional(),
  maxBodyBytes: z.number().int().min(1).max(1_073_741_824).optional(),
  /** A field that people do not see and therefore leave empty. */
  honeypot: z.string().trim().min(1).max(200).optional(),
  /** What becomes of events from an origin or a network address that is not among the allowed ones. */
  strangers: z.enum(['refuse', 'quarantine']).optional(),
  /** The main flow of the same workspace whose address feeds this one, too: a sender may know one address only. */
  through: z.uuid().toLowerCase().optional(),
});
export type EndpointPolicy = z.infer<typeof endpointPolicy>;
