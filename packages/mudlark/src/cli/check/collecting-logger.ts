import { messageOf } from "../../base/errors.ts";
import { silentLogger, type Logger, type LogFields } from "../../base/logger.ts";

/** A log that keeps what somebody should look at: warnings, and errors that did not end the attempt. */
export function collectingLogger(kept: string[]): Logger {
  const keep = (message: string, fields?: LogFields): void => {
    const error = fields?.["error"];
    kept.push(error === undefined ? message : `${message}: ${messageOf(error)}`);
  };
  const logger: Logger = { ...silentLogger, warn: keep, error: keep, child: () => logger };
  return logger;
}
