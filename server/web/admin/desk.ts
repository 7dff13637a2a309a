import type { ClinicId } from "../../../shared/domain/ids.ts";
import type { LocalDay } from "../../../shared/domain/local-day.ts";
import type { Client } from "../../../shared/protocol/client.ts";
import type { DirectoryData } from "../../../shared/protocol/feeds.ts";
import type { Me } from "../../../shared/ui/desk/access.ts";
import type { Runner } from "./use-askings.ts";

/** What every section of administration works with. */
export interface AdminDesk {
  readonly client: Client;
  readonly me: Me;
  readonly runner: Runner;
  /** Supervisors and administrators, while the screen is as fresh as acting needs. */
  readonly mayWrite: boolean;
  readonly site: DirectoryData;
  /** The hospital's own day. */
  readonly today: LocalDay;
  readonly fetcher: typeof fetch;
}

/** What a dialog needs that asks for one command: it is opened by other desks too. */
export type AskingDesk = Pick<AdminDesk, "client" | "runner" | "site" | "fetcher">;

export type SiteClinic = DirectoryData["clinics"][number];
export type SitePoint = DirectoryData["servicePoints"][number];

/** The clinic of the address, else the first one there is. */
export function clinicOf(site: DirectoryData, clinicId: ClinicId | null): SiteClinic | null {
  return site.clinics.find((one) => one.clinicId === clinicId) ?? site.clinics[0] ?? null;
}

/** The rooms and counters that serve a clinic's queues. */
export function pointsOf(site: DirectoryData, clinicId: ClinicId): readonly SitePoint[] {
  const queues = new Set(
    site.queues.filter((queue) => queue.clinicId === clinicId).map((queue) => queue.queueId),
  );
  return site.servicePoints.filter((point) => point.queueIds.some((id) => queues.has(id)));
}
