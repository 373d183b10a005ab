import type ssh2 from "ssh2";
import { MudlarkError } from "../../base/errors.ts";

/**
 * The protocol SSH. Only games that use it need the package.
 *
 * @throws MudlarkError CONFIG_INVALID when it is not installed; the message says how to install it
 */
export async function loadSsh2(): Promise<typeof ssh2> {
  try {
    return (await import("ssh2")).default;
  } catch (cause) {
    throw new MudlarkError(
      "CONFIG_INVALID",
      "ssh.enabled needs the package ssh2. Type in the game's folder: npm install ssh2@1.17.0",
      { cause },
    );
  }
}
