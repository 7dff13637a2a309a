import type { ReactNode } from "react";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";

/** A card with a table of lines: a heading, what is done with the whole, and the heads of columns. */
export function ListCard(props: {
  readonly title: string;
  /** None: the lines say themselves what they are. The column of acts has its own head. */
  readonly heads?: readonly string[];
  readonly act?: ReactNode;
  readonly children: ReactNode;
}) {
  const { t } = useLocale();
  const { title, heads = [], act = null } = props;
  return (
    <section className="card staff-card">
      <div className="card-head">
        <h2>{title}</h2>
        {act}
      </div>
      <table className="lines">
        {heads.length === 0 ? null : (
          <thead>
            <tr>
              {heads.map((head) => (
                <th key={head}>{head}</th>
              ))}
              <th>
                <span className="only-read-aloud">{t("admin.change.verb")}</span>
              </th>
            </tr>
          </thead>
        )}
        <tbody>{props.children}</tbody>
      </table>
    </section>
  );
}

/** What is done with one line, at its end. */
export function LineActs(props: {
  readonly acts: readonly {
    readonly act: string;
    readonly words: string;
    readonly onPress: () => void;
  }[];
}) {
  return (
    <td className="end">
      <div className="line-acts">
        {props.acts.map(({ act, words, onPress }) => (
          <button key={act} type="button" className="button" data-act={act} onClick={onPress}>
            {words}
          </button>
        ))}
      </div>
    </td>
  );
}
