import { describe, expect, it } from "vitest";
import { resolveConfig } from "../../config/resolve-config.ts";
import { productionWarnings, type Surroundings } from "./production-warnings.ts";

const quiet: Surroundings = { isRoot: false, dotEnvMode: 0o100600 };

function warnings(file: unknown, around: Surroundings = quiet): string {
  const config = resolveConfig({ directory: "/games/quay", mode: "production", file, environment: {} });
  return productionWarnings(config, around)
    .map(({ text }) => text)
    .join("\n");
}

describe("productionWarnings", () => {
  const behindProxy = { game: { hostname: "mud.example.org" }, telnet: { hosts: ["127.0.0.1"] } };

  it("has nothing to say about a game behind a proxy with a name", () => {
    expect(warnings(behindProxy)).toBe("");
    expect(warnings({ network: { lockdown: true } })).toBe("");
  });

  it("names what is risky in public, each by its setting", () => {
    expect(warnings({})).toMatch(/game\.hostname/);
    expect(warnings({})).toMatch(/telnet is open without TLS/);
    const tls = { enabled: true, cert: "cert.pem", key: "key.pem" };
    expect(warnings({ telnet: { tls } })).not.toMatch(/TLS/);
    expect(warnings({ ...behindProxy, security: { showErrorsInGame: true } })).toMatch(/showErrorsInGame/);
    expect(warnings({ ...behindProxy, throttle: { create: { max: null } } })).toMatch(
      /throttle\.create\.max/,
    );
    expect(warnings({ ...behindProxy, throttle: { login: { max: null } } })).toMatch(/throttle\.login\.max/);
    expect(warnings({ ...behindProxy, storage: { url: "memory:" } })).toMatch(/storage\.url/);
  });

  it("names what is risky about the machine", () => {
    expect(warnings(behindProxy, { isRoot: true, dotEnvMode: null })).toMatch(/root/);
    expect(warnings(behindProxy, { isRoot: false, dotEnvMode: 0o100644 })).toMatch(/chmod 600/);
  });
});
