import { createHash, timingSafeEqual } from "node:crypto";
import { GatewayLink, type FromWorld, type LinkOptions } from "./link.ts";
import { linkVersion } from "./messages.ts";

export type Hello = Extract<FromWorld, { readonly type: "hello" }>;

/** How long a caller may take to say who it is, in milliseconds. */
const patience = 5000;

/** A hello is a few hundred bytes; whoever wants to say more says who it is first. */
const mostHelloBytes = 4096;

/**
 * Waits for the first message of a caller. Only one that knows the secret and speaks our version is handed on;
 * anybody else is told why not and cut off. Messages that follow the hello are kept until `onMessage` is called.
 */
export function acceptWorld(
  options: Omit<LinkOptions, "mostBytes"> & { readonly secret: string },
  onAccepted: (link: GatewayLink, hello: Hello) => void,
): void {
  const link = new GatewayLink({ ...options, mostBytes: mostHelloBytes });
  const refuse = (reason: string): void => {
    options.logger.security("a caller on the link was refused", { reason });
    link.send({ type: "refused", reason });
    link.close();
  };
  const tooSlow = options.clock.after(patience, () => refuse("no hello came"));
  link.onClose(() => tooSlow.cancel());
  link.onMessage((message) => {
    tooSlow.cancel();
    link.onMessage(null);
    if (message.type !== "hello") return refuse("the first message must be hello");
    const problem = problemOf(message, options.secret);
    if (problem !== null) return refuse(problem);
    link.trust();
    link.onClose(() => {});
    onAccepted(link, message);
  });
}

function problemOf(hello: Hello, secret: string): string | null {
  if (!isSame(hello.secret, secret)) return "the secret is wrong";
  if (hello.version === linkVersion) return null;
  return `this gateway speaks version ${linkVersion} of the link, the world version ${hello.version}; restart both`;
}

/** Takes as long for a near miss as for a far one. */
function isSame(given: string, expected: string): boolean {
  const digest = (value: string): Buffer => createHash("sha256").update(value).digest();
  return timingSafeEqual(digest(given), digest(expected));
}
