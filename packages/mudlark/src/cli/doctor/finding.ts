/** What `mudlark doctor` says about one thing. */
export interface Finding {
  /** What was looked at. */
  readonly about: string;
  /** A warning does not keep the game from running. */
  readonly state: "good" | "warning" | "bad";
  readonly found: string;
  /** What to do; null when nothing has to be done. */
  readonly cure: string | null;
}

export function good(about: string, found: string): Finding {
  return { about, state: "good", found, cure: null };
}

export function warning(about: string, found: string, cure: string): Finding {
  return { about, state: "warning", found, cure };
}

export function bad(about: string, found: string, cure: string): Finding {
  return { about, state: "bad", found, cure };
}
