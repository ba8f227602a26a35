"""A mail server for tests: takes mails on a port of this machine and writes each as a JSON file into a folder.

Called as `smtp_server.py PORT FOLDER MODE`; port 0 chooses one. Prints the port when it listens. Modes: `take` takes every mail,
`refuse` refuses every recipient for good, `stall` reads a mail and never answers.
"""

import asyncio
import email
import email.policy
import json
import os
import pathlib
import sys

from aiosmtpd.smtp import SMTP


class Handler:
    def __init__(self, folder, mode):
        self.folder, self.mode, self.count = folder, mode, 0

    async def handle_RCPT(self, server, session, envelope, address, options):
        if self.mode == "refuse":
            return "550 5.1.1 no such mailbox here"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        if self.mode == "stall":
            (self.folder / "stalled").write_text("")
            await asyncio.sleep(3600)
        message = email.message_from_bytes(envelope.original_content, policy=email.policy.default)
        plain, html = message.get_body(["plain"]), message.get_body(["html"])
        found = {
            "from": envelope.mail_from,
            "to": envelope.rcpt_tos,
            "subject": message["subject"],
            "sender": message["from"],
            "addressee": message["to"],
            "replyTo": message["reply-to"],
            "messageId": message["message-id"],
            "date": message["date"],
            "text": plain.get_content() if plain else None,
            "html": html.get_content() if html else None,
        }
        self.count += 1
        name = f"{os.getpid()}-{self.count:04}.json"
        (self.folder / (name + ".part")).write_text(json.dumps(found))
        (self.folder / (name + ".part")).rename(self.folder / name)
        return "250 OK"


async def main():
    port, folder, mode = int(sys.argv[1]), pathlib.Path(sys.argv[2]), sys.argv[3]
    loop = asyncio.get_running_loop()
    handler = Handler(folder, mode)
    server = await loop.create_server(lambda: SMTP(handler, enable_SMTPUTF8=True, loop=loop), "127.0.0.1", port)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


asyncio.run(main())
