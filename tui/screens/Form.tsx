/** An entry of administration as a form: its fields and the keys for them, or what is asked of one. */
import { useState } from "react";
import type { Client } from "../client/client.ts";
import { Choice } from "../components/Choice.tsx";
import { Confirm } from "../components/Confirm.tsx";
import { Footer } from "../components/Footer.tsx";
import { Help, helpKeys } from "../components/Help.tsx";
import { Marks } from "../components/Marks.tsx";
import { Prompt, promptRows } from "../components/Prompt.tsx";
import { layoutOf } from "../form/layout.ts";
import { type OpenForm, shownOf } from "../form/levels.ts";
import { findable } from "../form/rows.ts";
import { rowInWords } from "../form/rowTable.ts";
import { useFind } from "../hooks/useFind.ts";
import type { FormUse } from "../hooks/useForm.ts";
import { useFormKeys } from "../hooks/useFormKeys.ts";
import type { Notices } from "../hooks/useNotice.ts";
import type { PageDesk } from "../hooks/useScreenKeys.ts";
import { keysOf } from "../keys/keys.ts";
import { text } from "../messages.ts";
import { FormBody } from "./FormBody.tsx";

export function Form(props: {
  readonly open: OpenForm;
  readonly use: FormUse;
  readonly client: Client;
  readonly notices: Notices;
  readonly edit: (before: string) => Promise<string>;
  readonly desk: PageDesk;
  /** What was last looked for on a page. */
  readonly sought: { current: string };
  /** With its last line. */
  readonly height: number;
  readonly width: number;
}) {
  const { open, use, notices, height, width } = props;
  const [helping, setHelping] = useState(false);
  const { form, at, rows } = shownOf(open);
  const lines =
    rows === undefined
      ? form.thing.fields.map((field) => ({ text: findable(form, field) }))
      : [{ text: text("admin.add") }, ...rows.forms.map((row) => ({ text: rowInWords(row) }))];
  const find = useFind(lines, at, use.moveTo, notices, props.sought);
  const layout = layoutOf(open, height - 1, width);
  const { pending, asking, marks, leaving, bindings } = useFormKeys({
    ...props,
    find,
    layout,
    help: () => setHelping(true),
  });
  const { question } = asking;
  if (helping) {
    return (
      <>
        <Help bindings={bindings} height={height - 1} width={width} leave={() => setHelping(false)} />
        <Footer notice={undefined} bindings={helpKeys(bindings, height - 1, width)} width={width} />
      </>
    );
  }
  if (marks.question !== undefined) {
    const { title } = marks.question;
    return <Marks key={title} question={marks.question} height={height} width={width} leave={marks.leave} />;
  }
  if (question?.kind === "choice") {
    return (
      <>
        <Choice
          key={question.title}
          title={question.title}
          items={question.items}
          lookUp={question.lookUp}
          at={question.at}
          height={height - 1}
          width={width}
          chosen={asking.answer}
          leave={asking.leave}
        />
        <Footer notice={undefined} bindings={keysOf("choice")} width={width} />
      </>
    );
  }
  const typing = question ?? find.question;
  const footRows = typing === undefined ? 1 : promptRows(typing, width);
  const shown = footRows === 1 ? layout : layoutOf(open, height - footRows, width);
  return (
    <>
      <FormBody open={open} layout={shown} height={height - footRows} width={width} />
      {question !== undefined ? (
        <Prompt key={question.label} question={question} width={width} done={asking.answer} leave={asking.leave} />
      ) : find.question !== undefined ? (
        <Prompt question={find.question} width={width} done={find.question.done} leave={find.leave} />
      ) : leaving.asked ? (
        <Confirm question={text("ask.leaveForm")} width={width} yes={leaving.yes} no={leaving.no} />
      ) : (
        <Footer notice={notices.notice} bindings={bindings} width={width} pending={pending} />
      )}
    </>
  );
}
