/**
 * A date that cannot be changed: a date read from an attribute is the attribute's own, and changing it in place
 * would go unnoticed. Assign a new one instead.
 */
export class FixedDate extends Date {
  static {
    for (const name of Object.getOwnPropertyNames(Date.prototype)) {
      if (!name.startsWith("set")) continue;
      Object.defineProperty(FixedDate.prototype, name, {
        value: () => {
          throw new TypeError("a stored date does not change; assign a new Date instead");
        },
      });
    }
  }
}
