import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { silentLogger, type Logger } from "../../base/logger.ts";
import type { TlsFiles } from "../../config/tls-files.ts";
import { FakeClock } from "../../testing/fake-clock.ts";
import { hasOpenssl, makeCertificate } from "./test-certificate.fixture.ts";
import { WatchedCertificate } from "./watched-certificate.ts";

const day = 24 * 60 * 60 * 1000;

describe.skipIf(!hasOpenssl)("WatchedCertificate", () => {
  let folder: string;
  let clock: FakeClock;
  let files: TlsFiles;
  let logged: string[];
  let watched: WatchedCertificate;

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), "mudlark-watched-"));
    clock = new FakeClock(Date.now());
    files = makeCertificate(folder, 16);
    logged = [];
    const note = (message: string, fields?: object): void =>
      void logged.push(`${message} ${JSON.stringify(fields)}`);
    const logger: Logger = { ...silentLogger, info: note, warn: note, error: note };
    // The moment at which it was made is the first of its life.
    clock.advance(60_000);
    watched = new WatchedCertificate({ files, clock, logger });
  });
  afterEach(() => {
    watched.close();
    rmSync(folder, { recursive: true });
  });

  it("warns once a day when the time to renew it has come, and goes on when that is over", () => {
    clock.advance(day);
    expect(logged).toEqual([]);
    clock.advance(3 * day);
    expect(logged).toHaveLength(3);
    expect(logged[0]).toMatch(/has to be renewed.*expires in 13 days/);
    clock.advance(13 * day);
    expect(logged.at(-1)).toMatch(/expired on/);
    expect(watched.current.cert).toContain("BEGIN CERTIFICATE");
  });

  it("does not take one that has expired already", () => {
    const { fingerprint } = watched.current;
    clock.advance(2 * day);
    makeCertificate(folder, 1);
    clock.advance(60_000);
    expect(watched.current.fingerprint).toBe(fingerprint);
    const refused = logged.filter((line) => line.includes("cannot be used"));
    expect(refused).toEqual([expect.stringMatching(/expired on/)]);
  });

  it("waits until both files are new", () => {
    const { fingerprint } = watched.current;
    const next = mkdtempSync(path.join(folder, "next-"));
    const renewed = makeCertificate(next);
    const told: string[] = [];
    watched.use((certificate) => told.push(certificate.fingerprint));
    copyFileSync(renewed.cert, files.cert);
    clock.advance(10_000);
    expect(watched.current.fingerprint).toBe(fingerprint);
    copyFileSync(renewed.key, files.key);
    clock.advance(10_000);
    expect(told).toEqual([fingerprint, watched.current.fingerprint]);
    expect(told[1]).not.toBe(fingerprint);
  });
});
