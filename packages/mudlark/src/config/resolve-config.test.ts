import { describe, expect, it } from "vitest";
import { MudlarkError } from "../base/errors.ts";
import { lastingSettings } from "./lasting-settings.ts";
import {
  explainConfig,
  heldBackSettings,
  resolveConfig,
  variableOf,
  type ConfigSources,
} from "./resolve-config.ts";
import { tlsFiles } from "./tls-files.ts";

function sources(change: Partial<ConfigSources> = {}): ConfigSources {
  return { directory: "/games/quay", mode: "production", file: {}, environment: {}, ...change };
}

function problemsOf(change: Partial<ConfigSources>): string {
  try {
    resolveConfig(sources(change));
  } catch (error) {
    expect(error).toBeInstanceOf(MudlarkError);
    return (error as MudlarkError).message;
  }
  throw new Error("the configuration was accepted");
}

describe("resolveConfig", () => {
  it("fills every setting from the defaults, the folder's name included", () => {
    const config = resolveConfig(sources());
    expect(config.game.name).toBe("quay");
    expect(config.telnet.ports).toEqual([4000]);
    expect(config.limits.outageQueue).toEqual({ lines: 100, kib: 64 });
  });

  it("lets the environment win over the file, and the file over the defaults", () => {
    const config = resolveConfig(
      sources({
        file: { web: { port: 8080 }, game: { name: "Quay" } },
        environment: { MUDLARK_WEB_PORT: "9090", MUDLARK_TELNET_PORTS: "[4010,4011]" },
      }),
    );
    expect(config.web.port).toBe(9090);
    expect(config.game.name).toBe("Quay");
    expect(config.telnet.ports).toEqual([4010, 4011]);
  });

  it.each([
    ["4010", [4010]],
    ["4010, 4011", [4010, 4011]],
    ["[4010]", [4010]],
  ])("takes %s for a list", (MUDLARK_TELNET_PORTS, ports) => {
    const environment = { MUDLARK_TELNET_PORTS, MUDLARK_WEB_ALLOWED_HOSTS: "a.example,10.example" };
    const config = resolveConfig(sources({ environment }));
    expect(config.telnet.ports).toEqual(ports);
    expect(config.web.allowedHosts).toEqual(["a.example", "10.example"]);
  });

  it("takes text variables as they are and null as JSON", () => {
    const config = resolveConfig(
      sources({
        environment: {
          MUDLARK_GAME_NAME: "42",
          MUDLARK_GAME_CONTACT: "null",
          MUDLARK_THROTTLE_LOGIN_MAX: "null",
        },
      }),
    );
    expect(config.game.name).toBe("42");
    expect(config.throttle.login.max).toBeNull();
  });

  it("follows the session mode where nothing is said", () => {
    const one = resolveConfig(sources()).accounts;
    const many = resolveConfig(sources({ file: { accounts: { sessionMode: 2 } } })).accounts;
    expect([one.maxPuppets, one.maxCharacters]).toEqual([1, 1]);
    expect([many.maxPuppets, many.maxCharacters]).toEqual([null, 5]);
  });

  it("names every mistake at once, with the nearest known key", () => {
    const message = problemsOf({
      file: { telnet: { ports: ["x"] }, limits: { inputChar: 5 }, webb: {} },
      environment: { MUDLARK_WEB_PROT: "1" },
    });
    expect(message).toContain("telnet.ports");
    expect(message).toContain("did you mean limits.inputChars?");
    expect(message).toContain("did you mean web?");
    expect(message).toContain("did you mean MUDLARK_WEB_PORT?");
  });

  it("refuses TLS without a certificate, and half of one", () => {
    const wanting = problemsOf({ file: { telnet: { tls: { enabled: true } } } });
    expect(wanting).toMatch(/telnet\.tls\.enabled: found true, but there is no certificate/);
    const half = problemsOf({ file: { telnet: { tls: { enabled: true, cert: "cert.pem" } } } });
    expect(half).toMatch(/telnet\.tls\.key: found nothing/);
    const shared = { telnet: { tls: { enabled: true } }, web: { tls: { cert: "cert.pem", key: "key.pem" } } };
    expect(tlsFiles(resolveConfig(sources({ file: shared }))).telnet).toEqual({
      cert: "/games/quay/cert.pem",
      key: "/games/quay/key.pem",
    });
  });

  it("refuses proxy ports that nobody listens on", () => {
    const message = problemsOf({ file: { telnet: { ports: [4000], proxyPorts: [4000, 4003] } } });
    expect(message).toMatch(/telnet\.proxyPorts: found 4003/);
  });

  it("says what a sign-in by a provider lacks", () => {
    const discovery = "https://quay.example/.well-known/openid-configuration";
    expect(problemsOf({ file: { accounts: { oauth: { discovery } } } })).toMatch(/accounts\.oauth\.clientId/);
    expect(problemsOf({ file: { accounts: { oauth: { clientId: "quay" } } } })).toMatch(/oauth\.discovery/);
    expect(
      problemsOf({ file: { accounts: { oauth: { discovery: "http://quay.example/", clientId: "quay" } } } }),
    ).toMatch(/https:/);
  });

  it("refuses several puppets in a mode that has one, naming both keys", () => {
    const message = problemsOf({ file: { accounts: { sessionMode: 0, maxPuppets: 2 } } });
    expect(message).toMatch(/accounts\.maxPuppets.*accounts\.sessionMode/);
  });
});

describe("settings that last until the game is stopped", () => {
  const first = resolveConfig(sources({ file: { storage: { url: "sqlite:one.db" }, web: { port: 4100 } } }));
  const lasting = lastingSettings(first);

  it("are those that are said to", () => {
    expect(lasting).toMatchObject({ "storage.url": "sqlite:one.db", "web.port": 4100, "paths.var": "var" });
    expect(Object.keys(lasting)).not.toContain("game.slogan");
  });

  it("keep their value, and are told when they were changed", () => {
    const file = {
      storage: { url: "sqlite:two.db" },
      web: { port: 4100 },
      game: { slogan: "Mind the tide" },
    };
    const later = { ...sources({ file }), lasting };
    expect(resolveConfig(later)).toMatchObject({
      storage: { url: "sqlite:one.db" },
      game: { slogan: "Mind the tide" },
    });
    expect(heldBackSettings(later)).toEqual(["storage.url"]);
  });
});

describe("explainConfig", () => {
  it("says where each value came from", () => {
    const explained = explainConfig(sources({ file: { game: { slogan: "Mind the tide" } } }));
    expect(explained.find((entry) => entry.path === "game.slogan")).toMatchObject({ source: "file" });
    expect(explained.find((entry) => entry.path === "web.port")).toMatchObject({
      source: "default",
      applies: "restart",
      variable: "MUDLARK_WEB_PORT",
    });
  });
});

describe("variableOf", () => {
  it("writes a path in upper snake case", () => {
    expect(variableOf("limits.outageQueue.kib")).toBe("MUDLARK_LIMITS_OUTAGE_QUEUE_KIB");
    expect(variableOf("storage.cacheMaxMiB")).toBe("MUDLARK_STORAGE_CACHE_MAX_MIB");
  });
});
