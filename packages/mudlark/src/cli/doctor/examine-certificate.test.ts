import { chmodSync, copyFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { TlsFiles } from "../../config/tls-files.ts";
import { hasOpenssl, makeCertificate } from "../../gateway/tls/test-certificate.fixture.ts";
import { examineCertificate } from "./examine-certificate.ts";

const day = 24 * 60 * 60 * 1000;
const matching = (pattern: RegExp): string => expect.stringMatching(pattern) as string;

describe.skipIf(!hasOpenssl)("the doctor, about certificates", () => {
  let home: string;
  let files: TlsFiles;

  beforeAll(() => {
    home = mkdtempSync(path.join(tmpdir(), "mudlark-certificate-"));
    files = makeCertificate(home, 90);
  });
  afterAll(() => rmSync(home, { recursive: true }));

  it("says when one has to be renewed, and when it is too late", () => {
    const at = (days: number): unknown => examineCertificate(files, "localhost", Date.now() + days * day);
    expect(at(1)).toMatchObject({ state: "warning", found: matching(/^is valid until .* signed it/) });
    expect(at(80)).toMatchObject({ state: "warning", found: matching(/^expires in 9 days/) });
    expect(at(91)).toMatchObject({
      state: "bad",
      found: matching(/^expired on/),
      cure: matching(/Renew it/),
    });
    expect(at(-2)).toMatchObject({ state: "bad", found: matching(/^is not valid before/) });
  });

  it("says for whom it is", () => {
    const finding = examineCertificate(files, "mud.example.org", Date.now() + day);
    expect(finding).toMatchObject({
      state: "warning",
      found: matching(/DNS:localhost.*not for mud\.example\.org/),
    });
  });

  it("names the file that cannot be used, and why", () => {
    const other = mkdtempSync(path.join(home, "other-"));
    const foreign = makeCertificate(other);
    const broken = path.join(other, "broken.pem");
    writeFileSync(broken, "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
    const encrypted = path.join(other, "encrypted.pem");
    writeFileSync(
      encrypted,
      "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n",
    );
    const found = (change: Partial<TlsFiles>): string => {
      const finding = examineCertificate({ ...files, ...change }, "localhost", Date.now());
      expect(finding.state).toBe("bad");
      return finding.found;
    };
    expect(found({ cert: path.join(home, "none.pem") })).toMatch(/none\.pem does not exist/);
    expect(found({ cert: broken })).toMatch(/broken\.pem holds no certificate/);
    expect(found({ key: files.cert })).toMatch(/cert\.pem holds no private key/);
    expect(found({ key: foreign.key })).toMatch(/is not the key of the certificate/);
    expect(found({ key: encrypted })).toMatch(/passphrase/);
    const hidden = path.join(other, "hidden.pem");
    copyFileSync(files.key, hidden);
    chmodSync(hidden, 0);
    // Whoever is root may read it all the same.
    if (process.getuid?.() !== 0) expect(found({ key: hidden })).toMatch(/may not be read/);
  });
});
