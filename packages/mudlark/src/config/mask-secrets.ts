/** A value as it may be shown: the password in an address of a database is left out. */
export function maskSecrets<T>(value: T): T | string {
  if (typeof value !== "string") return value;
  return value
    .replace(/^(\w[\w+.-]*:\/\/[^\s/@:]*):[^\s/]*@/u, "$1:[secret]@")
    .replace(/([?&]password=)[^&]*/giu, "$1[secret]");
}
