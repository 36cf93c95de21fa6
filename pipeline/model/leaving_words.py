"""What readers write who want no more letters, one language after the other.

Patterns of `re.VERBOSE`, whatever the size of letters; `_END` stands where a sentence that goes on may mean something
else.
"""

from __future__ import annotations

from collections.abc import Mapping

_TYPED = str.maketrans({letter: f"[{letter}{plain}]" for letter, plain in zip("ąćęłńóśźż", "acelnoszz", strict=True)})
"""Polish is often typed without its signs."""

COMMANDS = (
    "unsubscribe|abmelden|abmeldung|abbestellen|abbestellung|afmeld|afmelding|framelding|"
    "d[ée]sabonner|d[ée]sinscrire|d[ée]sinscription"
)
"""What our letters tell people to write; the token of a letter may follow."""
OF_MORE = (
    "désabonnement|desabonnement|uitschrijven|uitschrijving|afmelden|(?:dar(?:me)? de )?baja"
    "|disiscri(?:zione|vetemi|vermi|vimi)|cancella(?:te)?mi"
    r"|(?:cancell(?:a|are|ate|azione)|annull(?:a|are|ate))\s+(?:(?:la|della)\s+)?(?:mia\s+|l['’]|dell['’])?iscrizione"
    r"|cancellazione(?=\s+dall[ae]\s)|(?:des|de)suscr[íi]b(?:ir(?:me)?|[ae]n?me)"
    r"|(?:cancel|anul)(?:ar|en?)\s+(?:(?:la|mi)\s+)?suscripci[óo]n"
    r"|wypis(?:z|zcie|a[ćc]|anie)(?:\s+(?:mnie|nas|si[ęe]))?|wypisuj[ęe]\s+si[ęe]"
    r"|(?:wypis|rezygn(?:acja|uj[ęe]|ujemy))(?=\s+ze?\s)"
    r"|descadastr(?:ar|e)(?:[- ]me)?|(?:desin|dessub)screv(?:er|a)(?:[- ]me)?"
    r"|(?:cancelar|cancelamento|anular)\s+(?:d?a\s+)?(?:minha\s+)?(?:subscri[çc][ãa]o|inscri[çc][ãa]o|assinatura)"
    r"|(?:sair|remover|retirar|excluir|remo[çc][ãa]o)(?=\s+d(?:[ae]|est?a|essa)\s)"
)
"""Words that may also be about tenders, churn or demand: no token follows them, and in a reply they are not enough."""
LETTER = (
    r"(?:newsletter|rundbrief|mailingliste|nyhedsbrev(?:et)?|mailing list|list|infolettre|lettre|nieuwsbrief"
    r"|mailinglijst|bolet[íi]n|lista|newslettera|biuletynu|subskrypcji|listy(?:\s+(?:mailingow|adresow)ej)?"
    r"|boletim|lista\s+de\s+(?:e-?mails?|distribui[çc][ãa]o|contac?tos|envios?))"
)

_END = r"\s*(?:$|[.,!\n])"
_KINDLY_NL = r"(?:a\.?u\.?b\.?|s\.?v\.?p\.?|graag|alstublieft|alsjeblieft|maar|even|nu|dan|hierbij)"
_MY_LIST_NL = r"(?:(?:mail(?:ing)?|verzend|adressen)?lijst|nieuwsbrief|(?:mail|adressen)?bestand)\b(?!\s+(?:van|met)\b)"
_MAIL = r"(?:(?:e-?)?mails?|nieuwsbrie(?:f|ven)|brieven|berichten|correos?|bolet[íi]n(?:es)?|newsletters?)"
_MY_LIST_IT = r"(?:(?:vostra|sua|tua|questa)\s+)?(?:newsletter|mailing\s+list|lista(?!\s+(?:de|d['’]|dei|degli)\b))"
_MAIL_SV = r"(?:mejl|mail|e-post|nyhetsbrev(?:et|en)?|brev(?:et|en)?|utskick)"
_MAIL_NO = r"(?:mail(?:er|s)?|e-?post(?:er|en)?|nyhetsbrev(?:et|ene)?|brev(?:et|ene)?)"
_MAIL_PL = r"(?:(?:e-?)?maili|newsletter(?:a|ów)|list(?:u|ów)|wiadomości|biuletyn(?:u|ów)|mailing(?:u|ów))"
_YOURS_PL = r"(?:już|więcej|od|tego|tych|tej|żadnych|kolejnych|pana|pani|państwa|was|wasz(?:ego|ych|ej)|mi|nam)"
# To be taken out of a database is to be forgotten.
_MY_LIST_PL = (
    r"(?:(?:(?:pana|pani|państwa|wasz(?:ego|ej)|tego|tej)\s+)?(?:newslettera|biuletynu|subskrypcji|mailingu"
    r"|listy\b(?!\s+(?:uczestnik|prelegent|mówc|gości|oczekuj|rezerwow))))"
)
_OUT_OF_ANOTHER_PL = rf"(?!\s+ze?\s+(?!{_MY_LIST_PL}))"
_TYPED_PT = str.maketrans({letter: f"[{letter}{plain}]" for letter, plain in zip("ãçéêí", "aceei", strict=True)})
"""So is Portuguese."""
_MAIL_PT = r"(?:(?:e-?)?mails?|newsletters?|boleti(?:m|ns)|mensage(?:m|ns)|comunicações|comunicação|correio|cartas?)"
_YOURS_PT = (
    r"(?:mais|nada|isto|isso|[oa]s?|est[ae]s?|ess[ae]s?|seus?|suas?|teus?|tuas?|voss[oa]s?|d[aeo]s?|dest[ae]s?"
    r"|dess[ae]s?|tipo|outr[ao]s?|vocês|você|nenhuma?|aqui|por|favor|obrigad[oa]|me|nos)"
)
_MY_LIST_PT = (
    r"(?:(?:(?:su|tu|voss|minh)a\s+)?(?:newsletter|boletim|mailing(?:\s+list)?"
    r"|lista(?:\s+de\s+(?:e-?mails?|mailing|distribuição|contac?tos|divulgação|envios?|assinantes|subscritores))?\b"
    r"(?!\s+d[aeo]s?\b(?!\s+vocês))))"
)
_OUT_PT = rf"(?:d[ae]|dest[ae]|dess[ae])\s+{_MY_LIST_PT}"
_OUT_OF_ANOTHER_PT = rf"(?!\s+(?:[nd](?:[aeo]s?|est[ae]s?|ess[ae]s?)|em)\s+(?!{_MY_LIST_PT}))"
_SUBSCRIPTION_PT = r"(?:subscrição|inscrição|assinatura|cadastro)"
_ANY_LETTER_FR = (
    r"(?:rien|(?:cette|vos|votre|la|les|de)\s+(?:(?:e-?)?mails?|courriels?|lettres?|newsletters?|messages?))"
)
# At the beginning, or as one's own wish: clients of theirs, too, cancel subscriptions.
_I_WANT_IT = (
    r"(?:(?<!\w\W)|(?<!non\ )\b(?:vorrei|vorremmo|voglio|vogliamo|desider(?:o|iamo)|(?:ri)?chied(?:o|iamo)"
    r"|prego(?:\s+di)?|favore(?:\s+di)?|richiesta\s+di)\s+(?:la\s+)?)"
)
_I_WANT_ES = (
    r"(?:(?<!\w\W)|(?<!no\ )\b(?:quiero|queremos|quisiera|quisiéramos|dese(?:o|amos)|solicit(?:o|amos)|gustaría"
    r"|(?:ruego|rogamos|pido|pedimos)(?:\s+que)?|favor(?:\s+de)?)\s+)"
)
_LETTER_DE = r"(?:newsletter|rundbrief)(?:-?abo(?:nnement)?)?"
# To be put on a list, or on a list of participants, is no wish to leave.
_OUT_OF_LIST_DE = (
    r"\b(?:aus|vo[mn])\s[^.!?\n]{0,30}?\b(?:[\w-]{0,20}verteiler|(?:[\w-]{0,9}mail(?:ing)?-?|newsletter-?)?liste)\b"
)
MAILS = (
    rf"(?:{_MAIL}|{_MAIL_SV}|{_MAIL_NO}|{_MAIL_PL}|{_MAIL_PT}|mailinglijst|(?:e-?mail-?)?verteiler|list[ae]n?|envois)"
)
"""What comes, and the list of those to whom it comes, in the words of all of these languages."""

IN_A_WORD: Mapping[str, str] = {
    "any": COMMANDS,
    "de": "abzumelden|abzubestellen|auszutragen|austragen",
    "da": r"""afmeldes?|framelde?s?
    |(?:tag|fjern|slet|meld)\ (?:mig|min\ (?:(?:e-?)?mail)?(?:adresse)?)\ (?:fra|af|ud)
    |stop\ (?:venligst\ )?(?:med\ )?at\ sende""",
    "no": r"avmelde?|slutt\ å\ sende",
    "sv": r"avregistrera|avprenumerera|avsluta\ (?:min\ )?prenumeration(?:en)?|sluta\ (?:att\ )?skicka",
    "nl": rf"""(?:meld|schrijf)\ (?:mij|me|ons)\ (?:{_KINDLY_NL}\ ){{0,3}}(?:(?:van|voor)\ (?:\w+\ )?{LETTER}\ )?
        (?:af|uit)(?!\ (?!(?:voor|van)\ (?:\w+\ )?{LETTER}|{_KINDLY_NL}))
    |(?:mij|me|ons)\ (?:(?!niet\b|nooit\b)\w+\ ){{0,3}}(?:uit(?:\ te\ )?schrijven|af(?:\ te\ )?melden)
        (?!\ (?:voor|van|bij)\ (?!(?:\w+\ )?{LETTER}))""",
    "fr": "désinscri(?:re|vez)|désabonne[rz]",
    "it": r"""(?<!\w\ )disiscrizione(?!\ de)
    |(?<!non\ )disiscri(?:ver(?:e|mi|ci)|vetemi|vimi)(?!\ da(?:i|gli)?\ (?!quest))""",
    "en": r"stop\ (?:sending|writing|mailing)|(?:stop|quit)\ (?:e-?mailing|contacting|sending)\ (?:me|us)",
    "pl": rf"""(?:wypisz(?:cie)?|wypisać|wykreśl(?:cie)?|wykreślić)\ (?:mnie|nas){_OUT_OF_ANOTHER_PL}
    |(?:mnie|nas|się)\ (?:państwo\ )?(?:wypisać|wykreślić){_OUT_OF_ANOTHER_PL}
    |wypisuj(?:ę|emy)\ się{_OUT_OF_ANOTHER_PL}
    |(?:rezygn(?:uję|ujemy|acja|ację|ować)|zrezygnować)\ ze?\ {_MY_LIST_PL}
    |odsubskryb(?:uj|ować)""".translate(_TYPED),
    "pt": rf"""(?<!não\ )(?:
    descadastr(?:ar(?!\ (?!d[ae]|me|o\ meu|por|es[ts]e|o\ e-?mail)\w)|[ae]m?)(?:-(?:me|nos))?{_OUT_OF_ANOTHER_PT}
    |(?:desin|dessub)screv(?:er|am?)(?:-(?:me|nos))?{_OUT_OF_ANOTHER_PT}
    |(?:sair|saio)\ {_OUT_PT}
    |(?:cancel(?:ar|em?|amento)|anul(?:ar|em?))\ (?:d?[ao]\ )?(?:(?:minha|meu)\ )?
        (?:{_SUBSCRIPTION_PT}{_OUT_OF_ANOTHER_PT}(?!\ (?:anual|mensal|digital))|newsletter)
    |(?:solicito|peço)\ (?:o\ )?(?:meu\ )?descadastr(?:o|amento)|parem?\ com\ (?:[oa]|est[ea]|ess[ea])s\ {_MAIL_PT}
    |(?:parem?|deixem?)\ de\ (?:me\ |nos\ )?(?:enviar|mandar)(?:-me|-nos)?(?:\ (?:{_YOURS_PT}|{_MAIL_PT}))*(?!\ \w))
    """.translate(_TYPED_PT),
}
"""What is enough in a reply of a few words."""

AT_LENGTH: Mapping[str, str] = {
    "de": rf"""meld(?:e|et|en)\s+(?:sie\s+|ich\s+)?mich\b[^.!?\n]{{0,40}}\bab{_END}
    |trag(?:e|t|en)\s+(?:sie\s+|ich\s+)?mich\b[^.!?\n]{{0,40}}\baus{_END}
    |bestelle\b[^.!?\n]{{1,30}}(?:newsletter|rundbrief)\s+ab{_END}
    |(?:ich\s+kündige|kündige\s+ich)\s+(?:mein|den|das|diesen|ihren|euren)\s+{_LETTER_DE}{_END}
    |(?:(?<!\w\W)|ich\s+(?:möchte|will)\s+)(?:bitte\s+)?(?:mein\s+|den\s+|das\s+|diesen\s+|ihren\s+|euren\s+)?{_LETTER_DE}
        \s+(?:bitte\s+)?kündigen{_END}
    |(?:nehm(?:t|en)|nimm|streich(?:e|t|en)|entfern(?:e|t|en)|lösch(?:e|t|en))\s+(?:sie\s+)?mich\b[^.!?\n]{{0,40}}?{_OUT_OF_LIST_DE}
    |mich\b[^.!?\n]{{0,40}}?{_OUT_OF_LIST_DE}\s+(?:zu\s+)?(?:nehmen|streichen|entfernen|löschen)
    |(?:ich|wir)\s+(?:möchten?|will|wollen)\s+(?:(?:bitte|gerne?|sofort|künftig)\s+)*
        {_OUT_OF_LIST_DE}\s+(?:gestrichen|entfernt|genommen|gelöscht)\s+werden
    |(?:newsletter|(?:rund)?brief\w*|mails?|post)\s+(?:nicht\s+(?:mehr|länger|weiter)\s+)
        (?:bekommen|erhalten|haben|lesen)
    |keine?n?\s+(?:weiteren?\s+)?(?:e-?)?(?:mails?|newsletter)\s+mehr
    |keine\s+weiteren\s+(?:e-?mails?|mails?|newsletter)""",
    "en": rf"""no\s+(?:more|further)\s+(?:e-?mails?|mails?|newsletters?)
    |(?<!\w\W)(?:(?:please|pls|kindly)\s+)?
        (?:unsub(?:scribe)?(?:\s+(?:me|us))?|opt(?:\s+me)?[\s-]+out|remove\s+me|cancel\s+(?:my\s+|the\s+)?(?:\w+\s+)?subscription)
        (?:\s+(?:please|pls|thanks|thank\s+you|thx))?{_END}
    |\A(?:please\s+)?remove(?:\s+please)?[\s.!]*\Z
    |(?:like|want|wish)\s+to\s+(?:opt[\s-]out|unsub){_END}
    |(?<!if\ you\ )(?:don['’]?t|do\s+not)\s+(?:e-?mail|contact|write)\s+(?:to\s+)?(?:me|us)
        (?:\s+(?:again|any\s?more|ever)\b|[\s.!]*\Z)
    |(?:don['’]?t|do\s+not|no\s+longer)\s+(?:want|need)\s+(?:this|these|your|any)\s+(?:more\s+)?(?:e-?mails?|newsletters?)
        \b(?!\s+(?:ever\s+)?(?:to|in)\b)
    |(?:take|remove)\s+(?:me|my\s+(?:e-?mail|address|name))\b[^.!?\n]{{0,30}}?\b(?:off\b|from\b[^.!?\n]{{0,30}}?\blist)
    |remove\s+(?:me|my\s+(?:e-?mail|address|name))\s+from\b
    |(?:don['’]?t|do\s+not|no\s+longer)\s+(?:want|wish)\s+to\s+(?:receive|get)\s+(?:this|these|your|any|mails?|e-?mails?)""",
    "any": r"(?<!\w\W)stopp?(?:\s+(?:aux\s+(?:e-?)?mails|svp|merci|aub|takk?|tack|bitte|please))?[\s.!]*\Z",
    "da": rf"""(?<!\w\ )(?:ingen|nej\s+tak\s+til)\s+flere\s+(?:(?:e-?)?mails?|nyhedsbreve?|breve)
        (?:\s+(?:tak|fra\s+(?:jer|dig)))*{_END}
    |send\s+(?:mig|os)\s+(?:venligst\s+)?ikke\s+(?:flere|mere)(?:\s+(?:(?:e-?)?mails?|breve|nyhedsbreve))?{_END}
    |(?:(?:jeg|vi)\s+(?:ønsker|vil)|(?<!\w\ )(?:ønsker|vil)|(?:ønsker|vil)\s+(?:jeg|vi))\s+ikke\s+
        (?:længere\s+)?(?:at\s+)?(?:have|modtage|få)\s+(?:(?:flere|jeres|din|dine|dit|dette|disse|de|det|her|nogen)\s+){{0,3}}
        (?:(?:e-?)?mails?|nyhedsbrev\w*|breve?)(?:\s+(?:mere|længere|fra\s+(?:jer|dig)))*{_END}""",
    "sv": rf"""ta\s+bort\s+mig(?:\s+från\s+(?:er\s+)?(?:(?:mejl|mail|sänd)?listan|nyhetsbrevet|utskicket))?{_END}
    |skicka\s+(?:mig\s+|oss\s+)?(?:inte|inga)\s+(?:fler|mer)(?:\s+{_MAIL_SV})?{_END}
    |(?<!\w\ )inga\s+fler\s+{_MAIL_SV}(?:\s+tack)?{_END}
    |(?:jag|vi)\s+vill\s+inte\s+(?:längre\s+)?(?:ha|få)\s+(?:(?:fler|era|ert|dina|ditt|detta|dessa|det|de|här)\s+){{0,3}}
        {_MAIL_SV}(?:\s+(?:mer|längre|från\s+(?:er|dig)))*{_END}""",
    "no": rf"""(?:fjern|slett|stryk|ta)\s+meg\s+(?:fra|av)\s+(?:(?:e-?post|mail)?list(?:en|a)|nyhetsbrevet)
        (?:\s+takk)?{_END}
    |(?:(?<!\w\W)|(?:jeg|vi)\s+(?:vil|ønsker)\s+(?:gjerne\s+)?(?:å\s+)?|vennligst\s+)(?:avslutte?|stopp|si\s+opp)
        \s+(?:mitt\s+)?(?:abonnement(?:et)?|nyhetsbrevet)(?:\s+(?:mitt|takk))*{_END}
    |melde?\s+meg\s+(?:av|fra)(?:\s+(?:list(?:en|a)|nyhetsbrevet))?(?:\s+takk)?{_END}
    |send\s+(?:meg|oss)\s+(?:vennligst\s+)?ikke\s+(?:flere|mer)(?:\s+{_MAIL_NO})?{_END}
    |(?<!\w\ )ingen\s+flere\s+{_MAIL_NO}(?:\s+takk)?{_END}
    |(?:jeg|vi)\s+(?:ønsker|vil)\s+ikke\s+(?:lenger\s+)?(?:å\s+)?(?:ha|motta|få)\s+
        (?:(?:flere|deres|dine|ditt|dette|disse|det|de|her)\s+){{0,3}}
        {_MAIL_NO}(?:\s+(?:mer|lenger|fra\s+(?:dere|deg)))*{_END}""",
    "fr": rf"""(?<!\w\ )plus\s+de\s+(?:e-?mails?|mails?|courriels?|newsletters?)(?:\s+(?:svp|merci))?{_END}
    |(?:ne\s+plus|ne\s+(?:souhait|désir)(?:e|ons)\s+plus|ne\s+(?:veux|voulons)\s+plus|n'en\s+veux\s+plus)\s+recevoir\b
        (?!\s+(?:leurs?\b|(?:de\s+|d['’])(?!(?:vos|votre|tes|cette|ces|(?:e-?)?mails?|cou?rri\w+|lettres?|newsletters?))))
    |(?:retire|supprime|enlève|raye|radie)[rz]?[- ]moi(?:\s+\w+)?(?:\s+de\b|{_END})
    |(?:me|nous)\s+d[ée]s(?:abonner|inscrire)
    |(?:retire|supprime|enlève|enleve)[rz]?\s+(?:mon|notre)\s+(?:nom|(?:adresse\s+)?(?:e-?)?mail|adresse|courriel)\s+de\b
        [^.!?\n]{{0,30}}?\b(?:liste|diffusion|newsletter|lettre|envois|mailing)
    |(?:ne\s+plus\s+(?:m['’]|me\s+|nous\s+)(?:(?:envoyer|adresser)(?:\s+{_ANY_LETTER_FR})?|écrire|contacter)
        |ne\s+(?:m['’]|me\s+|nous\s+)(?:(?:envoyez|adressez)\s+plus(?:\s+{_ANY_LETTER_FR})?|(?:écrivez|contactez)\s+plus))
        (?:\s+(?:svp|merci))?{_END}
    |je\s+me\s+d[ée]s(?:inscris|abonne)(?:\s+de\s+(?:votre|cette|la)\s+{LETTER})?(?:\s+(?:svp|merci))?{_END}
    |me\s+(?:retirer|supprimer|enlever|rayer|radier)\s+de\b[^.!?\n]{{0,30}}?
        \b(?:liste|diffusion|newsletter|lettre|envois|mailing)
    |(?<!de\ )(?<!du\ )(?<!le\ )d[ée]sabonnement(?:\s+(?:svp|merci))?{_END}""",
    "it": rf"""(?<!non\ )(?:cancella(?:te)?mi|mi\s+cancelli|(?:(?:vorrei|voglio|desidero)\s+|(?<!\w\ ))cancellarmi
        |toglietemi|(?:toglimi|mi\s+tolga)(?=\s+dall[ae]\b)|rimuov(?:etemi|imi)|mi\s+rimuova)
        (?:\s+(?:per\s+favore|dall[ae]|vostr[ae]|su[ae]|mailing|lista?|newsletter|grazie))*{_END}
    |non\s+(?:voglio|vogliamo|desidero|desideriamo|vorrei|vorremmo)\s+(?:più\s+)?ricevere(?:\s+più)?
        (?:\s+(?:niente|nulla|l[ae]|vostr[ae]|su[ae]|quest[ae]|altr[ae]|e-?mail|mail|newsletter|lettere?))*{_END}
    |non\s+(?:mandate|inviate|scrive)(?:te)?mi\s+più(?:\s+(?:niente|nulla|e-?mail|mail|newsletter|lettere))?{_END}
    |{_I_WANT_IT}(?:cancell|annull)(?:are|ate|a|i|azione)\s+(?:(?:del)?la\s+|(?:del)?l['’])?(?:mia\s+)?iscrizione
        (?:\s+(?:alla|dalla)\s+{_MY_LIST_IT}|\s+(?:per\s+favore|grazie))*{_END}
    |{_I_WANT_IT}cancellazione\s+dalla\s+{_MY_LIST_IT}""",
    "es": rf"""d(?:ar|en|[ea])me\s+de\s+baja|darnos\s+de\s+baja
    |(?<!\w\W)(?:(?:por\s+)?favor,?\s+(?:de\s+)?)?(?:dar\s+de\s+)?baja(?:,?\s+(?:por\s+favor|gracias))*[\s.!]*\Z
    |{_I_WANT_ES}(?:cancel|anul)(?:ar|en?|ad)\s+(?:(?:la|mi)\s+)?suscripci[óo]n
        (?:\s+(?:al?|del?)\s+(?:(?:el|la|su|este|esta)\s+)?{_MAIL}|\s+(?:por\s+favor|gracias))*{_END}
    |{_I_WANT_ES}(?:des|de)suscr[íi]b(?:ir(?:me|nos)?|[ae]n?(?:me|nos)|idme){_END}
    |no\s+(?:me|nos)\s+(?:env[íi]|mand|escrib)(?:[ae][ns]?|[aé]is)\s+(?:más|mas|nada)
        (?:,?\s+(?:{_MAIL}|electrónicos?|por\s+favor|gracias))*\s*(?:$|[.!\n])
    |no\s+(?:quiero|queremos|deseo|deseamos)\s+(?:seguir\s+)?recib(?:ir|iendo)(?:los|las)?(?:\s+(?:más|mas|nada))*
        (?:\s+(?:(?:su|sus|tu|tus|el|los|este|estos|más)\s+){{0,2}}{_MAIL}(?:\s+(?:electrónicos?|suyos|más|mas))*)?{_END}
    |(?:b[óo]rr|elim[íi]n|qu[íi]t|s[áa](?:c|qu))(?:ar|en|ad|[ea])me\s+de\b[^.!?\n]{{0,30}}?
        \b(?:listas?|bolet[íi]n|newsletter|correos|envíos)\b""",
    "nl": rf"""(?:w(?:e|ij)\s+(?:willen|wensen|hoeven)|(?:willen|wensen|hoeven)\s+w(?:e|ij)|wil|wens|hoef)\b
        [^.!?\n]{{0,30}}?\b
        (?:{_MAIL}\s+niet\s+(?:meer|langer)|(?:deze|dit|die)\s+niet\s+(?:meer|langer)|geen\s+(?:\w+\s+)?{_MAIL}(?:\s+meer)?)
        \s+(?:van\s+\w+\s+)?(?:te\s+)?(?:ontvangen|krijgen){_END}
    |(?:uitschrijv(?:en|ing)|afmelden)(?:\s+{_KINDLY_NL}|\s+(?:voor|van)\s+(?:\w+\s+)?{LETTER})
    |(?:(?<!\w\ )|(?:graag|gelieve|{LETTER})\s+)(?:uitschrijv(?:en|ing)|afmelden){_END}
    |stuur\s+(?:me|mij|ons)\b[^.!?\n]{{0,20}}?\b(?:geen\s+(?:\w+\s+)?{_MAIL}\s+meer|niets\s+meer){_END}
    |(?:haal|verwijder|schrap)\s+(?:me|mij|ons|mijn\s+(?:e-?mail)?adres)\b[^.,!?\n]{{0,30}}?\b(?:van|uit)\b
        [^.,!?\n]{{0,30}}?\b{_MY_LIST_NL}""",
    "pl": rf"""nie\s+(?:chc(?:ę|emy)|chciał(?:a)?bym|życz(?:ę|ymy)\s+sobie)\s+(?:(?:już|więcej|dłużej)\s+)*
        (?:dostawać|otrzymywać)(?:\s+(?:{_YOURS_PL}|{_MAIL_PL}))*{_END}
    |nie\s*(?:wysyła|przysyła|przesyła)(?:ć|j|jcie|nie)(?:\s+(?:{_YOURS_PL}|do\s+(?:mnie|nas)))*
        \s+(?:już|więcej|{_MAIL_PL}){_END}
    |(?:usunięcie|usunąć|usuń(?:cie)?|skreśl(?:cie|ić|enie)?)\s+
        (?:mnie|nas|(?:(?:mojego|naszego|mój)\s+)?(?:adresu?|e-?maila?)(?:\s+e-?mail(?:owego)?)?)\s+ze?\s+{_MY_LIST_PL}
    |(?:mnie|nas)\s+(?:usunąć|skreślić)\s+ze?\s+{_MY_LIST_PL}
    |o\s+(?:wypisanie|wykreślenie)(?:\s+(?:mnie|nas|mojego\s+adresu))?(?:\s+ze?\s+{_MY_LIST_PL}|{_END})
    |(?<!\w\ )żadnych\s+więcej\s+{_MAIL_PL}{_END}
    |(?<!\w\W)wypis(?:z|ać|anie)[\s.!]*\Z""".translate(_TYPED),
    "pt": rf"""não\s+(?:quero|queremos|queria|desejo|desejamos|pretendo|pretendemos|gostaria\s+de|tenho\s+interesse\s+em
        |temos\s+interesse\s+em|estou\s+interessad[oa]\s+em)\s+(?:mais\s+)?(?:continuar\s+(?:a\s+)?)?
        (?:receb(?:er|endo|ê-l[oa]s?)|(?:os\s+|as\s+)?(?:seus|suas|teus|tuas|voss[ao]s)\s+{_MAIL_PT}
        |(?<=mais\ ){_MAIL_PT})
        (?:\s+(?:{_YOURS_PT}|{_MAIL_PT}))*{_END}
    |não\s+(?:(?:me|nos)\s+)?(?:(?:envi|mand)(?:e[ms]?)|escrevam?)(?:-me|-nos)?\s+(?:mais|{_MAIL_PT})
        (?:\s+(?:{_YOURS_PT}|{_MAIL_PT}))*{_END}
    |(?:quero|queria|queremos|gostaria\s+de|gostava\s+de|desejo|pretendo|prefiro)\s+(?:deixar|parar)\s+de\s+receber(?:\s+(?:{_YOURS_PT}|{_MAIL_PT}))*{_END}
    |(?:(?:me|nos)\s+)?(?:remov|retir|tir|exclu|apagu|elimin|risc)(?:er|ir|ar|[ae]m?|[ai])(?:-(?:me|nos))?
        (?:\s+(?:[oa]\s+)?(?:meu|minha|nosso|este|esse)\s+(?:(?:endereço\s+(?:de\s+)?)?e-?mail|endereço|contac?to|nome)
        (?:\s+por\s+favor)?)?\s+{_OUT_PT}
    |(?:pedido|solicito|peço)\s+(?:de\s+|a\s+)?(?:minha\s+)?(?:remoção|exclusão|saída)\s+
        (?:do\s+(?:meu|nosso|este)\s+(?:e-?mail|endereço|contac?to)\s+)?{_OUT_PT}
    |(?<!\w\W)(?:chega|sem\s+mais|nada\s+de|basta)\s+(?:de\s+)?{_MAIL_PT}{_END}
    |(?<!\w\W)(?:sair|descadastro)[\s.!]*\Z""".translate(_TYPED_PT),
}
"""What somebody writes who says hardly anything else."""

# "Leser", "läsare" and "nutzer" may also be one, such as the one who writes.
OTHERS = (
    r"(?:users|customers|clients|readers|subscribers|members|employees|people"
    r"|kunden|abonnent(?:en|innen)|mitglieder|(?:leser|nutzer)innen"
    r"|(?:unsere|viele|die|meine|manche|alle)\s+(?:leser|nutzer|mitarbeiter)"
    r"|læsere|kunder(?:ne)?|brugere|abonnenter|medlemmer|lesere|kundene|brukere|medlemmene"
    r"|prenumeranter|(?:våra|många|de|alla)\s+(?:läsare|användare)"
    r"|klanten|lezers|gebruikers|abonnees|clients|lecteurs|abonnés|utilisateurs|membres"
    r"|clientes|lectores|suscriptores|usuarios|clienti|lettori|utenti|iscritti|abbonati"
    r"|klienci|klientów|czytelni(?:cy|ków)|użytkowni(?:cy|ków)|leitores|assinantes|subscritores|utilizadores|usuários)"
)
"""Of whom somebody speaks whose own readers or customers leave."""
