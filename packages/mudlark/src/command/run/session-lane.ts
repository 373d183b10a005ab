/** The lane in which a session's lines run. */
export function laneOf(session: number): string {
  return `session:${session}`;
}
