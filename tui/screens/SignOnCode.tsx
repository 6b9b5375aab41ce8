/** What an agent needs to confirm a sign-on elsewhere: the address and the code, which the page shows too. */
import type { DeviceSignOn } from "../../src/api/people.ts";
import { Line } from "../components/Line.tsx";
import { text } from "../messages.ts";

export function SignOnCode(props: { readonly title: string; readonly begun: DeviceSignOn; readonly width: number }) {
  const { title, width } = props;
  const { userCode, verificationUri, verificationUriComplete } = props.begun;
  const complete = verificationUriComplete ?? verificationUri;
  // An address that is cut leads nowhere; the code can be typed there.
  const address = complete.length <= width - 16 ? complete : verificationUri;
  const named = (label: string, value: string, link?: string) => (
    <Line
      width={width}
      pieces={[
        { text: `   ${label}`, cells: 14, meaning: "faint", label: true },
        { text: value, bold: true, link },
      ]}
    />
  );
  return (
    <>
      <Line width={width} pieces={[{ text: `   ${text("login.with", { provider: title })}` }]} />
      {named(text("login.address"), address, complete)}
      {named(text("login.code"), userCode)}
      <Line width={width} pieces={[{ text: `   ${text("login.waiting")}`, meaning: "faint" }]} />
    </>
  );
}
