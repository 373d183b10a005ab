/** So many rounds of the event loop without a sign of life, and nothing is under way. */
const roundsOfRest = 4;
/** Milliseconds of real time. */
const mostPatience = 10_000;

/** Where signs of life come from. */
export interface Activity {
  /** Grows with everything that happens; so long as it does not, nothing does. */
  readonly activity: number;
  /** What waits for something that is not of the game, such as the hash of a password. */
  readonly outside: readonly string[];
}

/**
 * Resolves when nothing more happens by itself: no turn, nothing on a line between two processes, no promise from
 * outside that somebody waits for.
 *
 * @param holds what has to be so, too
 * @throws Error after 10 s of real time
 */
export async function rest(source: Activity, holds: () => boolean = () => true): Promise<void> {
  const end = performance.now() + mostPatience;
  let before = source.activity;
  for (let rounds = 0; rounds < roundsOfRest; rounds++) {
    await new Promise((resolve) => setImmediate(resolve));
    const { activity, outside } = source;
    if (activity !== before || outside.length > 0 || !holds()) rounds = 0;
    before = activity;
    if (performance.now() < end) continue;
    const what =
      outside.length > 0 ? `${outside.join(", ")} waits for a promise` : "something goes on and on";
    throw new Error(`the game did not come to rest within ${mostPatience / 1000} s: ${what}`);
  }
}
