import type { GatewaySettings } from "../link/messages.ts";
import type { Wire, WireEnd } from "./wire.ts";

/** A page that is loaded anew comes back within so many seconds (design §9.15). */
const leaveSeconds = 10;

/**
 * Seconds for which the session of a client that broke off is kept (`sessions.md` §12.4); 0 for one that goes at once.
 *
 * @param resumption what the client needs to come back by itself; null when it cannot
 */
export function patienceWith(
  reason: WireEnd,
  resumption: Wire["resumption"],
  { resumeSeconds, linkdeadGrace }: Pick<GatewaySettings, "resumeSeconds" | "linkdeadGrace">,
): number {
  if (reason !== "lost" && reason !== "left") return 0;
  const canResume = resumption?.isPossible === true;
  if (reason === "left") return canResume ? Math.min(leaveSeconds, resumeSeconds) : 0;
  return canResume ? resumeSeconds : linkdeadGrace;
}
