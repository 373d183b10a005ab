import type { ClientFlags } from "../../link/session-state.ts";

const longest = 128;

/**
 * Which program an SSH client is, by the line that it introduces itself with (RFC 4253 §4.2): `OpenSSH_9.2p1`,
 * `PuTTY_Release_0.78`. What is no program's name says nothing.
 *
 * @param software what stands after `SSH-2.0-`, without the comment
 */
export function clientSoftware(software: string): ClientFlags {
  const [, name = "", version = ""] = /^([!-~]+?)(?:_([!-~]*))?$/.exec(software.slice(0, longest)) ?? [];
  return { CLIENTNAME: name === "" ? "SSH" : name, CLIENTVERSION: version };
}
