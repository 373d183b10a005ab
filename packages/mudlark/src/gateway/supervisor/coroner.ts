import type { Incident } from "../../link/messages.ts";
import type { Running } from "../../link/running-marker.ts";
import type { Suspect } from "./world-seat.ts";

export type Cause = Incident["cause"];

export interface Verdict {
  /** Does what was running explain it? Then it does not count towards giving up. */
  readonly isExplained: boolean;
  /** Not to be run again. */
  readonly drop: Suspect | null;
}

/** So many earlier deaths are remembered; far more than matter at a time. */
const mostRemembered = 1000;

/**
 * Says what a world died of, from what was running and what was running at earlier deaths (design §5). A line is
 * dropped at once when it hung, and when it has killed a second world; whatever else was running is to be suspended
 * at one hang or two deaths. What kills after that, and hooks, which cannot be left out, explain nothing.
 */
export class Coroner {
  readonly #deaths = new Map<string, number>();
  #incidents: Incident[] = [];
  #suspect: Suspect | null = null;

  /** What has happened since a world last served: for the staff, and so that a timer can be suspended. */
  get incidents(): readonly Incident[] {
    return this.#incidents;
  }

  examine(running: Running | null, cause: Cause): Verdict {
    if (running === null) return { isExplained: false, drop: null };
    const { kind, label, session, line } = running;
    const culprit = kind === "line" && session !== null && line !== null ? { session, line } : null;
    const deaths = this.#count(culprit === null ? `${kind} ${label}` : `line ${session} ${line}`);
    const dropped = kind !== "hook" && (cause === "hang" || deaths >= 2);
    this.#incidents.push({ cause, kind, label, session, line, dropped });
    this.#suspect = dropped ? null : (culprit ?? this.#suspect);
    return { isExplained: kind !== "hook" && deaths <= 2, drop: dropped ? culprit : null };
  }

  /** A world serves and knows of everything; gives the line that it is to run alone, if one is suspected. */
  closeCases(): Suspect | null {
    const suspect = this.#suspect;
    this.#suspect = null;
    this.#incidents = [];
    return suspect;
  }

  #count(what: string): number {
    const deaths = (this.#deaths.get(what) ?? 0) + 1;
    this.#deaths.delete(what);
    this.#deaths.set(what, deaths);
    if (this.#deaths.size > mostRemembered) {
      for (const [oldest] of this.#deaths) {
        this.#deaths.delete(oldest);
        break;
      }
    }
    return deaths;
  }
}
