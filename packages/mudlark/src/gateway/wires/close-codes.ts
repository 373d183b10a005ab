/** What a WebSocket client is told by number when its session ends (`protocols.md` §13). */
const codes: Readonly<Record<string, number>> = {
  quit: 1000,
  quitAll: 1000,
  serverStop: 1001,
  outage: 1012,
  flood: 1008,
  displaced: 4001,
  resumed: 4001,
  boot: 4002,
  banned: 4002,
  accountDeleted: 4002,
};
const idle = 4000;
const loginTimeout = 4003;

/** @param reason a code of `sessions.md` §4.5 */
export function closeCodeOf(reason: string, loggedIn: boolean): number {
  if (reason === "idle") return loggedIn ? idle : loginTimeout;
  return codes[reason] ?? 1000;
}
