/** A time as a part of a name: sorts by age, and no file system or database minds it. */
export function timeStamp(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, 19).replaceAll(/[-:]/g, "").replace("T", "_");
}
