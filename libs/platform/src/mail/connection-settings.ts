import { isIP } from 'node:net';
import { isPublic, type Address } from '../outbound/judge-address.js';

export type SmtpSettings = {
  host: string;
  port: number;
  /** TLS from the first byte (usual on port 465); otherwise STARTTLS is used where it is offered. */
  secure: boolean;
  user?: string | undefined;
  password?: string | undefined;
  fromAddress: string;
};

/** What the connection to a checked address insists on. */
export function connectionSettings(
  smtp: SmtpSettings,
  { address, timeoutMs }: { address: Address; timeoutMs: number },
) {
  return {
    host: address.address,
    port: smtp.port,
    secure: smtp.secure,
    // A password goes in clear text over one's own network at most.
    requireTLS: !smtp.secure && hasLogin(smtp) && isPublic(address.address),
    ...(isIP(smtp.host) === 0 ? { servername: smtp.host } : {}),
    tls: { rejectUnauthorized: true },
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
  };
}

export const hasLogin = ({ user }: SmtpSettings) => user !== undefined && user !== '';
