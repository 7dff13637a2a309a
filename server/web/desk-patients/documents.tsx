import IconFileText from "@tabler/icons-react/dist/esm/icons/IconFileText.mjs";
import IconPaperclip from "@tabler/icons-react/dist/esm/icons/IconPaperclip.mjs";
import { useState } from "react";
import { documentBytesMax, documentKinds } from "../../../shared/domain/patient.ts";
import type { DocumentKind, PatientDocument } from "../../../shared/domain/patient.ts";
import type { PatientFile } from "../../../shared/protocol/patients.ts";
import { Choice } from "../../../shared/ui/desk/choice.tsx";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import { HeardNotice } from "./heard-notice.tsx";
import { mayDecide } from "./patient-file.tsx";
import type { ViewProps } from "./patients-dialog.tsx";
import { addressOf } from "./patients-desk.ts";
import type { Heard } from "./patients-desk.ts";
import { ReasonField } from "./reason-field.tsx";

interface DocumentsProps extends ViewProps {
  readonly file: PatientFile;
  readonly onChanged: () => void;
}

/** The documents of a file: read, added, and taken out by those who decide. */
export function Documents(props: DocumentsProps) {
  const { t } = useLocale();
  const { file } = props;
  return (
    <section className="patients-documents" aria-labelledby="patients-documents">
      <h4 id="patients-documents">{t("patients.document.heading")}</h4>
      {file.documents.length === 0 ? <p className="quiet">{t("patients.document.none")}</p> : null}
      <ul>
        {file.documents.map((document) => (
          <DocumentLine key={document.documentId} {...props} document={document} />
        ))}
      </ul>
      {file.status === "active" ? <AddDocument {...props} /> : null}
    </section>
  );
}

function DocumentLine(props: DocumentsProps & { readonly document: PatientDocument }) {
  const { t, language } = useLocale();
  const { document, file, desk, role, onChanged } = props;
  const [asks, setAsks] = useState(false);
  const [heard, setHeard] = useState<Heard<unknown> | null>(null);
  const erase = async (reason: string) => {
    const answer = await desk.eraseDocument(file.patientId, document.documentId, reason);
    if (answer.kind === "said") onChanged();
    else setHeard(answer);
  };
  return (
    <li data-document={document.documentId}>
      <a
        className="patients-document"
        href={addressOf(file.patientId, `documents/${document.documentId}`, language)}
        target="_blank"
        rel="noopener"
      >
        <IconFileText className="icon" aria-hidden="true" />
        <span>
          <bdi>{document.name}</bdi>
          <small className="quiet">{t(`patients.documentKind.${document.kind}`)}</small>
        </span>
      </a>
      {mayDecide(role) && !asks ? (
        <button
          type="button"
          className="button"
          data-act="eraseDocument"
          onClick={() => setAsks(true)}
        >
          {t("patients.document.erase")}
        </button>
      ) : null}
      {asks ? (
        <ReasonField submit={t("patients.document.erase")} onReason={(why) => void erase(why)} />
      ) : null}
      <HeardNotice heard={heard} />
    </li>
  );
}

/** The kind first, then the file: it is sent as soon as it is chosen. */
function AddDocument(props: DocumentsProps) {
  const { t } = useLocale();
  const { desk, file, onChanged } = props;
  const [kind, setKind] = useState<DocumentKind>("report");
  const [heard, setHeard] = useState<Heard<unknown> | null>(null);
  const [isSending, setIsSending] = useState(false);
  const keep = async (chosen: File) => {
    if (chosen.size > documentBytesMax) return setHeard({ kind: "refused", code: "invalid" });
    setIsSending(true);
    const name = chosen.name.slice(0, 120);
    const answer = await desk.keepDocument(file.patientId, { kind, name, body: chosen });
    setIsSending(false);
    setHeard(answer);
    if (answer.kind === "said") onChanged();
  };
  return (
    <div className="patients-add">
      <Choice
        legend={t("patients.document.kind")}
        look="segments"
        chosen={kind}
        onChoose={setKind}
        options={documentKinds.map((one) => ({
          value: one,
          words: t(`patients.documentKind.${one}`),
        }))}
      />
      <label className="button patients-choose" aria-busy={isSending}>
        <IconPaperclip className="icon" aria-hidden="true" />
        {t(isSending ? "desk.sending" : "patients.document.add")}
        <input
          type="file"
          name="document"
          accept=".pdf,.jpg,.jpeg,.png,.webp,.txt"
          disabled={isSending}
          onChange={(event) => {
            const [chosen] = event.currentTarget.files ?? [];
            if (chosen !== undefined) void keep(chosen);
            event.currentTarget.value = "";
          }}
        />
      </label>
      <p className="quiet">{t("patients.document.rules")}</p>
      <HeardNotice heard={heard} invalid="patients.document.wrong" />
    </div>
  );
}
