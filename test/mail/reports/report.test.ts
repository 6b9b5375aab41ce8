import { describe, expect, it } from "vitest";
import { read } from "../letter.ts";

const ours = "<1795600000123.9f.4711@desk.test>";

function report(type: string, parts: string): string {
  return `
From: Mail Delivery System <MAILER-DAEMON@mx.test>
To: support@desk.test
Subject: Report
Date: Tue, 24 Nov 2026 10:00:00 +0000
MIME-Version: 1.0
Content-Type: multipart/report; report-type=${type}; boundary="b1"

--b1
Content-Type: text/plain; charset=utf-8

Words for people.

${parts.replace(/^\n/, "")}
--b1--
`;
}

const returned = `--b1
Content-Type: message/rfc822

Message-ID: ${ours}
From: support@desk.test
To: ann@customer.test
Subject: =?utf-8?Q?Re:_Dr=C3=BCcker?=

Hello
`;

describe("a delivery status notification", () => {
  it("names each recipient with its fate, and the mail that came back", async () => {
    const { bounce } = await read(
      report(
        "delivery-status",
        `
--b1
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.test
Arrival-Date: Tue, 24 Nov 2026 09:59:00 +0000

Original-Recipient: rfc822;ann@customer.test
Final-Recipient: rfc822; ann.new@customer.test
Action: failed
Status: 5.1.1
Remote-MTA: dns; mx.customer.test
Diagnostic-Code: smtp; 550 5.1.1 <ann.new@customer.test>: User
    unknown in virtual table

Final-Recipient: RFC822; <bob@customer.test>
Action: delayed
Status: 4.4.1 (connection timed out)

${returned}`,
      ),
    );
    expect(bounce).toEqual({
      kind: "failed",
      found: "report",
      originalMessageId: ours,
      originalSubject: "Re: Drücker",
      recipients: [
        {
          address: "ann.new@customer.test",
          action: "failed",
          status: "5.1.1",
          diagnostic: "550 5.1.1 <ann.new@customer.test>: User unknown in virtual table",
          permanent: true,
        },
        { address: "bob@customer.test", action: "delayed", status: "4.4.1", diagnostic: "", permanent: false },
      ],
    });
  });

  it("of a delay is no failure, and one of success neither", async () => {
    const of = async (action: string) =>
      (
        await read(
          report(
            "delivery-status",
            `
--b1
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.test

Final-Recipient: rfc822; ann@customer.test
Action: ${action}
Status: 4.0.0
`,
          ),
        )
      ).bounce?.kind;
    expect(await of("delayed")).toBe("delayed");
    expect(await of("delivered")).toBe("delivered");
    expect(await of("relayed")).toBe("delivered");
    expect(await of("failed")).toBe("failed");
  });

  it("gave up for a passing reason: the address itself is not bad", async () => {
    const { bounce } = await read(
      report(
        "delivery-status",
        `
--b1
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.test

Final-Recipient: rfc822; ann@customer.test
Action: failed
Status: 4.4.7
Diagnostic-Code: smtp; delivery time expired
`,
      ),
    );
    expect(bounce).toMatchObject({ kind: "failed", recipients: [{ permanent: false }] });
  });

  it("may be internationalized (RFC 6533): addresses beyond ASCII, and their escapes", async () => {
    const { bounce } = await read(
      report(
        "delivery-status",
        `
--b1
Content-Type: message/global-delivery-status
Content-Transfer-Encoding: 8bit

Reporting-MTA: dns; mx.test

Original-Recipient: utf-8;\\x{D6}sterreich@customer.test
Final-Recipient: utf-8; jürgen@müller.test
Action: failed
Status: 5.1.1

Final-Recipient: utf-8; \\x{17D}ofia@customer.test
Action: failed
Status: 5.1.1

--b1
Content-Type: message/global-headers

Message-ID: ${ours}
`,
      ),
    );
    expect(bounce?.recipients.map(({ address }) => address)).toEqual(["jürgen@müller.test", "Žofia@customer.test"]);
    expect(bounce?.originalMessageId).toBe(ours);
  });

  it("that a person forwards part by part does not make that person a mail server", async () => {
    const letter = report(
      "delivery-status",
      `
--b1
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.test

Final-Recipient: rfc822; ann@customer.test
Action: failed
Status: 5.1.1
`,
    )
      .replace(/^From: .*$/m, "From: Ann <ann@customer.test>")
      .replace(/multipart\/report; report-type=[\w-]+/, "multipart/mixed");
    expect((await read(letter)).bounce).toBeUndefined();
  });
});

describe("a receipt (RFC 8098)", () => {
  it("says what became of which mail, and whether its reader was asked", async () => {
    const letter = report(
      "disposition-notification",
      `
--b1
Content-Type: message/disposition-notification

Reporting-UA: joes-pc.cs.example.com; Foomail 97.1
Original-Recipient: rfc822;ann@customer.test
Final-Recipient: rfc822;ann@customer.test
Original-Message-ID: ${ours}
Disposition: manual-action/MDN-sent-manually; displayed
`,
    );
    expect((await read(letter)).receipt).toEqual({
      originalMessageId: ours,
      recipient: "ann@customer.test",
      disposition: "displayed",
      automatic: false,
    });
    const deleted = letter.replace(
      "manual-action/MDN-sent-manually; displayed",
      "automatic-action/MDN-sent-automatically; deleted/error",
    );
    expect((await read(deleted)).receipt).toMatchObject({ disposition: "deleted", automatic: true });
    expect((await read(letter)).bounce).toBeUndefined();
  });
});

describe("an abuse report (RFC 5965)", () => {
  it("says who called which of our mails spam", async () => {
    const { complaint, bounce } = await read(
      report(
        "feedback-report",
        `
--b1
Content-Type: message/feedback-report

Feedback-Type: abuse
User-Agent: SomeGenerator/1.0
Version: 1
Original-Mail-From: <support@desk.test>
Original-Rcpt-To: <ann@customer.test>
Original-Rcpt-To: <bob@customer.test>

${returned}`,
      ),
    );
    expect(complaint).toEqual({
      type: "abuse",
      originalMessageId: ours,
      recipients: ["ann@customer.test", "bob@customer.test"],
      agent: "SomeGenerator/1.0",
    });
    expect(bounce).toBeUndefined();
  });
});
