import { useEffect, useState } from "react";
import type { OrderId } from "../../../shared/domain/ids.ts";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import type { Client } from "../../../shared/protocol/client.ts";
import type { LabWorkData, OrderLine } from "../../../shared/protocol/laboratory-feeds.ts";
import { createSpecimenDesk } from "./specimen-desk.ts";
import { ScanField } from "./scan-field.tsx";
import { ScanOutcomeView } from "./scan-outcome.tsx";
import { useScans } from "./use-scans.ts";

/** The reader's field and, in large words, what the last label was. */
export function ScanBand(props: {
  readonly client: Client;
  readonly work: LabWorkData | null;
  readonly fetcher: typeof fetch;
  readonly now: number | null;
  readonly onReject: (order: OrderLine, barcode: string) => void;
  readonly onReceived: (orderId: OrderId) => void;
}) {
  const { client, work, fetcher, now, onReceived } = props;
  const { t, language } = useLocale();
  const { scans, scan } = useScans(client, now);
  const [latest = null] = scans;
  const known = latest === null ? null : orderOf(work, latest.barcode);
  const asked = useAsked(fetcher, known === null ? (latest?.barcode ?? null) : null, language);
  const about = known ?? (asked?.barcode === latest?.barcode ? (asked?.order ?? null) : null);
  const received = latest?.outcome?.kind === "received" ? latest.outcome.orderId : null;
  useEffect(() => {
    if (received !== null) onReceived(received);
  }, [received, onReceived]);
  return (
    <section className="scan-band" aria-label={t("lab.scan.label")}>
      <ScanField onScan={scan} />
      <ScanOutcomeView
        scan={latest}
        about={about}
        onReject={
          about === null || latest === null ? null : () => props.onReject(about, latest.barcode)
        }
      />
    </section>
  );
}

function orderOf(work: LabWorkData | null, barcode: string): OrderLine | null {
  const has = (order: OrderLine) => order.specimens.some((one) => one.barcode === barcode);
  return work?.orders.find(has) ?? null;
}

/** What a label is that stands in no worklist: of a cancelled order, of one that is over. */
function useAsked(fetcher: typeof fetch, barcode: string | null, language: string) {
  const [asked, setAsked] = useState<{
    readonly barcode: string;
    readonly order: OrderLine;
  } | null>(null);
  const [desk] = useState(() => createSpecimenDesk(fetcher));
  useEffect(() => {
    if (barcode === null) return;
    let isCurrent = true;
    void desk.specimen(barcode, language).then((order) => {
      if (isCurrent && order !== null) setAsked({ barcode, order });
    });
    return () => {
      isCurrent = false;
    };
  }, [desk, barcode, language]);
  return asked;
}
