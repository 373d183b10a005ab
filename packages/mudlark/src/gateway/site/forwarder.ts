import { request as openRequest, type IncomingMessage, type ServerResponse } from "node:http";
import { pipeline } from "node:stream";
import type { Clock, Timer } from "../../base/clock.ts";
import { endToEnd, requestHeaders, type RequestOrigin } from "./forwarded-headers.ts";
import { readBody } from "./read-body.ts";

export interface ForwarderOptions {
  readonly clock: Clock;
  /** The socket of the world that serves; null while none does. */
  readonly target: () => string | null;
}

/** How long a page may be kept waiting for a new world, in milliseconds. */
const holdMs = 5000;
/** Pages that wait at the same time; more than that are told to come again. */
const mostHeld = 256;
/** Bytes of a request's body. */
const mostBodyBytes = 1024 * 1024;
/** How long the world may take to begin its answer, in milliseconds. */
const answerMs = 30_000;

interface Job {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly origin: RequestOrigin;
  readonly body: Buffer;
  /** When waiting for a world ends. */
  readonly deadline: number;
}

/**
 * Passes requests on to the world's web application. While a world is being replaced, GET and HEAD wait a few seconds
 * for the next one; anything else is told at once to come again, since nobody could say whether it was done.
 */
export class Forwarder {
  readonly #clock: Clock;
  readonly #target: () => string | null;
  readonly #held = new Map<Job, Timer>();

  constructor({ clock, target }: ForwarderOptions) {
    this.#clock = clock;
    this.#target = target;
  }

  async forward(request: IncomingMessage, response: ServerResponse, origin: RequestOrigin): Promise<void> {
    const body = await readBody(request, mostBodyBytes);
    if (body === null) return refuse(response, 413, "That is more than this server takes in.\n");
    const deadline = this.#clock.monotonic() + holdMs;
    this.#send({ request, response, origin, body, deadline });
  }

  /** A world serves now. */
  wake(): void {
    const held = [...this.#held];
    this.#held.clear();
    for (const [job, timer] of held) {
      timer.cancel();
      this.#send(job);
    }
  }

  /** The server ends: nobody needs to wait any longer. */
  close(): void {
    for (const [job, timer] of this.#held) {
      timer.cancel();
      comeAgain(job.response);
    }
    this.#held.clear();
  }

  #send(job: Job): void {
    const { request, response, origin, body } = job;
    const target = this.#target();
    if (target === null) return this.#hold(job);
    const { method = "GET", url = "/", headers } = request;
    const upstream = openRequest({
      socketPath: target,
      method,
      path: url,
      headers: requestHeaders(headers, origin, body.length),
      agent: false,
      setHost: false,
    });
    let hasGoneAway = false;
    const patience = this.#clock.after(answerMs, () => upstream.destroy());
    response.once("close", () => {
      hasGoneAway = true;
      upstream.destroy();
    });
    upstream.once("response", (answer) => {
      patience.cancel();
      response.writeHead(answer.statusCode ?? 502, endToEnd(answer.headers));
      pipeline(answer, response, () => {});
    });
    upstream.once("error", () => {
      patience.cancel();
      if (hasGoneAway) return;
      if (response.headersSent) response.destroy();
      else this.#holdAfter(target, job);
    });
    upstream.end(body);
  }

  /** The world died, or is about to: the next one may answer, if it does not serve already. */
  #holdAfter(failed: string, job: Job): void {
    const target = this.#target();
    if (target !== null && target !== failed && mayWait(job)) this.#send(job);
    else this.#hold(job);
  }

  #hold(job: Job): void {
    const { response, deadline } = job;
    const left = deadline - this.#clock.monotonic();
    if (!mayWait(job) || left <= 0 || this.#held.size >= mostHeld) return comeAgain(response);
    const timer = this.#clock.after(left, () => {
      this.#held.delete(job);
      comeAgain(response);
    });
    this.#held.set(job, timer);
    response.once("close", () => {
      timer.cancel();
      this.#held.delete(job);
    });
  }
}

/** What changes nothing can be asked of another world (RFC 9110 §9.2.1). */
function mayWait({ request: { method } }: Job): boolean {
  return method === "GET" || method === "HEAD";
}

function comeAgain(response: ServerResponse): void {
  refuse(response, 503, "The world is restarting. Please try again in a few seconds.\n");
}

function refuse(response: ServerResponse, status: 413 | 503, body: string): void {
  if (response.headersSent || response.destroyed) return;
  response.writeHead(status, {
    "content-type": "text/plain; charset=utf-8",
    "content-length": Buffer.byteLength(body),
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    ...(status === 503 ? { "retry-after": "5" } : { connection: "close" }),
  });
  response.end(body);
}
