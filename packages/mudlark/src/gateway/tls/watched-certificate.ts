import { statSync } from "node:fs";
import type { Clock, Timer } from "../../base/clock.ts";
import { messageOf } from "../../base/errors.ts";
import type { Logger } from "../../base/logger.ts";
import type { TlsFiles } from "../../config/tls-files.ts";
import { describeValidity, readCertificate, validityOf, type Certificate } from "./certificate.ts";

export interface WatchedCertificateOptions {
  readonly files: TlsFiles;
  readonly clock: Clock;
  readonly logger: Logger;
}

const lookEveryMs = 10_000;
const warnEveryMs = 24 * 60 * 60 * 1000;

/**
 * A certificate that is read again when its files change. One that cannot be used never takes the place of one that
 * can: the log says so, and the next change is waited for.
 */
export class WatchedCertificate {
  readonly #options: WatchedCertificateOptions;
  readonly #timers: readonly Timer[];
  readonly #listeners: ((certificate: Certificate) => void)[] = [];
  #current: Certificate;
  /** What the files looked like when they were read. */
  #seen: string;
  /** The complaint about them, which is made once. */
  #complaint: string | null = null;

  /** @throws MudlarkError CERTIFICATE_INVALID when the files cannot be used; one that has expired can */
  constructor(options: WatchedCertificateOptions) {
    this.#options = options;
    this.#seen = appearance(options.files);
    this.#current = readCertificate(options.files);
    this.#warn();
    const { clock } = options;
    // Looking, and not being told: what renews certificates changes links, which nobody is told of.
    this.#timers = [
      clock.every(lookEveryMs, () => this.#look()),
      clock.every(warnEveryMs, () => this.#warn()),
    ];
  }

  get current(): Certificate {
    return this.#current;
  }

  /** Calls back now, and with each new certificate. */
  use(listener: (certificate: Certificate) => void): void {
    this.#listeners.push(listener);
    listener(this.#current);
  }

  close(): void {
    for (const timer of this.#timers) timer.cancel();
  }

  #look(): void {
    const { files, clock, logger } = this.#options;
    const now = appearance(files);
    // While one file is new and the other old, they do not fit; so what failed is tried again.
    if (now === this.#seen && this.#complaint === null) return;
    this.#seen = now;
    try {
      const renewed = readCertificate(files);
      if (renewed.fingerprint === this.#current.fingerprint) {
        this.#complaint = null;
        return;
      }
      const state = validityOf(renewed, clock.now());
      if (state === "expired" || state === "future") {
        return this.#complain(`${files.cert} ${describeValidity(renewed, clock.now())}`);
      }
      this.#complaint = null;
      this.#current = renewed;
      for (const listener of this.#listeners) listener(renewed);
      const validity = describeValidity(renewed, clock.now());
      logger.info("the TLS certificate was renewed", { names: renewed.names, validity });
    } catch (error) {
      this.#complain(messageOf(error));
    }
  }

  #complain(problem: string): void {
    if (problem === this.#complaint) return;
    this.#complaint = problem;
    this.#options.logger.error("a new TLS certificate cannot be used; the old one stays in use", { problem });
  }

  #warn(): void {
    const { files, clock, logger } = this.#options;
    if (validityOf(this.#current, clock.now()) === "good") return;
    const validity = describeValidity(this.#current, clock.now());
    logger.warn("the TLS certificate has to be renewed", { file: files.cert, validity });
  }
}

/** Changes with every file that is written or put in another's place. */
function appearance({ cert, key }: TlsFiles): string {
  return [cert, key]
    .map((file) => {
      const found = statSync(file, { throwIfNoEntry: false });
      return found === undefined ? "none" : [found.ino, found.size, found.mtimeMs].join(":");
    })
    .join(" ");
}
