import { createPrivateKey, X509Certificate, type KeyObject } from "node:crypto";
import { readFileSync } from "node:fs";
import { isIP } from "node:net";
import { createSecureContext, type SecureVersion } from "node:tls";
import { MudlarkError, messageOf } from "../../base/errors.ts";
import type { TlsFiles } from "../../config/tls-files.ts";

/** Older ones can be broken (`protocols.md` §11.2). */
export const oldestTls: SecureVersion = "TLSv1.2";

/** A certificate with its private key, both known to fit and to be usable. */
export interface Certificate {
  /** PEM: the server's own, then those between it and its issuer. */
  readonly cert: string;
  /** PEM. */
  readonly key: string;
  /** Milliseconds since 1970. */
  readonly validFrom: number;
  /** Milliseconds since 1970. */
  readonly validTo: number;
  /** The names that it is for, such as `DNS:mud.example.org`. */
  readonly names: string;
  readonly fingerprint: string;
  /** Did its owner issue it, too? Then no client trusts it by itself. */
  readonly isSelfSigned: boolean;
  /** Is it for that host? */
  readonly covers: (host: string) => boolean;
  /** Does the file hold those between it and its issuer? */
  readonly hasChain: boolean;
}

/**
 * Reads a certificate and its key from their files.
 *
 * @throws MudlarkError CERTIFICATE_INVALID when a server could not use them; whether it has run out is not looked at
 */
export function readCertificate({ cert: certFile, key: keyFile }: TlsFiles): Certificate {
  const cert = readText(certFile);
  const key = readText(keyFile);
  const parsed = parsing(certFile, "holds no certificate in PEM form", () => new X509Certificate(cert));
  if (!parsed.checkPrivateKey(parsePrivateKey(keyFile, key))) {
    throw unusable(keyFile, `is not the key of the certificate in ${certFile}`);
  }
  parsing(certFile, "cannot be served", () => createSecureContext({ cert, key, minVersion: oldestTls }));
  return {
    cert,
    key,
    validFrom: parsed.validFromDate.getTime(),
    validTo: parsed.validToDate.getTime(),
    names: parsed.subjectAltName ?? parsed.subject,
    fingerprint: parsed.fingerprint256,
    isSelfSigned: parsed.checkIssued(parsed),
    covers: (host) => (isIP(host) === 0 ? parsed.checkHost(host) : parsed.checkIP(host)) !== undefined,
    hasChain: (cert.match(/-----BEGIN CERTIFICATE-----/g) ?? []).length > 1,
  };
}

function readText(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === "ENOENT") throw unusable(file, "does not exist", cause);
    if (code === "EACCES") throw unusable(file, "may not be read by the user who runs the game", cause);
    throw unusable(file, `cannot be read: ${messageOf(cause)}`, cause);
  }
}

function parsePrivateKey(file: string, key: string): KeyObject {
  if (/ENCRYPTED/.test(key))
    throw unusable(file, "is protected by a passphrase, which nobody is there to type");
  return parsing(file, "holds no private key in PEM form", () => createPrivateKey(key));
}

function parsing<T>(file: string, problem: string, parse: () => T): T {
  try {
    return parse();
  } catch (cause) {
    throw unusable(file, `${problem} (${messageOf(cause)})`, cause);
  }
}

function unusable(file: string, problem: string, cause?: unknown): MudlarkError {
  return new MudlarkError("CERTIFICATE_INVALID", `${file} ${problem}`, { cause });
}

const day = 24 * 60 * 60 * 1000;
const soon = 14 * day;

/** Can clients trust the dates of a certificate? */
export type Validity = "good" | "soon" | "expired" | "future";

/** @param now milliseconds since 1970 */
export function validityOf({ validFrom, validTo }: Certificate, now: number): Validity {
  if (now > validTo) return "expired";
  if (now < validFrom) return "future";
  return validTo - now < soon ? "soon" : "good";
}

/** What is to be said about the dates, after "the certificate". */
export function describeValidity(certificate: Certificate, now: number): string {
  const { validFrom, validTo } = certificate;
  const on = (time: number): string => new Date(time).toISOString().slice(0, 10);
  switch (validityOf(certificate, now)) {
    case "expired":
      return `expired on ${on(validTo)}`;
    case "future":
      return `is not valid before ${on(validFrom)}`;
    case "soon": {
      const days = Math.floor((validTo - now) / day);
      return `expires in ${days} ${days === 1 ? "day" : "days"}, on ${on(validTo)}`;
    }
    case "good":
      return `is valid until ${on(validTo)}`;
  }
}
