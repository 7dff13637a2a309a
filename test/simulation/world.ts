import type { CommandId } from "../../shared/domain/ids.ts";
import type { CommandName, CommandReplies } from "../../shared/protocol/commands.ts";
import { createClient } from "../../shared/protocol/client.ts";
import type { Client, ClientTime, PayloadInput } from "../../shared/protocol/client.ts";
import type { Answer } from "../../shared/protocol/wire.ts";
import type { Principal } from "../../server/access/principal.ts";
import type { Agenda } from "./agenda.ts";
import type { Bug } from "./bugs.ts";
import type { Dice } from "./dice.ts";
import type { FaultCounts } from "./faults.ts";
import type { House } from "./house.ts";
import type { Judge } from "./invariants.ts";
import type { Machine } from "./machine.ts";
import type { Link, Network } from "./network.ts";

/** What every actor lives in. */
export interface World {
  readonly agenda: Agenda;
  readonly house: House;
  readonly judge: Judge;
  readonly counts: FaultCounts;
  readonly network: Network;
  readonly bug: Bug | null;
  /** Nothing while the server is down. */
  machine(): Machine | null;
  dice(name: string): Dice;
  /** The clinic is open: actors act. */
  isOpen(): boolean;
  /** The time of faults; after it everything heals. */
  isRough(): boolean;
  /** Commands that somebody still waits for. */
  readonly waitingFor: { count: number };
  /** What kiosks gave out, for the phones and the thief. */
  readonly papers: { readonly ticketId: string; readonly trackUrl: string }[];
  /** Papers that came out of any printer. */
  readonly printed: Set<string>;
  /** Frames that went over the wire lately, for whoever replays them. */
  readonly overheard: { readonly commandId: string; readonly principal: string }[];
}

/** A place with a link and the product's own client. */
export interface Desk {
  readonly link: Link;
  readonly client: Client;
  readonly clock: ClientTime;
  readonly principal: Principal;
  /** Sends one command until it is answered, or the client gives up. */
  ask<Name extends CommandName>(
    name: Name,
    payload: PayloadInput<Name>,
    id?: CommandId,
  ): Promise<Answer<CommandReplies[Name]> | null>;
  newId(): CommandId;
}

/** Frames remembered for the thief. */
const overheardMax = 50;

export function openDesk(world: World, principal: Principal, name: string, pings = false): Desk {
  const { agenda, network, waitingFor, overheard } = world;
  const dice = world.dice(name);
  const link = network.connect(principal, pings);
  const clock = clockOf(world, dice);
  const client = createClient(link.wire, clock);
  const newId = () => dice.uuid(agenda.now()) as CommandId;
  return {
    link,
    client,
    clock,
    principal,
    newId,
    async ask(command, payload, id = newId()) {
      waitingFor.count++;
      overheard.push({ commandId: id, principal: principal.id });
      if (overheard.length > overheardMax) overheard.shift();
      const answer = await client.command(command, payload, id);
      waitingFor.count--;
      return answer;
    },
  };
}

/** A device's monotonic clock: begins anywhere, and runs a thousandth too fast or too slow. */
export function clockOf({ agenda, counts }: World, dice: Dice) {
  const began = agenda.now();
  const offset = dice.below(1_000_000);
  const rate = 1 + (dice.below(21) - 10) / 10_000;
  if (rate !== 1) counts.hit("device_clock_off");
  return {
    monotonicMs: () => offset + (agenda.now() - began) * rate,
    sleep: (ms: number) => agenda.sleep(ms / rate),
  };
}
