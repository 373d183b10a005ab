import { silentLogger } from "../base/logger.ts";
import type { GatewaySettings } from "../link/messages.ts";
import type { Running } from "../link/running-marker.ts";
import type { Transport } from "../link/transport.ts";
import { FakeClock } from "../testing/fake-clock.ts";
import { FakeWire } from "./fake-wire.fixture.ts";
import { FakeWorlds, settled, usualSettings, type FakeWorld } from "./fake-world.fixture.ts";
import { GatewayCore } from "./gateway.ts";

/** A gateway between clients and worlds that do what a test says. */
export class GatewayScene {
  readonly clock = new FakeClock();
  readonly worlds = new FakeWorlds(this.clock);
  readonly core: GatewayCore;
  /** What the world is at; read once when it dies. */
  marker: Running | null = null;

  constructor(settings: Partial<GatewaySettings> = {}) {
    this.core = new GatewayCore({
      clock: this.clock,
      logger: silentLogger,
      name: "run-1",
      settings: { ...usualSettings, ...settings },
      secret: "tide",
      spawnWorld: this.worlds.spawn,
      takeMarker: () => {
        const running = this.marker;
        this.marker = null;
        return running;
      },
      onServing() {},
      onShutdown() {},
      onStillborn() {},
    });
    this.core.start(null);
  }

  readonly accept = (transport: Transport): void => this.core.acceptLink(transport);

  /** A client that has negotiated. */
  client(address = "192.0.2.1"): FakeWire {
    const wire = new FakeWire();
    this.core.connections.accept(wire, address);
    wire.events.ready();
    return wire;
  }

  serving(settings: Partial<GatewaySettings> = {}): Promise<FakeWorld> {
    this.worlds.last.settings = { ...usualSettings, ...settings };
    return this.worlds.serve(this.accept);
  }

  /** The world is killed and the next one serves. */
  async restarted(beforeReady: (next: FakeWorld) => void = () => {}): Promise<FakeWorld> {
    this.worlds.last.end(null, "SIGKILL");
    await settled();
    this.clock.advance(1000);
    this.worlds.last.settings = usualSettings;
    return this.worlds.serve(this.accept, beforeReady);
  }

  async seconds(count: number): Promise<void> {
    for (let passed = 0; passed < count; passed++) {
      this.clock.advance(1000);
      await settled();
    }
  }
}
