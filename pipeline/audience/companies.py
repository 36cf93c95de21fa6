"""Which company a contact belongs to: several contacts of one company are one lead."""

from __future__ import annotations

import re
import unicodedata

from pipeline.audience import addresses

# Whoever writes from here has no mail domain of an own. Public providers by reach in the languages we serve; the
# documentation domains (RFC 2606) because many synthetic people share them.
_FREE_MAIL = """
    gmail.com googlemail.com outlook.com outlook.de outlook.fr hotmail.com hotmail.de hotmail.fr hotmail.co.uk
    hotmail.it hotmail.es live.com live.de live.fr live.nl msn.com yahoo.com yahoo.de yahoo.fr yahoo.it yahoo.es
    yahoo.co.uk yahoo.co.jp ymail.com rocketmail.com icloud.com me.com mac.com aol.com aol.de gmx.de gmx.net gmx.at
    gmx.ch gmx.com gmx.eu web.de t-online.de freenet.de arcor.de online.de vodafone.de mailbox.org posteo.de posteo.net
    mail.de email.de bluewin.ch hispeed.ch sunrise.ch a1.net aon.at chello.at orange.fr wanadoo.fr free.fr sfr.fr
    laposte.net neuf.fr libero.it virgilio.it tiscali.it alice.it telefonica.net ziggo.nl kpnmail.nl planet.nl home.nl
    telenet.be skynet.be proton.me protonmail.com protonmail.ch pm.me tutanota.com tutanota.de tuta.io tuta.com
    fastmail.com fastmail.fm hey.com zoho.com mail.com email.com inbox.com yandex.com yandex.ru mail.ru bk.ru list.ru
    rambler.ru wp.pl o2.pl onet.pl interia.pl seznam.cz centrum.cz naver.com daum.net hanmail.net qq.com 163.com 126.com
    sina.com docomo.ne.jp softbank.ne.jp ezweb.ne.jp nifty.com btinternet.com sky.com talktalk.net comcast.net
    verizon.net att.net cox.net bellsouth.net shaw.ca rogers.com sympatico.ca
    example.com example.org example.net
"""
FREE_MAIL = frozenset(_FREE_MAIL.split())

_LEGAL = """
    gmbh mbh ggmbh ag kg kgaa ohg ug gbr ev ek eg se co cokg inc incorporated llc llp lp ltd limited plc corp
    corporation company sarl sas sasu sa srl spa snc bv nv vof ab as asa aps oy oyj sl slu lda pty kk haftungsbeschränkt
"""
_LEGAL_FORMS = frozenset(_LEGAL.split())
_DOTTED_FORM = re.compile(r"(?<=\b\w)\.(?=\w)")
_NOT_A_WORD = re.compile(r"[\W_]+")


def key(email: str, company: str, name: str) -> str:
    """What two contacts of one company share: the mail domain, else the company's name, else the person's address.

    Empty only where all three are. Names count without capitals, punctuation and legal form.
    """
    address = addresses.normalised(email)
    if address and addresses.domain(address) not in FREE_MAIL:
        return addresses.domain(address)
    return normalised_name(company) or address or _words(name)


def normalised_name(company: str) -> str:
    """`Nordlicht G.m.b.H. & Co. KG` → `nordlicht`."""
    words = _words(_DOTTED_FORM.sub("", company)).split(" ")
    end = len(words)
    while end > 1 and words[end - 1] in _LEGAL_FORMS:
        end -= 1
    return " ".join(words[:end])


def _words(text: str) -> str:
    return _NOT_A_WORD.sub(" ", unicodedata.normalize("NFKC", text).casefold()).strip()
