import IconArmchair from "@tabler/icons-react/dist/esm/icons/IconArmchair.mjs";
import IconChevronRight from "@tabler/icons-react/dist/esm/icons/IconChevronRight.mjs";
import { nameIn } from "../../shared/domain/language.ts";
import { byName } from "../../shared/i18n/name-order.ts";
import type { DirectoryData } from "../../shared/protocol/feeds.ts";
import { useLocale } from "../../shared/ui/locale-provider.tsx";
import { Mark } from "../../shared/ui/ticket-label.tsx";

/** So many large buttons stand on a television without scrolling. */
const largeRoomsMax = 6;

/** For the person who sets up a display: which waiting room it is to show. */
export function ChooserScreen(props: {
  readonly rooms: DirectoryData["waitingRooms"];
  /** A waiting room was asked for, and the server does not give it to this display. */
  readonly refused: boolean;
}) {
  const { t, language } = useLocale();
  const { rooms, refused } = props;
  return (
    <main className="set-up" data-screen="chooser">
      <Mark />
      {refused && (
        <p className="refused" role="alert">
          {t("display.chooser.refused")}
        </p>
      )}
      <h1>{t("display.chooser.title")}</h1>
      <p>{rooms.length === 0 ? t("display.chooser.none") : t("display.chooser.text")}</p>
      <ul className={rooms.length > largeRoomsMax ? "rooms many" : "rooms"}>
        {rooms.toSorted(byName(language)).map((room) => (
          <li key={room.waitingRoomId}>
            <a href={`?room=${room.waitingRoomId}&lang=${language}`}>
              <IconArmchair className="icon" aria-hidden="true" />
              <span>{nameIn(room.names, language)}</span>
              <IconChevronRight className="icon flip" aria-hidden="true" />
            </a>
          </li>
        ))}
      </ul>
    </main>
  );
}
