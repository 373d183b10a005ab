import { expect, it } from "vitest";
import { TelnetServer } from "./telnet-server.ts";
import { TelnetService } from "./telnet-service.ts";
import { ascii, hex, hexOf } from "./telnet-peer.suite.ts";

function output(server: TelnetServer): string {
  let sent = "";
  for (let bytes = server.takeOutput(); bytes !== null; bytes = server.takeOutput()) sent += hexOf(bytes);
  return sent;
}

it("serves many clients, and what one says is nothing to the others", () => {
  const service = new TelnetService({ now: () => 0, loginDelayMs: 0 });
  const [first, second] = [new TelnetServer(service), new TelnetServer(service)];
  for (const server of [first, second]) {
    server.start();
    expect(hex(output(server))).toEqual(service.opening);
  }
  // IAC WILL NAWS, then a window of 100 by 40.
  first.receive(hex("ff fb 1f ff fa 1f 0064 0028 ff f0"));
  second.setFlags({ NOCOLOR: true });
  expect(first.flags).toMatchObject({ SCREENWIDTH: 100, SCREENHEIGHT: 40, NOCOLOR: false });
  expect(second.flags).toMatchObject({ SCREENWIDTH: 78, SCREENHEIGHT: 45, NOCOLOR: true });
  expect(service.initialFlags).toMatchObject({ SCREENWIDTH: 78, NOCOLOR: false });
  expect(new TelnetServer(service).flags).toEqual(service.initialFlags);
});

it("does everything for a client that has not sent a byte yet", () => {
  const server = new TelnetServer({ now: () => 0, loginDelayMs: 0 });
  server.start();
  output(server);
  expect(server.tick()).toEqual([{ type: "ready" }]);
  server.sendText("Who are you?\n");
  expect(output(server)).toBe(hexOf(ascii("Who are you?\r\n")));
  expect(server.sendMessage("char_vitals", [], { hp: 7 })).toBe(false);
  server.sendMssp({ NAME: "Test" }, "option");
  expect(output(server)).toBe("");
  expect(server.setEncoding("latin1")).toMatchObject({ ENCODING: "iso-8859-1" });
  expect(server.environ.size).toBe(0);
  expect(server.receive(Uint8Array.of(0xe9, 0x0a))).toEqual([{ type: "line", text: "é", masked: false }]);
});

it("offers what is switched on, compression last", () => {
  const service = new TelnetService({
    now: () => 0,
    features: { ttype: false, naws: false, newEnviron: false, mxp: false },
    createInflater: () => {
      throw new Error("nobody compresses here");
    },
  });
  // WILL CHARSET, EOR, GMCP, MSDP, MSSP, MCCP3.
  expect(hexOf(service.opening)).toBe("fffb2afffb19fffbc9fffb45fffb46fffb57");
  expect(service.awaitsAnswers).toBe(false);
});
