import path from "node:path";
import type { ResolvedConfig } from "./schema.ts";

/** A certificate and its private key, as absolute paths. */
export interface TlsFiles {
  readonly cert: string;
  readonly key: string;
}

/** What a listener identifies itself with; null when it does not speak TLS. */
export function tlsFiles(config: ResolvedConfig): {
  readonly telnet: TlsFiles | null;
  readonly web: TlsFiles | null;
} {
  const { telnet, web, directory } = config;
  const absolute = ({ cert, key }: TlsFiles): TlsFiles => ({
    cert: path.resolve(directory, cert),
    key: path.resolve(directory, key),
  });
  const { cert, key } = telnet.tls;
  const forTelnet = cert !== null && key !== null ? { cert, key } : web.tls;
  const isWanted = telnet.enabled && (telnet.tls.enabled || telnet.tls.detect);
  return {
    telnet: isWanted && forTelnet !== null ? absolute(forTelnet) : null,
    web: web.enabled && web.tls !== null ? absolute(web.tls) : null,
  };
}
