import { describe, expect, it } from "vitest";
import type { Bounce } from "../../../src/mail/message.ts";
import { read } from "../letter.ts";

interface Case {
  readonly letter: string;
  readonly kind?: Bounce["kind"];
  readonly id?: string | undefined;
  readonly recipients: readonly (readonly [address: string, status: string, diagnostic: RegExp])[];
}

const ours = "<1795600000123.9f.4711@desk.test>";

const bounces: Readonly<Record<string, Case>> = {
  qmail: {
    letter: `
From: MAILER-DAEMON@mx.customer.test
To: support@desk.test
Subject: failure notice
Date: 24 Nov 2026 10:00:00 -0000

Hi. This is the qmail-send program at mx.customer.test.
I'm afraid I wasn't able to deliver your message to the following addresses.
This is a permanent error; I've given up. Sorry it didn't work out.

<nobody@customer.test>:
Sorry, no mailbox here by that name. (#5.1.1)

--- Below this line is a copy of the message.

Return-Path: <support@desk.test>
Received: (qmail 12345 invoked from network); 24 Nov 2026 10:00:00 -0000
Message-ID: ${ours}
From: Support <support@desk.test>
To: nobody@customer.test
Subject: Re: [Ticket#2026112410000421] printer

Dear customer
`,
    id: ours,
    recipients: [["nobody@customer.test", "5.1.1", /^Sorry, no mailbox here/]],
  },
  "Yahoo's qmail form": {
    letter: `
From: MAILER-DAEMON@yahoo.com
To: support@desk.test
Subject: Failure Notice
Date: Tue, 24 Nov 2026 10:00:00 +0000

Sorry, we were unable to deliver your message to the following address.

<gone@yahoo.test>:
Remote host said:
554 delivery error: dd This user doesn't have a yahoo.com account (gone@yahoo.test) [0] - mta1142.mail.gq1.yahoo.com [BODY]

--- Below this line is a copy of the message.

Received: from [10.0.0.1] by nm1.bullet.mail.ne1.yahoo.com with NNFMP; 24 Nov 2026 10:00:00 -0000
Message-ID: ${ours}
Subject: Hello
`,
    id: ours,
    recipients: [["gone@yahoo.test", "5.0.0", /^Remote host said: 554 delivery error/]],
  },
  Exim: {
    letter: `
From: Mail Delivery System <Mailer-Daemon@mail.provider.test>
To: support@desk.test
Subject: Mail delivery failed: returning message to sender
X-Failed-Recipients: ann@customer.test
Auto-Submitted: auto-replied
Date: Tue, 24 Nov 2026 10:00:00 +0000

This message was created automatically by mail delivery software.

A message that you sent could not be delivered to one or more of its
recipients. This is a permanent error. The following address(es) failed:

  ann@customer.test
    host mx.customer.test [192.0.2.7]
    SMTP error from remote mail server after RCPT TO:<ann@customer.test>:
    550 5.7.1 Message rejected as spam

------ This is a copy of the message, including all the headers. ------

Return-path: <support@desk.test>
Received: from desk.test ([192.0.2.1])
	by mail.provider.test with esmtp (Exim 4.96)
Message-Id: ${ours}
Subject: Re: printer
`,
    id: ours,
    recipients: [["ann@customer.test", "5.7.1", /550 5\.7\.1 Message rejected as spam/]],
  },
  "Exim's warning of a delay": {
    letter: `
From: Mail Delivery System <Mailer-Daemon@mail.provider.test>
To: support@desk.test
Subject: Warning: message 1sVxyz-0001Ab-Cd delayed 24 hours
Date: Tue, 24 Nov 2026 10:00:00 +0000

This message was created automatically by mail delivery software.
A message that you sent has not yet been delivered to one or more of its
recipients after more than 24 hours on the queue on mail.provider.test.

The message identifier is:     1sVxyz-0001Ab-Cd
The subject of the message is: Re: printer
The date of the message is:    Mon, 23 Nov 2026 10:00:00 +0100

The address to which the message has not yet been delivered is:

  ann@slow.test
    Delay reason: Connection timed out

No action is required on your part. Delivery attempts will continue for
some time, and this warning may be repeated at intervals if the message
remains undelivered.
`,
    kind: "delayed",
    id: undefined,
    recipients: [["ann@slow.test", "", /Connection timed out/]],
  },
  "GMX and web.de": {
    letter: `
From: "GMX Mailer Daemon" <mailer-daemon@gmx.net>
To: support@desk.test
Subject: Mail delivery failed: returning message to sender
Date: Tue, 24 Nov 2026 10:00:00 +0000

This message was created automatically by mail delivery software.

A message that you sent could not be delivered to one or more of
its recipients. This is a permanent error. The following address
failed:

"weg@gmx.test":
SMTP error from remote server for RCPT TO command, host: mx00.emig.gmx.net (212.227.15.9) reason: 550 Requested action not taken: mailbox unavailable


--- The header of the original message is following. ---

Received: from desk.test ([192.0.2.1]) by mail.gmx.net
Message-ID: ${ours}
Subject: Antwort
`,
    id: ours,
    recipients: [["weg@gmx.test", "5.0.0", /mailbox unavailable/]],
  },
  "Postfix behind a gateway that threw the report away": {
    letter: `
From: MAILER-DAEMON@mx.provider.test (Mail Delivery System)
To: support@desk.test
Subject: Undelivered Mail Returned to Sender
Date: Tue, 24 Nov 2026 10:00:00 +0000

This is the mail system at host mx.provider.test.

I'm sorry to have to inform you that your message could not
be delivered to one or more recipients. It's attached below.

For further assistance, please send mail to postmaster.

                   The mail system

<ann@full.test>: host mx.full.test[192.0.2.9] said: 452 4.2.2 The email account
    that you tried to reach is over quota (in reply to RCPT TO command)
<bob@full.test>: host mx.full.test[192.0.2.9] said: 550 5.1.1 User unknown
    (in reply to RCPT TO command)
`,
    recipients: [
      ["ann@full.test", "4.2.2", /over quota/],
      ["bob@full.test", "5.1.1", /User unknown/],
    ],
  },
  sendmail: {
    letter: `
From: Mail Delivery Subsystem <MAILER-DAEMON@relay.test>
To: <support@desk.test>
Subject: Returned mail: see transcript for details
Date: Tue, 24 Nov 2026 10:00:00 +0000

The original message was received at Tue, 24 Nov 2026 09:59:58 GMT
from desk.test [192.0.2.1]

   ----- The following addresses had permanent fatal errors -----
<ann@customer.test>
    (reason: 550 5.1.1 <ann@customer.test>... User unknown)

   ----- Transcript of session follows -----
... while talking to mx.customer.test.:
>>> DATA
<<< 550 5.1.1 <ann@customer.test>... User unknown
550 5.1.1 <ann@customer.test>... User unknown

   ----- Original message follows -----

Message-ID: ${ours}
Subject: Re: printer
`,
    id: ours,
    recipients: [["ann@customer.test", "5.1.1", /User unknown/]],
  },
  "Gmail's older form": {
    letter: `
From: Mail Delivery Subsystem <mailer-daemon@googlemail.com>
To: support@desk.test
X-Failed-Recipients: ann@customer.test
Subject: Delivery Status Notification (Failure)
Date: Tue, 24 Nov 2026 02:00:00 -0800 (PST)

Delivery to the following recipient failed permanently:

     ann@customer.test

Technical details of permanent failure:
Google tried to deliver your message, but it was rejected by the server for the recipient domain customer.test by mx.customer.test. [192.0.2.7].

The error that the other server returned was:
550 5.1.1 <ann@customer.test>: Recipient address rejected: User unknown

----- Original message -----

MIME-Version: 1.0
Message-ID: ${ours}
Subject: Re: printer
`,
    id: ours,
    recipients: [["ann@customer.test", "5.1.1", /User unknown/]],
  },
  "Gmail's newer form": {
    letter: `
From: Mail Delivery Subsystem <mailer-daemon@googlemail.com>
To: support@desk.test
Subject: Delivery Status Notification (Failure)
Date: Tue, 24 Nov 2026 02:00:00 -0800 (PST)

** Address not found **

Your message wasn't delivered to ann@customer.test because the address couldn't be found, or is unable to receive mail.

Learn more here: https://support.google.com/mail/answer/6596

The response was:

The email account that you tried to reach does not exist. 550 5.1.1 For more information see the help page.
`,
    recipients: [["ann@customer.test", "5.1.1", /does not exist/]],
  },
  "Exchange 2003": {
    letter: `
From: System Administrator <postmaster@corp.test>
To: support@desk.test
Subject: Undeliverable: Re: printer
Date: Tue, 24 Nov 2026 10:00:00 +0100

Your message did not reach some or all of the intended recipients.

      Subject:	Re: printer
      Sent:	24.11.2026 10:00

The following recipient(s) could not be reached:

      ann@corp.test on 24.11.2026 10:00
            The e-mail account does not exist at the organization this message was sent to.  Check the e-mail address, or contact the recipient directly to find out the correct address.
            <mail.corp.test #5.1.1>
`,
    recipients: [["ann@corp.test", "5.1.1", /does not exist at the organization/]],
  },
  "Exchange in German": {
    letter: `
From: Microsoft Outlook <MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@corp.test>
To: support@desk.test
Subject: Unzustellbar: Re: Drucker
Date: Tue, 24 Nov 2026 10:00:00 +0100

Fehler bei der Nachrichtenzustellung an folgende Empfänger oder Gruppen:

anna@corp.test
Die eingegebene E-Mail-Adresse konnte nicht gefunden werden. Überprüfen Sie die E-Mail-Adresse des Empfängers.

Diagnoseinformationen für Administratoren:

Generierender Server: EX01.corp.test

anna@corp.test
#550 5.1.1 RESOLVER.ADR.RecipNotFound; not found ##

Ursprüngliche Nachrichtenkopfzeilen:

Received: from mx.corp.test (192.0.2.8) by EX01.corp.test
Message-ID: ${ours}
Subject: Re: Drucker
`,
    id: ours,
    recipients: [["anna@corp.test", "5.1.1", /RecipNotFound/]],
  },
  "Office 365 by its words": {
    letter: `
From: postmaster@corp.test
To: support@desk.test
Subject: Undeliverable: printer
Date: Tue, 24 Nov 2026 10:00:00 +0100

Your message to ann@corp.test couldn't be delivered.

ann wasn't found at corp.test.

Diagnostic information for administrators:

Generating server: AM0PR01MB1234.eurprd01.prod.exchangelabs.com

ann@corp.test
Remote server returned '550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient ann@corp.test not found by SMTP address lookup'

Original message headers:

Message-ID: ${ours}
Subject: printer
`,
    id: ours,
    recipients: [["ann@corp.test", "5.1.10", /RecipientNotFound/]],
  },
  "T-Online (smail)": {
    letter: `
From: <MAILER-DAEMON@mailin.t-online.test>
To: support@desk.test
Subject: mail failed, returning to sender
Date: Tue, 24 Nov 2026 10:00:00 +0100

|------------------------- Message log follows: -------------------------|
 no valid recipients were found for this message
|------------------------- Failed addresses follow: ---------------------|
 <weg@t-online.test> ... unknown user
|------------------------- Message text follows: ------------------------|
Received: from desk.test by mailin.t-online.test
Message-ID: ${ours}
Subject: Antwort
`,
    id: ours,
    recipients: [["weg@t-online.test", "", /unknown user/]],
  },
  "Lotus Notes": {
    letter: `
From: Postmaster@notes.test
To: support@desk.test
Subject: DELIVERY FAILURE: User annk (annk@notes.test) not listed in Domino Directory
Date: Tue, 24 Nov 2026 10:00:00 +0100

Your message

  Subject: Re: printer

was not delivered to:

  annk@notes.test

because:

  User annk (annk@notes.test) not listed in Domino Directory
`,
    recipients: [["annk@notes.test", "", /not listed in Domino Directory/]],
  },
  Courier: {
    letter: `
From: "Courier mail server at mx.test" <postmaster@mx.test>
To: support@desk.test
Subject: NOTICE: mail delivery status.
Date: Tue, 24 Nov 2026 10:00:00 +0100

This is a delivery status notification from mx.test,
running the Courier mail server, version 0.73.

                           UNDELIVERABLE MAIL

Your message to the following recipients cannot be delivered:

<ann@customer.test>:
    mx.customer.test [192.0.2.7]:
<<< 550 No such user
`,
    recipients: [["ann@customer.test", "5.0.0", /550 No such user/]],
  },
  MDaemon: {
    letter: `
From: MDaemon at mail.test <MDaemon@mail.test>
To: support@desk.test
Subject: MDaemon Notification -- Attachment Removed; Permanent Delivery Failure
Date: Tue, 24 Nov 2026 10:00:00 +0100

The attached message had PERMANENT fatal delivery errors!

After one or more unsuccessful delivery attempts the attached message has
been removed from the mail queue on this server.  The number and frequency
of delivery attempts are determined by local configuration parameters.

YOUR MESSAGE WAS NOT DELIVERED TO ONE OR MORE RECIPIENTS!

Failed address: ann@customer.test

--- Session Transcript ---
 Tue 2026-11-24 10:00:00: <-- 550 5.1.1 unknown user
--- End Transcript ---
`,
    recipients: [["ann@customer.test", "5.1.1", /unknown user/]],
  },
  "a French server": {
    letter: `
From: postmaster@exemple.test
To: support@desk.test
Subject: Non remis : Re: imprimante
Date: Tue, 24 Nov 2026 10:00:00 +0100

Échec de la remise pour ces destinataires ou groupes :

jean@exemple.test
L'adresse de courrier que vous avez entrée est introuvable.
`,
    recipients: [["jean@exemple.test", "", /introuvable/]],
  },
  "a Japanese server": {
    letter: `
From: MAILER-DAEMON@mx.example.jp
To: support@desk.test
Subject: =?UTF-8?B?6YWN5L+h5LiN6IO9?=
Content-Type: text/plain; charset=utf-8
Date: Tue, 24 Nov 2026 10:00:00 +0900

次の宛先へのメッセージを配信できませんでした。

<taro@example.jp>: 550 5.1.1 User unknown
`,
    recipients: [["taro@example.jp", "5.1.1", /User unknown/]],
  },
};

describe("a bounce without a report is recognised by what it says", () => {
  it.each(Object.entries(bounces))("%s", async (_name, { letter, kind = "failed", recipients, ...wanted }) => {
    const { bounce } = await read(letter);
    expect(bounce).toMatchObject({ kind, found: "text" });
    expect(bounce?.recipients.map(({ address, status }) => [address, status])).toEqual(
      recipients.map(([address, status]) => [address, status]),
    );
    for (const [at, [, , diagnostic]] of recipients.entries()) {
      expect(bounce?.recipients[at]?.diagnostic).toMatch(diagnostic);
    }
    if ("id" in wanted) expect(bounce?.originalMessageId).toBe(wanted.id);
  });

  it("an address over its quota is not marked as gone, an unknown one is", async () => {
    const { bounce } = await read(bounces["Postfix behind a gateway that threw the report away"]?.letter ?? "");
    expect(bounce?.recipients.map(({ permanent }) => permanent)).toEqual([false, true]);
  });
});

describe("what only speaks of bounces is a person's mail", () => {
  it.each([
    [
      "a customer who forwards one",
      `
From: Ann <ann@customer.test>
To: support@desk.test
Subject: Fwd: Undelivered Mail Returned to Sender

Hello, what does this mean?

> This is the mail system at host mx.provider.test.
> I'm sorry to have to inform you that your message could not
> be delivered to one or more recipients.
> <bob@customer.test>: 550 5.1.1 User unknown
`,
    ],
    [
      "a customer who complains",
      `
From: Ann <ann@customer.test>
To: support@desk.test
Subject: Mail to you could not be delivered

My mail to sales@desk.test came back with "550 user unknown". Please mend it.
`,
    ],
    [
      "the postmaster in person",
      `
From: Postmaster <postmaster@customer.test>
To: support@desk.test
Subject: Your SPF record

Dear colleagues, please have a look at your SPF record: support@desk.test sends from a host that is not in it.
`,
    ],
  ])("%s", async (_name, letter) => {
    expect((await read(letter)).bounce).toBeUndefined();
  });
});
