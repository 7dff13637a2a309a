import type { DeviceId, TestId } from "../../../shared/domain/ids.ts";
import type { Specimen, VisitAfter } from "../../../shared/domain/laboratory.ts";
import { leftToRight } from "../../../shared/i18n/translate.ts";
import type { MessageKey } from "../../../shared/i18n/translate.ts";
import type { PayloadInput } from "../../../shared/protocol/client.ts";
import type { OrderLine } from "../../../shared/protocol/laboratory-feeds.ts";
import { rightActOf } from "./order-stage.ts";
import type { OrderActs } from "./use-order-acts.ts";

const takenBackWords = {
  awayAgain: "lab.done.takeBackAway",
  withDoctor: "lab.done.takeBackDoctor",
  seen: "lab.done.takeBackSeen",
} as const satisfies Record<VisitAfter, MessageKey>;

/** What the laboratory's desk asks of the server, each with the words of its answer. */
export function asksOf(acts: OrderActs) {
  const about = ({ label }: Pick<OrderLine, "label">) => ({ order: leftToRight(label) });

  function results(order: OrderLine, tests: readonly TestId[]): void {
    const payload = { orderId: order.orderId, tests: [...tests] };
    void acts.ask("recordResults", payload, {
      act: order.kind === "imaging" ? "lab.act.report" : "lab.act.result",
      said: ({ backInQueue }) => ({
        key: backInQueue === null ? "lab.done.result" : "lab.done.resultBack",
        values: about(order),
      }),
    });
  }

  return {
    results,
    right(order: OrderLine): void {
      if (rightActOf(order) !== "perform") return results(order, []);
      const payload = { orderId: order.orderId, tests: [] };
      void acts.ask("performImaging", payload, {
        act: "lab.act.perform",
        said: () => ({ key: "lab.done.perform", values: about(order) }),
      });
    },
    reject(order: OrderLine, payload: PayloadInput<"rejectSpecimen">): void {
      void acts.ask("rejectSpecimen", payload, {
        act: "lab.act.reject",
        said: ({ collectAgain }) => ({
          key:
            collectAgain !== null
              ? "lab.done.rejectQueue"
              : order.ticketId === null
                ? "lab.done.reject"
                : "lab.done.rejectLeft",
          values: about(order),
        }),
      });
    },
    cancel(order: OrderLine, reason: string): void {
      const payload = { orderId: order.orderId, tests: [], reason };
      void acts.ask("cancelTests", payload, {
        act: "lab.act.cancel",
        said: () => ({ key: "lab.done.cancel", values: about(order) }),
      });
    },
    takeBack(order: OrderLine, tests: readonly TestId[], reason: string): void {
      const payload = { orderId: order.orderId, tests: [...tests], reason };
      void acts.ask("takeBackResults", payload, {
        act: "lab.act.takeBack",
        said: ({ visit, isCorrected }) => ({
          key: isCorrected
            ? "lab.done.takeBackTold"
            : visit === null
              ? "lab.done.takeBack"
              : takenBackWords[visit],
          values: about(order),
        }),
      });
    },
    printLabel(specimen: Specimen, printerDeviceId: DeviceId | null): void {
      const { specimenId, barcode } = specimen;
      const printer = printerDeviceId === null ? {} : { printerDeviceId };
      void acts.ask(
        "printLabel",
        { specimenId, ...printer },
        {
          act: "lab.act.printLabel",
          said: () => ({ key: "lab.done.printLabel", values: { barcode: leftToRight(barcode) } }),
        },
      );
    },
  };
}
