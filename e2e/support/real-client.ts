import { missingPrograms } from "../../tools/programs.ts";
import { password } from "./game-server.ts";
import { Terminal } from "./terminal.ts";

/** A client program that players use. */
export interface RealClient {
  readonly program: string;
  /** A shell's command that plays on that port. */
  readonly command: (port: number) => string;
}

export const tintin: RealClient = {
  program: "tt++",
  command: (port) => `tt++ -e '#session game 127.0.0.1 ${port}'`,
};

export const tinyfugue: RealClient = {
  program: "tf",
  command: (port) => `tf -f/dev/null 127.0.0.1 ${port}`,
};

export const gnuTelnet: RealClient = {
  program: "telnet",
  command: (port) => `telnet 127.0.0.1 ${port}`,
};

/** The client that comes with libtelnet. */
export const libtelnet: RealClient = {
  program: "telnet-client",
  command: (port) => `telnet-client 127.0.0.1 ${port}`,
};

/** PuTTY, without its window. */
export const plink: RealClient = {
  program: "plink",
  command: (port) => `plink -telnet -P ${port} 127.0.0.1`,
};

/** Programs that this machine does not have. */
export const missing: ReadonlySet<string> = new Set(missingPrograms().map((program) => program.name));

/** Sits down at a client, as somebody who has an account or makes one now, and logs in. */
export async function logIn(
  client: RealClient,
  port: number,
  name: string,
  isNew: boolean,
): Promise<Terminal> {
  const terminal = await Terminal.run(client.command(port));
  await terminal.expect(/quit.*leaves/);
  if (isNew) {
    terminal.type(`create ${name}`);
    await terminal.expect(/Password: /);
    terminal.type(password);
    await terminal.expect(/The same again: /);
    terminal.type(password);
    await terminal.expect(/\[Y\]\/N/);
    terminal.type("y");
    await terminal.expect(/account was created/);
  }
  terminal.type(`connect ${name}`);
  await terminal.expect(/Password: /);
  terminal.type(password);
  return terminal;
}

/** Logs in and waits until the character stands in the first room. */
export async function play(
  client: RealClient,
  port: number,
  name: string,
  isNew: boolean,
): Promise<Terminal> {
  const terminal = await logIn(client, port, name, isNew);
  await terminal.expect(/You become .*\s*.*Limbo[^]*you can do/);
  return terminal;
}
