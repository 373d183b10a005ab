/**
 * `mudlark/testing/vitest`: teaches vitest's `expect` what `mudlark/testing` knows. Import it in a test, or once for
 * all of them among vitest's `setupFiles`.
 */
import { expect } from "vitest";
import type { Receiver } from "./call-result.ts";
import { toHaveSent, type SentOptions } from "./to-have-sent.ts";

declare module "vitest" {
  // The parameters have to be called as vitest calls them.
  interface Matchers<R extends void | Promise<void> = void | Promise<void>, T = unknown> {
    /** Was somebody sent this while the line ran? See `toHaveSent` of `mudlark/testing`. */
    toHaveSent(who: Receiver, expected: string | RegExp, options?: SentOptions): R;
  }
}

expect.extend({ toHaveSent });
