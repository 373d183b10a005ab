import type ssh2 from "ssh2";
import type { EncryptedPrivateKey } from "ssh2";

/**
 * A key of the server as the library takes it: once for each kind of signature that may prove it. Left to itself, the
 * library offers SHA-1 with every RSA key, whatever its options say.
 *
 * @param key as PEM or in OpenSSH's form
 */
export function provenKeys({ utils }: typeof ssh2, key: string): readonly EncryptedPrivateKey[] {
  const parsed = utils.parseKey(key);
  if (parsed instanceof Error) throw parsed;
  if (parsed.type !== "ssh-rsa") return [{ key: parsed }];
  return ["rsa-sha2-512", "rsa-sha2-256"].map((type) => {
    const again = utils.parseKey(key);
    if (again instanceof Error) throw again;
    return { key: Object.assign(again, { type }) };
  });
}
