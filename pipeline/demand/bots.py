"""Which user agents are programs and no readers."""

from __future__ import annotations

import re

# What robots call themselves. Browsers say Mozilla/5.0; what does not, or says nothing at all, is a program too. The
# browsers inside of apps (LinkedInApp, FBAN) belong to readers, and Cubot makes telephones.
_ROBOT = re.compile(
    r"(?<!cu)bot(?:\b|[/;_-])|crawl|spider|slurp|archiv|scanner|monitor|uptime|pingdom|statuscake|lighthouse|pagespeed|"
    r"headless|phantom|selenium|puppeteer|playwright|prerender|preview|facebookexternalhit|embedly|feedly|feedfetcher|"
    r"http[-_ ]?client|python|curl/|wget|go-http|scrapy|libwww|zgrab|masscan|nikto|sqlmap|censys|expanse|netcraft|"
    r"ahrefs|semrush|mj12|claude|openai|perplexity|baidu|googleother|mediapartners|validator|checker|site[- ]?audit",
    re.IGNORECASE,
)
_BROWSER = re.compile(r"(?:mozilla|opera|lynx|w3m|links|dillo|netsurf)/?", re.IGNORECASE)


def is_bot(agent: str) -> bool:
    """Whether a user agent is a program's."""
    return not _BROWSER.match(agent) or bool(_ROBOT.search(agent))
