import IconPlus from "@tabler/icons-react/dist/esm/icons/IconPlus.mjs";
import { nameIn } from "../../../shared/domain/language.ts";
import { addDays, daysFrom, weekday } from "../../../shared/domain/local-day.ts";
import type { LocalDay } from "../../../shared/domain/local-day.ts";
import type { Theatre } from "../../../shared/domain/theatre.ts";
import { dayTitle, weekdayAndDate, weekdayName } from "../../../shared/i18n/calendar.ts";
import type { BlockLine, TheatresData } from "../../../shared/protocol/theatre-feeds.ts";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import { Num } from "../../../shared/ui/ticket-label.tsx";
import { blockSpan, plannedWords } from "./block-dialogs.tsx";
import { newBlock, wishOfBlock } from "./block-times.ts";
import type { BlockWish } from "./block-times.ts";
import type { AdminDesk } from "./desk.ts";

export interface BlockActs {
  readonly onOpen: (wish: BlockWish) => void;
  readonly onRelease: (block: BlockLine) => void;
}

/** Whose each theatre is on each day of a week. */
export function BlockWeek(props: {
  readonly desk: AdminDesk;
  readonly said: TheatresData;
  readonly from: LocalDay;
  /** Nothing: only to be read. */
  readonly acts: BlockActs | null;
}) {
  const { t, language } = useLocale();
  const { desk, said, from } = props;
  const days = daysFrom(from, addDays(from, 7));
  const theatres = said.theatres.toSorted((one, other) => one.position - other.position);
  const blocks = Map.groupBy(
    said.blocks.toSorted((one, other) => one.from - other.from),
    ({ theatreId, day }) => `${theatreId} ${day}`,
  );
  return (
    <section className="card staff-card block-week">
      <div className="card-head">
        <h2>{t("admin.theatres.blocks", { day: dayTitle(from, language) })}</h2>
      </div>
      <div className="block-week-scroll" data-scrolls-along tabIndex={0} role="group">
        <table className="lines">
          <thead>
            <tr>
              <th>{t("admin.theatres.theatre")}</th>
              {days.map((day) => (
                <th key={day} data-today={day === desk.today || undefined}>
                  {weekdayName(weekday(day), language)} <Num>{Number(day.slice(8))}</Num>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {theatres.map((theatre) => (
              <tr key={theatre.theatreId}>
                <th scope="row">{nameIn(theatre.names, language)}</th>
                {days.map((day) => (
                  <BlockCell
                    key={day}
                    desk={desk}
                    theatre={theatre}
                    day={day}
                    blocks={blocks.get(`${theatre.theatreId} ${day}`) ?? []}
                    acts={props.acts}
                  />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function BlockCell(props: {
  readonly desk: AdminDesk;
  readonly theatre: Theatre;
  readonly day: LocalDay;
  readonly blocks: readonly BlockLine[];
  readonly acts: BlockActs | null;
}) {
  const { t, language } = useLocale();
  const { desk, theatre, day, acts } = props;
  const where = `${nameIn(theatre.names, language)}, ${weekdayAndDate(day, language)}`;
  return (
    <td data-cell={`${theatre.theatreId} ${day}`}>
      <div className="block-cell">
        {props.blocks.map((block) => (
          <BlockFace key={block.blockId} block={block} zone={desk.site.zone} acts={acts} />
        ))}
        {acts === null || !theatre.isOpen ? null : (
          <button
            type="button"
            className="button button-icon block-add"
            data-act="new-block"
            aria-label={`${t("admin.theatres.newBlock")}: ${where}`}
            onClick={() => acts.onOpen(newBlock(theatre.theatreId, day))}
          >
            <IconPlus className="icon" aria-hidden="true" />
          </button>
        )}
      </div>
    </td>
  );
}

function BlockFace(props: {
  readonly block: BlockLine;
  readonly zone: string;
  readonly acts: BlockActs | null;
}) {
  const { t, language } = useLocale();
  const { block, zone, acts } = props;
  const isHeld = block.status === "held";
  return (
    <div className="block-face" data-block={block.blockId} data-status={block.status}>
      <b>{nameIn(block.clinicNames, language)}</b>
      <span>{blockSpan(block, zone)}</span>
      {block.staffName === null ? null : <bdi>{block.staffName}</bdi>}
      <small className="quiet">
        {isHeld ? plannedWords(block, t) : t("theatre.block.released")}
      </small>
      {acts === null ? null : (
        <span className="block-acts">
          <button
            type="button"
            className="button"
            data-act="change-block"
            onClick={() => acts.onOpen(wishOfBlock(block, zone))}
          >
            {t("admin.change.verb")}
          </button>
          {isHeld ? (
            <button
              type="button"
              className="button"
              data-act="release-block"
              onClick={() => acts.onRelease(block)}
            >
              {t("admin.theatres.release")}
            </button>
          ) : null}
        </span>
      )}
    </div>
  );
}
