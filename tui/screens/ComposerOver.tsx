/** What lies over the composer until it is left: its keys, what others have written meanwhile, a choice. Draws only. */
import { Choice } from "../components/Choice.tsx";
import { Help } from "../components/Help.tsx";
import type { ChoiceQuestion } from "../ground.ts";
import type { Notices } from "../hooks/useNotice.ts";
import { keysOf } from "../keys/keys.ts";
import type { Page } from "../pages/page.ts";
import { Pager } from "./Pager.tsx";

export type Over =
  | { readonly kind: "help" }
  | { readonly kind: "page"; readonly page: Page }
  | { readonly kind: "choice"; readonly question: ChoiceQuestion };

export function ComposerOver(props: {
  readonly over: Over;
  readonly notices: Notices;
  readonly height: number;
  readonly width: number;
  readonly leave: () => void;
}) {
  const { over, notices, height, width, leave } = props;
  switch (over.kind) {
    case "help":
      return <Help bindings={keysOf("composer")} height={height} width={width} leave={leave} />;
    case "page":
      return (
        <Pager
          page={over.page}
          notices={notices}
          height={height - 1}
          width={width}
          start={undefined}
          moved={() => {}}
          layer="overlay"
          footer={undefined}
          leave={leave}
        />
      );
    case "choice":
      return (
        <Choice
          {...over.question}
          height={height}
          width={width}
          chosen={(value) => {
            leave();
            return Promise.resolve(value).then(over.question.chosen).catch(notices.tell);
          }}
          leave={leave}
        />
      );
  }
}
