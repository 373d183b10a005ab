/** A moment as staff read it, to the minute: `2026-11-23 05:20`, in universal time. */
export function utcMinute(time: number): string {
  return new Date(time).toISOString().slice(0, 16).replace("T", " ");
}
