import { z } from "zod";
import { atLeast, names, port, text } from "./setting-values.ts";
import { setting, type Mode } from "./setting.ts";

/** Settings of the ways in: telnet, SSH, the web and its WebSocket. */
export const listenerSettings = {
  telnet: {
    /** Listen for telnet at all? */
    enabled: setting(z.boolean(), true, "restart"),
    /** Ports to listen on; 0 lets the system choose. */
    ports: setting(z.array(port).min(1), [4000], "restart"),
    /** Addresses to listen on. Default: every address; in development only this machine. */
    hosts: setting(z.array(text.min(1)).min(1), everywhere, "restart"),
    /** Longest wait for a client to describe itself before the login screen, in milliseconds. */
    loginDelayMs: setting(atLeast(0), 300),
    /** Longest wait for the end of a telnet subnegotiation, in milliseconds. */
    sbTimeoutMs: setting(atLeast(1), 5000),
    /** Make links for clients that know them only by MSLP? */
    mslp: setting(z.boolean(), false),
    tls: {
      /** Listen for telnet over TLS? */
      enabled: setting(z.boolean(), false, "restart"),
      /** Ports to listen on for TLS; 0 lets the system choose. */
      ports: setting(z.array(port).min(1), [4003], "restart"),
      /**
       * File with the certificate and those between it and its issuer, as PEM, seen from the game's folder. It is
       * read again when it changes. Default: that of `web.tls`.
       */
      cert: setting(text.min(1).nullable(), null, "restart"),
      /** File with the private key of the certificate, as PEM, without a passphrase. Default: that of `web.tls`. */
      key: setting(text.min(1).nullable(), null, "restart"),
      /** Take TLS on the plain ports, too? Every plain client then waits 150 milliseconds longer. */
      detect: setting(z.boolean(), false, "restart"),
    },
    /**
     * Those of the telnet ports (plain or TLS) and of the SSH port that only a proxy of `web.trustedProxies` may come
     * to: it has to send the PROXY protocol, version 1 or 2, and so tells the real address of the player.
     */
    proxyPorts: setting(z.array(port), [], "restart"),
    mccp: {
      /** Compress for clients that ask for it? */
      enabled: setting(z.boolean(), true),
      /** How much the compression looks back, as a power of two bytes: more saves more and costs memory. */
      windowBits: setting(z.int().min(9).max(15), 13),
      /** Memory for its tables, from 1 to 9. */
      memLevel: setting(z.int().min(1).max(9), 6),
      /** From 1, quick, to 9, small. */
      level: setting(z.int().min(1).max(9), 6),
      /** Compress over TLS, too? The length of what is compressed can then give away secrets. */
      overTls: setting(z.boolean(), false),
    },
  },
  ssh: {
    /** Listen for SSH? It needs the package ssh2. */
    enabled: setting(z.boolean(), false, "restart"),
    /** Port to listen on, at the addresses of `telnet.hosts`; 0 lets the system choose. */
    port: setting(port, 4004, "restart"),
    /** User names that come to the login screen without a password, so that new players can come in. */
    openUsers: setting(names, ["new", "guest"], "restart"),
    /** Have an RSA key, too, for clients that know nothing newer? */
    rsaKey: setting(z.boolean(), false, "restart"),
  },
  web: {
    /** Listen for browsers at all? */
    enabled: setting(z.boolean(), true, "restart"),
    /** One port for the site, its files and the WebSocket at `/ws`. */
    port: setting(port, 4001, "restart"),
    /** Address to listen on. Default: every address; in development only this machine. */
    host: setting(text.min(1), ({ mode }) => (mode === "development" ? "localhost" : "::"), "restart"),
    /**
     * Files of the certificate (with those between it and its issuer) and of its private key, as PEM, seen from the
     * game's folder: `{ cert, key }`. The port then speaks HTTPS only. They are read again when they change. Null for
     * plain HTTP, such as behind a proxy.
     */
    tls: setting(z.strictObject({ cert: text.min(1), key: text.min(1) }).nullable(), null, "restart"),
    /** Whose word about the real address of a client is believed, also on telnet: addresses or CIDR blocks. */
    trustedProxies: setting(names, ["127.0.0.1", "::1"]),
    /** Hosts whose pages may open a WebSocket, beside the game's own. */
    allowedHosts: setting(names, []),
    client: {
      typing: {
        /** May people in a room see who is typing? */
        enabled: setting(z.boolean(), true),
        /** Seconds after which somebody who went on without a word counts as not typing. */
        timeout: setting(atLeast(1), 5),
      },
      /** Seconds for which a browser that lost its connection can go on where it was. 0: it cannot. */
      resumeSeconds: setting(atLeast(0), 900),
    },
  },
  ws: {
    /** What clients may speak through the WebSocket, the preferred first. */
    subprotocols: setting(
      z.array(z.enum(["json", "gmcp", "telnet", "terminal", "native"])).min(1),
      ["json", "gmcp", "telnet", "terminal", "native"],
      "restart",
    ),
    /** May pages of other sites connect, as clients of the standard subprotocols? */
    foreignOrigins: setting(z.boolean(), true, "restart"),
  },
} as const;

function everywhere({ mode }: { readonly mode: Mode }): string[] {
  return mode === "development" ? ["127.0.0.1", "::1"] : ["::"];
}
