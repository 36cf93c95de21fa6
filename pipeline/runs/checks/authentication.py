"""Whether DNS says of the workspace what receivers of its letters look for."""

from __future__ import annotations

from pipeline.edges import dkim, dns
from pipeline.model.workspace import Workspace
from pipeline.newsletter import authentication
from pipeline.newsletter.authentication import DomainCheck, Texts


def checks(workspace: Workspace, texts: Texts = dns.texts) -> tuple[DomainCheck, ...]:
    """SPF, DKIM and DMARC of the sender; what could not be checked says so. Raises where the key cannot be read."""
    wanted = workspace.config.mail.dkim
    key = dkim.public_key(workspace.root, wanted.key_file) if wanted else None
    return authentication.checks(workspace.config, texts, key)
