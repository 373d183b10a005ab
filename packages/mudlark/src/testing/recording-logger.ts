import { silentLogger, type LogFields, type Logger } from "../base/logger.ts";

export interface LogLine {
  readonly level: string;
  readonly message: string;
  readonly fields: LogFields;
}

/** A logger that only remembers, oldest first. */
export function recordingLogger(lines: LogLine[]): Logger {
  const at =
    (level: string) =>
    (message: string, fields: LogFields = {}): void =>
      void lines.push({ level, message, fields });
  const logger: Logger = {
    ...silentLogger,
    debug: at("debug"),
    info: at("info"),
    warn: at("warn"),
    error: at("error"),
    security: at("security"),
    child: () => logger,
  };
  return logger;
}
