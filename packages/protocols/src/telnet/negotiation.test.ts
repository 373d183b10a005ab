import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Negotiation } from "./negotiation.ts";
import { command } from "./telnet-codes.ts";
import type { Negotiable, Side } from "./negotiation.ts";
import type { NegotiationVerb } from "./telnet-codes.ts";

const names = { 251: "WILL", 252: "WONT", 253: "DO", 254: "DONT" } as const;

class RecordingOption implements Negotiable {
  readonly code: number;
  readonly log: string[] = [];
  readonly #accepted: readonly Side[];

  constructor(code: number, accepted: readonly Side[]) {
    this.code = code;
    this.#accepted = accepted;
  }

  accepts(side: Side): boolean {
    return this.#accepted.includes(side);
  }

  enabled(side: Side): void {
    this.log.push(`${side} on`);
  }

  disabled(side: Side, refused: boolean): void {
    this.log.push(`${side} ${refused ? "refused" : "off"}`);
  }
}

function negotiation(
  accepted: readonly Side[],
  offered: readonly Side[] = [],
): {
  sent: string[];
  option: RecordingOption;
  negotiation: Negotiation;
} {
  const sent: string[] = [];
  const option = new RecordingOption(5, accepted);
  const send = (verb: NegotiationVerb, code: number, answer: boolean): boolean => {
    sent.push(`${names[verb]} ${code}${answer ? " (answer)" : ""}`);
    return true;
  };
  const offers = offered.map((side) => ({ code: 5, side }));
  const instance = new Negotiation([option], send, offers);
  return { sent, option, negotiation: instance };
}

describe("negotiation", () => {
  it("does not answer an acknowledgement", () => {
    const { sent, option, negotiation: telnet } = negotiation(["local"], ["local"]);
    telnet.receive(command.DO, 5);
    telnet.receive(command.DO, 5);
    expect(sent).toEqual([]);
    expect(option.log).toEqual(["local on"]);
    expect(telnet.isOn(5, "local")).toBe(true);
    expect(telnet.isOn(5, "remote")).toBe(false);
  });

  it("takes a refusal silently, and a later change of mind with an answer", () => {
    const { sent, option, negotiation: telnet } = negotiation(["local"], ["local"]);
    telnet.receive(command.DONT, 5);
    telnet.receive(command.DONT, 5);
    telnet.receive(command.DO, 5);
    expect(sent).toEqual(["WILL 5 (answer)"]);
    expect(option.log).toEqual(["local refused", "local on"]);
  });

  it("acknowledges the end of an option after the option was told", () => {
    const { sent, option, negotiation: telnet } = negotiation(["remote"]);
    telnet.receive(command.WILL, 5);
    telnet.receive(command.WONT, 5);
    telnet.receive(command.WONT, 5);
    expect(sent).toEqual(["DO 5 (answer)", "DONT 5 (answer)"]);
    expect(option.log).toEqual(["remote on", "remote off"]);
  });

  it("refuses once for each side", () => {
    const { sent, negotiation: telnet } = negotiation([]);
    for (const verb of [command.DO, command.WILL, command.DO, command.WILL] as const) {
      telnet.receive(verb, 5);
      telnet.receive(verb, 99);
    }
    expect(sent).toEqual(["WONT 5 (answer)", "WONT 99 (answer)", "DONT 5 (answer)", "DONT 99 (answer)"]);
  });

  it("is done with an option at once when it withdraws it, whatever comes late", () => {
    const { sent, option, negotiation: telnet } = negotiation(["local"]);
    telnet.receive(command.DO, 5);
    telnet.withdraw(5, "local");
    telnet.withdraw(5, "local");
    telnet.receive(command.DONT, 5);
    expect(sent).toEqual(["WILL 5 (answer)", "WONT 5"]);
    expect(option.log).toEqual(["local on"]);
  });

  it("does not take back what is only asked for", () => {
    const { sent, option, negotiation: telnet } = negotiation(["local"], ["local"]);
    telnet.withdraw(5, "local");
    telnet.receive(command.DO, 5);
    expect(sent).toEqual([]);
    expect(option.log).toEqual(["local on"]);
  });

  it("changes nothing when too much was answered already", () => {
    const option = new RecordingOption(5, ["remote"]);
    const telnet = new Negotiation([option], () => false);
    telnet.receive(command.WILL, 5);
    telnet.receive(command.WILL, 6);
    expect(option.log).toEqual([]);
    expect(telnet.isOn(5, "remote")).toBe(false);
  });

  it("comes to rest with a peer of the same rules, however their offers cross", () => {
    const deed = fc.record({
      who: fc.constantFrom(0, 1),
      side: fc.constantFrom<Side>("local", "remote"),
      deliver: fc.nat(4),
    });
    const sides = fc.subarray<Side>(["local", "remote"]);
    const peer = fc.record({ accepted: sides, offered: sides });
    fc.assert(
      fc.property(peer, peer, fc.array(deed), (first, second, deeds) => {
        const queues: [NegotiationVerb[], NegotiationVerb[]] = [[], []];
        const peers = [first, second].map(({ accepted, offered }, who) => {
          const outbound = queues[who === 0 ? 1 : 0];
          outbound.push(...offered.map((side) => (side === "local" ? command.WILL : command.DO)));
          const send = (verb: NegotiationVerb): boolean => outbound.push(verb) > 0;
          const offers = offered.map((side) => ({ code: 5, side }));
          return new Negotiation([new RecordingOption(5, accepted)], send, offers);
        });
        const deliver = (): boolean => {
          const who = queues[0].length > 0 ? 0 : 1;
          const verb = queues[who].shift();
          if (verb !== undefined) peers[who]?.receive(verb, 5);
          return verb !== undefined;
        };
        const deliverAll = (): void => {
          for (let messages = 0; deliver(); messages += 1) expect(messages).toBeLessThan(1000);
        };
        for (const { who, side, deliver: count } of deeds) {
          for (let n = 0; n < count; n += 1) deliver();
          // An option is complete at once when we end it; that may cross no offer of the other.
          deliverAll();
          peers[who]?.withdraw(5, side);
        }
        deliverAll();
      }),
      { numRuns: 1000 },
    );
  });
});
