"""Which company a contact belongs to: several contacts of one company are one lead."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.audience import addresses

# Whoever writes from here has no mail domain of an own: public providers by reach in the languages we serve, and
# services that hide an address behind one of theirs.
_FREE_MAIL = """
    gmail.com googlemail.com outlook.com hotmail.com live.com msn.com yahoo.com ymail.com rocketmail.com icloud.com
    me.com mac.com aol.com gmx.net gmx.com gmx.eu web.de t-online.de freenet.de arcor.de online.de vodafone.de
    mailbox.org posteo.de posteo.net mail.de email.de bluewin.ch hispeed.ch sunrise.ch a1.net aon.at chello.at orange.fr
    wanadoo.fr free.fr sfr.fr laposte.net neuf.fr libero.it virgilio.it tiscali.it alice.it telefonica.net ziggo.nl
    kpnmail.nl planet.nl home.nl telenet.be skynet.be proton.me protonmail.com protonmail.ch pm.me tutanota.com
    tutanota.de tuta.io tuta.com fastmail.com fastmail.fm hey.com zoho.com mail.com email.com inbox.com yandex.com
    yandex.ru mail.ru bk.ru list.ru rambler.ru wp.pl o2.pl onet.pl interia.pl seznam.cz centrum.cz naver.com daum.net
    hanmail.net qq.com 163.com 126.com sina.com docomo.ne.jp softbank.ne.jp ezweb.ne.jp nifty.com btinternet.com sky.com
    talktalk.net comcast.net verizon.net att.net cox.net bellsouth.net shaw.ca rogers.com sympatico.ca
    sbcglobal.net charter.net spectrum.net optonline.net optimum.net earthlink.net mindspring.com juno.com netzero.net
    netzero.com roadrunner.com rr.com frontier.com frontiernet.net windstream.net centurylink.net centurytel.net
    embarqmail.com q.com suddenlink.net mchsi.com mediacombb.net wowway.com wowway.net rcn.com cableone.net tds.net
    pacbell.net swbell.net ameritech.net snet.net flash.net prodigy.net nvbell.net gte.net hughes.net consolidated.net
    cincinnatibell.com fuse.net hawaiiantel.net gci.net cs.com aim.com netscape.net ptd.net zoominternet.net
    bellaliant.net bell.net telus.net videotron.ca videotron.qc.ca cogeco.ca cogeco.net eastlink.ca sasktel.net
    mts.net btopenworld.com btconnect.com virginmedia.com virgin.net ntlworld.com blueyonder.co.uk talk21.com
    tiscali.co.uk lineone.net plus.com plusnet.com freeserve.co.uk fsmail.net o2.co.uk zen.co.uk uwclub.net
    madasafish.com supanet.com onetel.com eircom.net bigpond.com bigpond.net.au optusnet.com.au iinet.net.au tpg.com.au
    internode.on.net xtra.co.nz orange.net orangehome.co.uk wanadoo.co.uk demon.co.uk nhs.net
    mail.dk jubii.dk ofir.dk youmail.dk stofanet.dk sol.dk tele.dk tdcadsl.dk webspeed.dk get2net.dk email.dk
    tele2.se telia.com comhem.se spray.se swipnet.se bredband.net bahnhof.se passagen.se online.no tele2.no broadpark.no
    start.no frisurf.no getmail.no c2i.net lyse.net altibox.no kolumbus.fi luukku.com elisanet.fi saunalahti.fi
    suomi24.fi inet.fi simnet.is
    ticino.com swissonline.ch vtxnet.ch vtxmail.ch green.ch netplus.ch romandie.com freesurf.ch datacomm.ch mail.ch
    quickline.ch besonet.ch bluemail.ch tele2.ch solnet.ch hin.ch ik.me etik.com tin.it email.it iol.it inwind.it
    fastwebnet.it
    onet.eu onet.com.pl op.pl vp.pl gazeta.pl interia.eu interia.com poczta.fm tlen.pl go2.pl int.pl autograf.pl
    spoko.pl neostrada.pl email.cz post.cz atlas.cz volny.cz azet.sk zoznam.sk ukr.net i.ua meta.ua
    proximus.be belgacom.net pandora.be scarlet.be voo.be brutele.be tvcablenet.be edpnet.be tiscali.be mailfence.com
    pt.lu internet.lu hetnet.nl kpnplanet.nl xs4all.nl upcmail.nl casema.nl chello.nl quicknet.nl zonnet.nl tele2.nl
    telfort.nl solcon.nl caiway.nl bbox.fr numericable.fr club-internet.fr aliceadsl.fr cegetel.net noos.fr
    sapo.pt netcabo.pt clix.pt iol.pt telepac.pt meo.pt oninet.pt portugalmail.pt aeiou.pt uol.com.br bol.com.br
    terra.com.br ig.com.br superig.com.br globo.com globomail.com r7.com oi.com.br zipmail.com.br pop.com.br
    vodafonemail.de unitybox.de kabelmail.de o2online.de magenta.de ewetel.net netcologne.de eclipso.de utanet.at
    inode.at kabsi.at liwest.at tutamail.com keemail.me hushmail.com startmail.com runbox.com riseup.net disroot.org
    zohomail.com zohomail.eu rediffmail.com abv.bg freemail.hu citromail.hu inbox.lv
    appleid.com duck.com mozmail.com simplelogin.com anonaddy.me addy.io users.noreply.github.com
"""
# These have a domain in nearly every country: hotmail.dk, yahoo.co.jp.
_IN_EVERY_COUNTRY = frozenset(("gmail", "googlemail", "outlook", "hotmail", "live", "msn", "yahoo", "aol", "gmx"))
DOCUMENTATION = frozenset({"example.com", "example.org", "example.net"})
"""RFC 2606: many synthetic people share them; what stands before them is a firm of its own."""
FREE_MAIL = frozenset(_FREE_MAIL.split()) | DOCUMENTATION

# What stands before a country's ending without being a name: example.co.uk is one firm, co.uk is none. A small rule for
# mail domains of firms; the whole list (publicsuffix.org) has thousands of entries that no firm has its mail under.
_SECOND_LEVEL = frozenset(
    ("ac", "asn", "asso", "co", "com", "edu", "gen", "go", "gob", "gouv", "gov", "govt", "gv", "id", "ind", "info",
     "ltd", "me", "ne", "net", "nhs", "nom", "or", "org", "plc", "re", "sch",
     "biz", "waw", "warszawa", "krakow", "wroclaw", "poznan", "lodz", "gda", "gdansk", "gdynia", "katowice", "szczecin",
     "lublin", "bialystok", "rzeszow", "bydgoszcz", "opole", "olsztyn", "kiev", "kyiv", "lviv",
     "adv", "arq", "emp", "eng", "jus", "leg", "psc", "police")
)  # fmt: skip
_OF_A_PLACE = re.compile(r".+\..+\.(?:sch\.uk|[a-z]{2}\.us)")
"""Schools and offices: `name.leeds.sch.uk`, `name.k12.tx.us`, `ci.name.tx.us`."""

_LEGAL = """
    gmbh mbh ggmbh ag kg kgaa ohg ug gbr ev ek eg se co cokg inc incorporated llc llp lp ltd limited plc corp
    corporation company sarl sàrl sagl sas sasu sa srl spa snc bv nv vof ab as asa aps oy oyj sl slu lda pty kk
    ltda unipessoal eireli sgps
    haftungsbeschränkt sprl bvba asbl aisbl vzw ivzw scrl cvba eurl
    pllc pc
"""
_LEGAL_FORMS = frozenset(_LEGAL.split())
_NO_COMPANY = frozenset(
    ("privat", "private", "privatperson", "freelancer", "freiberuflich", "selbständig", "selbstständig",
     "self employed", "self", "freelance", "independent", "independent consultant", "consultant", "individual",
     "personal", "sole trader", "sole proprietor", "just me", "me", "myself", "student", "retired", "not applicable",
     "no company", "tbd", "stealth", "stealth startup", "none", "keine",
     "n a", "na", "unknown", "unbekannt", "test", "privé", "privée", "particulier",
     "indépendant", "indépendante", "aucune", "zelfstandige", "zelfstandig", "privato", "privata", "nessuna",
     "osoba prywatna", "prywatnie", "brak", "nie dotyczy", "ingen", "geen", "ninguna", "ninguno", "particular",
     "pessoa física", "pessoa singular", "autónomo", "autónoma", "autônomo", "autônoma", "nenhuma", "sem empresa",
     "não tem", "não se aplica")
)  # fmt: skip
_FORM_OF_WORDS = re.compile(
    r"(?: (?:sp|spółka) (?:z oo|z o o|z ograniczoną odpowiedzialnością|akcyjna|jawna|cywilna|komandytowa|[cjk]))+$"
    r"|(?<= ltda) (?:me|epp)$|(?<=\w) s a$"
)
_DOTTED_FORM = re.compile(r"(?<=\b\w)\.(?=\w)")
_NOT_A_WORD = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Contact:
    """What is known of a contact's company, each empty where it is not known, in one spelling each."""

    domain: str
    company: str
    address: str = field(repr=False)
    person: str = field(repr=False)


def contact(email: str, company: str, name: str) -> Contact:
    """The contact; names count without capitals, punctuation and legal form."""
    address = addresses.normalised(email) or ""
    named = normalised_name(company)
    return Contact(own_domain(address), "" if named in _NO_COMPANY else named, address, _words(name))


def key(email: str, company: str, name: str) -> str:
    """What one contact says of its company: the mail domain, else the company's name, else the person's address.

    Empty only where there is neither of them, nor a name.
    """
    found = contact(email, company, name)
    return found.domain or found.company or found.address or found.person


def keys(contacts: Sequence[Contact]) -> list[str]:
    """The key of each contact, in the light of the others.

    Whoever writes from a public provider belongs to the firm that they name, where only one domain is known for it;
    whoever names none belongs to the firm that their address is known with, where that is only one.
    """
    domains: dict[str, set[str]] = defaultdict(set)
    for one in contacts:
        if one.company and one.domain:
            domains[one.company].add(one.domain)
    first = [one.domain or _only(domains[one.company]) or one.company for one in contacts]
    firms: dict[str, set[str]] = defaultdict(set)
    for one, firm in zip(contacts, first, strict=True):
        if one.address and firm:
            firms[one.address].add(firm)
    return [
        firm or _only(firms[one.address]) or one.address or one.person
        for one, firm in zip(contacts, first, strict=True)
    ]


def unsigned(message: str, email: str, company: str, name: str) -> str:
    """The message without lines that say no more than who wrote it: a name tells nothing of what somebody wants."""
    known = {_letters(own_domain(email).partition(".")[0]), _letters(company), _letters(name)}
    lines = [line for line in message.split("\n") if not line.strip() or _letters(line) not in known]
    return "\n".join(lines) if any(line.strip() for line in lines) else message


def own_domain(address: str) -> str:
    """The domain that is the firm's own, without what stands before its name; empty for a public provider's.

    `ana@mail.nordlicht.co.uk` → `nordlicht.co.uk`.
    """
    domain = addresses.domain(address)
    labels = domain.split(".")
    endings = 2 if len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in _SECOND_LEVEL else 1
    endings = 3 if _OF_A_PLACE.fullmatch(domain) else endings
    registered = ".".join(labels[-endings - 1 :])
    if registered in DOCUMENTATION and domain != registered:
        return ".".join(labels[-3:])
    is_of_a_country = len(labels[-1]) == 2 and registered.partition(".")[0] in _IN_EVERY_COUNTRY
    return "" if is_of_a_country or registered in FREE_MAIL or domain in FREE_MAIL else registered


def normalised_name(company: str) -> str:
    """`Nordlicht G.m.b.H. & Co. KG` → `nordlicht`."""
    words = _FORM_OF_WORDS.sub("", _words(_DOTTED_FORM.sub("", company))).split(" ")
    end = len(words)
    while end > 1 and words[end - 1] in _LEGAL_FORMS:
        end -= 1
    return " ".join(words[:end])


def _letters(said: str) -> str:
    return normalised_name(said).replace(" ", "")


def _only(found: set[str]) -> str:
    return next(iter(found)) if len(found) == 1 else ""


def _words(text: str) -> str:
    return _NOT_A_WORD.sub(" ", unicodedata.normalize("NFKC", text).casefold()).strip()
