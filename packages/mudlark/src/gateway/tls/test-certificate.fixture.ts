import { spawnSync } from "node:child_process";
import path from "node:path";
import type { TlsFiles } from "../../config/tls-files.ts";

/** Has this machine the program that makes certificates? */
export const hasOpenssl = spawnSync("openssl", ["version"]).status === 0;

/**
 * Makes a certificate and its key in a folder, in place of those that are there: for `localhost`, 127.0.0.1, and as
 * many days as wanted from now on.
 */
export function makeCertificate(folder: string, days = 90): TlsFiles {
  const files: TlsFiles = { cert: path.join(folder, "cert.pem"), key: path.join(folder, "key.pem") };
  const words = ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"];
  const about = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"];
  const output = ["-days", String(days), "-keyout", files.key, "-out", files.cert];
  const { status, stderr } = spawnSync("openssl", [...words, ...about, ...output], { encoding: "utf8" });
  if (status !== 0) throw new Error(`openssl failed: ${stderr}`);
  return files;
}
