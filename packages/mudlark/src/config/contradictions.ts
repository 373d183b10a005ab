import type { ResolvedConfig } from "./schema.ts";

/** What is wrong with settings that are each right by themselves; a sentence each, with the setting first. */
export function contradictions(config: ResolvedConfig): readonly string[] {
  return [
    ...aboutModes(config),
    ...aboutCertificates(config),
    ...aboutProxyPorts(config),
    ...aboutSignIn(config),
  ];
}

/** `sessions.md` §1 */
function aboutModes({ accounts: { sessionMode, maxPuppets } }: ResolvedConfig): string[] {
  if (sessionMode > 1 || maxPuppets === 1) return [];
  return [
    `accounts.maxPuppets: found ${JSON.stringify(maxPuppets)}, but accounts.sessionMode ${sessionMode} plays one ` +
      "character at a time: set maxPuppets to 1 or leave it out, or choose mode 2 or 3",
  ];
}

function aboutCertificates({ telnet: { tls }, web }: ResolvedConfig): string[] {
  if ((tls.cert === null) !== (tls.key === null)) {
    const [given, missing] = tls.cert === null ? ["key", "cert"] : ["cert", "key"];
    return [`telnet.tls.${missing}: found nothing, but telnet.tls.${given} is set: it takes both`];
  }
  const wanting = tls.enabled ? "enabled" : tls.detect ? "detect" : null;
  if (wanting === null || tls.cert !== null || web.tls !== null) return [];
  return [
    `telnet.tls.${wanting}: found true, but there is no certificate: name its files with telnet.tls.cert and ` +
      "telnet.tls.key, or with web.tls",
  ];
}

function aboutProxyPorts({ telnet, ssh }: ResolvedConfig): string[] {
  const ports = [
    ...telnet.ports,
    ...(telnet.tls.enabled ? telnet.tls.ports : []),
    ...(ssh.enabled ? [ssh.port] : []),
  ];
  return telnet.proxyPorts
    .filter((port) => !ports.includes(port))
    .map(
      (port) =>
        `telnet.proxyPorts: found ${port}, which is none of the telnet and SSH ports: ${ports.join(", ")}`,
    );
}

function aboutSignIn({ accounts: { oauth } }: ResolvedConfig): string[] {
  if ((oauth.discovery === null) === (oauth.clientId === null)) return [];
  const [given, missing] = oauth.clientId === null ? ["discovery", "clientId"] : ["clientId", "discovery"];
  return [`accounts.oauth.${missing}: found nothing, but accounts.oauth.${given} is set: it takes both`];
}
