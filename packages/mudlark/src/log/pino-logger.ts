import { pino, type DestinationStream, type Logger as PinoLogger } from "pino";
import type { LogFields, Logger } from "../base/logger.ts";
import { prettyStream } from "./pretty.ts";

type LogLevel = "debug" | "info" | "warn" | "error";

export interface LoggerOptions {
  readonly level: LogLevel;
  /** Which process speaks. */
  readonly part: "gateway" | "world" | "cli";
  /** JSON lines for machines; a readable line each for people; `auto` asks whether a terminal reads it. */
  readonly format: "json" | "pretty" | "auto";
  readonly colour: boolean;
  /** Add the lines to this file, as JSON, instead of standard output. */
  readonly file?: string;
}

/**
 * The server's log: one JSON object per line, or the same made readable (`web-and-operations.md` §4). Lines go
 * straight to standard output, so that nothing is lost when the process dies.
 */
export function createLogger(options: LoggerOptions): Logger {
  const settings = {
    level: options.level,
    base: { part: options.part },
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    formatters: { level: (label: string) => ({ level: label }) },
    serializers: { error: describeError },
  };
  return wrap(pino(settings, destinationOf(options)));
}

function destinationOf({ format, colour, file }: LoggerOptions): DestinationStream {
  if (file !== undefined) return pino.destination({ dest: file, sync: true, append: true, mkdir: true });
  const isPretty = format === "pretty" || (format === "auto" && process.stdout.isTTY);
  return isPretty ? prettyStream(process.stdout, colour) : pino.destination({ fd: 1, sync: true });
}

function wrap(log: PinoLogger): Logger {
  return {
    debug: (message, fields) => log.debug(fields ?? {}, message),
    info: (message, fields) => log.info(fields ?? {}, message),
    warn: (message, fields) => log.warn(fields ?? {}, message),
    error: (message, fields) => log.error(fields ?? {}, message),
    security: (message, fields) => log.warn({ ...fields, security: true }, message),
    child: (fields: LogFields) => wrap(log.child(fields)),
  };
}

function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  return {
    name: error.name,
    message: error.message,
    ...("code" in error ? { code: error.code } : {}),
    stack: error.stack,
    ...(error.cause === undefined ? {} : { cause: describeError(error.cause) }),
  };
}
