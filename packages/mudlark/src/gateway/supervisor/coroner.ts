import type { Incident } from "../../link/messages.ts";
import type { Running } from "../../link/running-marker.ts";
import type { Suspect } from "./world-seat.ts";

export type Cause = Incident["cause"];

export interface Verdict {
  /** Does what was running explain it? Then it does not count towards giving up. */
  readonly isExplained: boolean;
  /** For the next world's staff; null when nothing was running. */
  readonly incident: Incident | null;
  /** To be replayed alone. */
  readonly suspect: Suspect | null;
  /** Not to be run again. */
  readonly drop: Suspect | null;
}

/**
 * Says what a world died of, from what was running and what was running at earlier deaths (design §5): a line at a
 * hang is dropped at once, at another death when it kills a second world; a timer is given up at one hang or two
 * deaths.
 */
export class Coroner {
  #suspect: Suspect | null = null;
  readonly #deadlyTimers = new Set<string>();

  examine(running: Running | null, cause: Cause): Verdict {
    if (running === null) return this.#unexplained(null);
    const { kind, label, session, line } = running;
    const incident = (dropped: boolean): Incident => ({ cause, kind, label, session, line, dropped });
    if (kind === "line" && session !== null && line !== null) {
      return this.#ofLine({ session, line }, cause, incident);
    }
    if (kind === "timer") {
      const isSecond = this.#deadlyTimers.has(label);
      this.#deadlyTimers.add(label);
      this.#suspect = null;
      const found = incident(cause === "hang" || isSecond);
      return { isExplained: true, incident: found, suspect: null, drop: null };
    }
    return this.#unexplained(incident(false));
  }

  /** The world works: what was suspected is innocent. */
  acquit(): void {
    this.#suspect = null;
  }

  #ofLine(line: Suspect, cause: Cause, incident: (dropped: boolean) => Incident): Verdict {
    const isSecond = this.#suspect?.session === line.session && this.#suspect.line === line.line;
    if (cause === "hang" || isSecond) {
      this.#suspect = null;
      return { isExplained: true, incident: incident(true), suspect: null, drop: line };
    }
    this.#suspect = line;
    return { isExplained: true, incident: incident(false), suspect: line, drop: null };
  }

  #unexplained(incident: Incident | null): Verdict {
    return { isExplained: false, incident, suspect: this.#suspect, drop: null };
  }
}
