/**
 * Everything that the gateway itself says to players, as markup. The patterns that these must match are in
 * `sessions.md` §5.4.
 */
export const notices = {
  /** `srv.waiting` */
  waiting: "|yThe world is restarting. One moment, please: what you type is kept.|n",
  /** `srv.waiting`, once the supervisor has given up. */
  gaveUp:
    "|yThe world has stopped and does not come back by itself. The staff must look at it; one moment may not be enough.|n",
  /** `srv.dropped` */
  dropped:
    "|yToo much is waiting for the world already. What you type from here on is not kept until it is back.|n",
  /** `limit.long` */
  long: "|yThat line was too long, and was left out.|n",
  /** `limit.fast` */
  fast: "|yYou are typing too fast: some of it was left out.|n",
  /** `prompt.cancelled`: nobody asks any more, and a secret is no command. */
  unanswered: "|yThe question was cancelled by the restart. Your answer was thrown away.|n",
  unused: (lines: readonly string[]) =>
    `|yWhat you typed in answer came too late. It was not run as a command:|n ${lines.join("\n")}`,
  flood: "You sent too much, too fast.",
  refusedHere: "Too many connections come from your address. Close one of them first.",
  /** `login.banned` */
  banned: "You are banned from this game.",
  refusedFull: "Too many people are connecting at the moment. Please try again in a minute.",
  /** `idle.kick` */
  idle: "You were idle for too long without logging in.",
  outage: "The world could not be brought back. Please try again later.",
  stopping: "The server stops. See you again.",
  /** A line that brought the world down is not run again. */
  hung: "|yA command of yours held up the whole world and was stopped. It was left out; the staff know.|n",
  died: "|yA command of yours brought the world down twice. It was left out; the staff know.|n",
} as const;

/** `queue.wait` */
export function queueNotice(game: string, seconds: number): string {
  const wait = seconds <= 1 ? "a second" : `${seconds} seconds`;
  return `Welcome to ${game}! Many people are coming in: you are queued, and it will take about ${wait}.`;
}
