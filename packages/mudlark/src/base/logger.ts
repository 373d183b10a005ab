/** Extra facts of a log line; values must be plain data. Secrets never go here. */
export type LogFields = Readonly<Record<string, unknown>>;

/** Where a part of the server writes down what happened (`web-and-operations.md` §4). */
export interface Logger {
  debug(message: string, fields?: LogFields): void;
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
  /** Logins refused, throttles, bans: what the person who watches for abuse wants to see. */
  security(message: string, fields?: LogFields): void;
  /** The same log with some fields on every line, such as the area it speaks for. */
  child(fields: LogFields): Logger;
}

export const silentLogger: Logger = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  security() {},
  child: () => silentLogger,
};
