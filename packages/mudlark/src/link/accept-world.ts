import { createHash, timingSafeEqual } from "node:crypto";
import { GatewayLink, type LinkOptions } from "./link.ts";
import { linkVersion, type WorldMessage } from "./messages.ts";

export type Hello = Extract<WorldMessage, { readonly type: "hello" }>;

/** How long a caller may take to say who it is, in milliseconds. */
const patience = 5000;

/**
 * Waits for the first message of a caller. Only one that knows the secret and speaks our version is handed on;
 * anybody else is told why not and cut off.
 */
export function acceptWorld(
  options: LinkOptions & { readonly secret: string },
  onAccepted: (link: GatewayLink, hello: Hello) => void,
): void {
  const link = new GatewayLink(options);
  const tooSlow = options.clock.after(patience, () => refuse(link, options, "no hello came"));
  link.onClose(() => tooSlow.cancel());
  link.onMessage((message) => {
    tooSlow.cancel();
    link.onMessage(null);
    const problem = problemOf(message, options.secret);
    if (problem !== null) return refuse(link, options, problem);
    onAccepted(link, message as Hello);
  });
}

function problemOf(message: WorldMessage, secret: string): string | null {
  if (message.type !== "hello" || typeof message.secret !== "string")
    return "the first message must be hello";
  if (!isSame(message.secret, secret)) return "the secret is wrong";
  if (message.version !== linkVersion) {
    return `this gateway speaks version ${linkVersion} of the link, the world ${message.version}`;
  }
  return null;
}

function refuse(link: GatewayLink, { logger }: LinkOptions, reason: string): void {
  logger.warn("a caller on the link was refused", { reason });
  link.send({ type: "refused", reason });
  link.close();
}

/** Takes as long for a near miss as for a far one. */
function isSame(given: string, expected: string): boolean {
  const digest = (value: string): Buffer => createHash("sha256").update(value).digest();
  return timingSafeEqual(digest(given), digest(expected));
}
