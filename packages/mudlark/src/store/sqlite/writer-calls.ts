import { MudlarkError, messageOf } from "../../base/errors.ts";
import type { ErrorCode } from "../../base/errors.ts";
import { StoreFailure } from "../store-failure.ts";
import type { FailureReason } from "../store-failure.ts";
import type { FlatBatch } from "./flat-batch.ts";
import type { LogState, OpenedWorld } from "./writer.ts";

/** What can be asked of a writer's thread, and what it answers. */
export interface WriterCalls {
  /** Answered as soon as the thread runs. */
  ready: { argument: null; answer: null };
  open: { argument: null; answer: OpenedWorld };
  write: { argument: FlatBatch; answer: LogState };
  checkpoint: { argument: null; answer: LogState };
  close: { argument: null; answer: null };
}

export type WriterCall = {
  [Method in keyof WriterCalls]: {
    readonly method: Method;
    readonly argument: WriterCalls[Method]["argument"];
  };
}[keyof WriterCalls];

/** Answers come in the order of the calls. */
export type WriterAnswer =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly error: PortableError };

/** An error in a form that keeps its meaning between threads: a copy of the object itself would lose its class. */
export interface PortableError {
  readonly code: ErrorCode | "RANGE" | null;
  readonly reason: FailureReason | null;
  readonly message: string;
  readonly cause: string | null;
}

export function packError(error: unknown): PortableError {
  return {
    code: error instanceof MudlarkError ? error.code : error instanceof RangeError ? "RANGE" : null,
    reason: error instanceof StoreFailure ? error.reason : null,
    message: messageOf(error),
    cause: error instanceof Error && error.cause !== undefined ? messageOf(error.cause) : null,
  };
}

export function unpackError({ code, reason, message, cause }: PortableError): Error {
  const options = cause === null ? {} : { cause: new Error(cause) };
  if (code === "RANGE") return new RangeError(message, options);
  if (code === null || code === "STORE_FAILED") return new StoreFailure(reason ?? "other", message, options);
  return new MudlarkError(code, message, options);
}
