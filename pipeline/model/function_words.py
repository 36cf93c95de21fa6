"""The small words that every text of a language is full of: articles, pronouns, prepositions, auxiliaries.

They tell near languages apart where letters do not (Danish `af`, Norwegian `av`), and cost a look-up a word. A word
that several languages share stands in all of their lists, so that it says nothing between them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache

from pipeline.model.language import primary

_LISTS: Mapping[str, str] = {
    "en": """the of and to in a is that for it as was with be by on not he i this are or his from at which but have
        an had they you were their one all we can her has there been if more when will would who so no she other its
        may these what them than some him time into only do such my about over your out up our how just very while
        where because most between any should could does did us then after before also here why every without those
        see under come war end me due""",
    "de": """der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an werden aus
        er hat dass sie nach wird bei einer um am sind noch wie einem über einen so zum war haben nur oder aber vor
        zur bis mehr durch man sein wurde sei hatte kann gegen vom können schon wenn habe seine ihre dann unter wir
        soll ich eines jahr zwei diese dieser wieder keine seiner worden will zwischen immer was sehr ihr ihm mich
        mir uns wo sondern wer warum hier dort weil damit ohne während alle nichts etwas dieses diesem du kein muss
        müssen da waren also andere ob ja""",
    "da": """og i at er en til af det på den for med der de som et ikke har fra var han om jeg ved sig men vi blev
        kan så efter eller hun også været havde man skal ville nu da ud mange når hvor over hvis under mod meget mere
        end kun blive bliver deres hans hendes hvad mig dig os nogle noget nogen andre alle vil skulle kunne før
        mellem uden gennem selv ind op ned sin sit sine dette disse denne være lige år uge hvordan hvorfor hvilke
        hvem dog blandt ifølge imidlertid samt både hver allerede altid igen dem dens dets stadig aldrig bare ham
        hende du må få får flere første blevet rundt egen egne gøre gør siger tog gik fik kom ligger væk have se her
        by ca kommer fordi ingen går""",
    "no": """og i at er en til av det på den for med der de som et ikke har fra var han om jeg ved seg men vi ble kan
        så etter eller hun også vært hadde man skal ville nå da ut mange når hvor over hvis under mot mye mer enn kun
        bli blir deres hans hennes hva meg deg oss noen noe andre alle vil skulle kunne før mellom uten gjennom selv
        inn opp ned sin sitt sine dette disse denne være år uke hvordan hvorfor hvilke hvem blant ifølge imidlertid
        samt både hver allerede alltid igjen dem dens dets fortsatt aldri bare ham henne du må få får flere første
        blitt rundt egen egne gjøre gjør sier tok gikk fikk kom ligger bort ei eg ikkje dere fordi slik slike ønsker
        ha se én her går by la ingen ca kommer mai""",
    "sv": """och i att det som en på är av för med den till inte har de ett om han men var jag sig från vi så kan när
        år under också efter eller nu sin där vid mot ska skulle kommer ut får finns vara hade alla andra mycket än
        här då sedan över bara blir upp även vad få två vill ha många hur mer går sina sitt kunna bli blev hans hon
        hennes deras dem dess mig dig oss du ni något några någon ingen inga mellan genom utan enligt samt både varje
        redan alltid igen aldrig vilka vilken vem varför denna detta dessa måste skall kunde innan medan eftersom
        ligger man se by per kom tog""",
    "nl": """de van het een en in is dat op te zijn voor met die niet aan er om ook als dan maar bij of uit nog naar
        heeft hij ze wordt door over tot je was hun werd ik worden meer deze geen kan wel had we zich al hebben zo
        haar dit onder toen tegen na veel andere moet zou waren zal kunnen alleen mijn twee zij wat men u wij hem mij
        ons hier daar waar wie hoe omdat tussen zonder tijdens alle iets niets altijd weer der des ben bent jij kon
        werden nu ten af per me ter""",
    "fr": """de la le et les des en un une du dans est que il pour qui par sur au pas plus ne se ce avec son sont ou
        mais nous cette aux sa a elle été ont comme je lui leur leurs ses même deux si être fait tout on bien y vous
        aussi sans entre après était peut fois avait dont ces faire très encore avant notre votre cela d l qu n s c j
        m t où quand donc car chez depuis pendant toujours jamais rien tous toute toutes quelques ils elles mon ma
        mes tu te toi moi ici là moins ainsi sous vers sera ete à ville non mai ai""",
    "es": """de la que el en y a los se del las un por con no una su para es al lo como más o pero sus le ha me si
        sin sobre este ya entre cuando todo esta ser son dos también fue había era muy años hasta desde está mi
        porque qué sólo solo han yo hay vez puede todos así nos ni parte tiene él uno donde bien tiempo mismo ese
        ahora cada e otro después te otros aunque esa eso hace otra gobierno tan durante siempre día tanto ella tres
        sí dijo sido estos estas ellos nosotros usted ustedes tu algo nada antes contra quien cual mientras hacer
        unos unas sur les nosotras""",
    "it": """di e il la che in a per è un del si una non le con i da della al sono dei come più lo nel ha gli alla
        anche ma delle o su se ci nella ed era dal questo dalla essere suo ad sua fra quando molto stato tra tutti
        cui ne degli questa prima loro dopo dell all nell dall l d c perché due quello così fatto mi chi cosa sulla
        solo sempre dove ogni senza ai agli alle sul nei negli nelle hanno può possono io tu noi voi lui lei qui già
        poi ancora mai niente nulla tutto tutta tutte questi queste quella quelli suoi sue mio mia ti vi stata erano
        parte durante però uno ho""",
    "pt": """de a o que e do da em um para é com não uma os no se na por mais as dos como mas foi ao ele das tem à
        seu sua ou ser quando muito há nos já está eu também só pelo pela até isso ela entre era depois sem mesmo aos
        ter seus quem nas me esse eles estão você tinha foram essa num nem suas meu às minha têm numa pelos elas
        havia seja qual será nós tenho lhe deles essas esses pelas este fosse dele tu te vocês lhes meus minhas esta
        isto aquilo aqui ali onde porque enquanto cada outro outra outros outras são pode podem sobre todo todos
        durante parte contra vez desde antes sido dia sul""",
    "pl": """w i na z się nie do to jest że a o jak po co przez od za dla ale są tak go oraz czy jego już być tylko
        przy może by jej ich ze który która które pod tym było był była także te tego bardzo tej ma nad ten lub
        jednak można gdy przed bez jako więc jeszcze ja my wy on ona ono oni mnie mi nas nam ją nim ku u ani albo bo
        gdzie kiedy kto dlaczego ponieważ między podczas wszystko zawsze nigdy tu tam tych tymi będzie będą mają mu
        im ta we""",
    "fi": """ja on ei se että oli hän joka mutta kun niin ovat kuin myös tai sen jos hänen ole vain sekä mukaan jonka
        jo nyt ne mitä vielä olla voi kanssa tämä ennen jälkeen sitä tämän olivat he minä sinä me te minun siitä
        siellä jotka jossa noin ollut koska koko kaikki mikä missä miksi miten sitten aina hyvin enemmän tällä ilman
        välillä eivät olen häntä heidän tässä niiden näin joten eli eikä kuitenkin yksi kaksi alle toinen""",
    "cs": """a se v na je že s z do o i to jsou jako za pro ve k by ale po byl jeho od při které bylo který podle až
        nebo jen také která však co si před již u jsem být byla ze více jejich když tak mezi bez ho ji ještě jak
        pouze může kde kdy kdo proč protože než nad pod mu jí nás vás my vy on ona oni ten ta tento tato této tohoto
        tím těchto všechny vždy nikdy tady tam není byli byly má mají jej svůj své svého ke už ani""",
    "sk": """a sa v na je že s z do o i to sú ako za pre vo k by ale po bol jeho od pri ktoré bolo ktorý podľa až
        alebo len aj ktorá však čo si pred už u som byť bola zo viac ich keď tak medzi bez ho ju ešte iba môže kde
        kedy kto prečo pretože než nad pod mu jej nás vás my vy on ona oni ten tá tento táto tejto tohto tým týchto
        všetky vždy nikdy tu tam nie boli má majú svoj svoje svojho so ani""",
    "ro": """de în și a la cu pe nu o din care un este mai să că pentru au ca al se fost fi sau s lui le ce după prin
        cel cea cele cei dar era într ale ei lor sunt i acest această acesta aceasta dintre către până foarte când
        unde cum cine decât fără între toate tot toți nici dacă avea are am ai noi voi el ea ele ne vă îi îl unei
        unui fiind doar astfel asupra despre ar va prima parte ani""",
    "hu": """a az és hogy nem is egy ez meg ki de csak már el volt ha mint még azt vagy van ezt után szerint be fel
        lett majd között minden amely aki ami ahol akkor azonban pedig kell nagyon így úgy sem mert hanem itt ott én
        te ő mi ti ők neki nekem ezek azok lesz lehet voltak vannak sok több mindig soha miért hogyan mikor alatt
        által illetve valamint nincs ne ma más le""",
    "tr": """ve bir bu da de için ile olarak çok daha olan gibi en ne kadar sonra ama ise ya o her mi var kendi şey
        değil diye göre önce olduğu olduğunu iki ben sen biz siz onlar onun bunu şu hem veya ancak çünkü nasıl neden
        nerede tüm bütün tarafından arasında ki yok bile oldu ederek üzerinde içinde son""",
    "ca": """de la i el que a en els les un per amb una no es del al són com més però seva seu va ha o dels als pel
        està aquest aquesta molt també fins quan on qui si ser tot tots totes altres entre sense sobre des després
        abans així perquè hi ho em et ens us li ell ella ells nosaltres vostè què cada aquests aquestes havia han té
        dos dues ja només sempre mai res algun alguna l d s n és van era seus qual tres contra uns dia cosa se any""",
    "hr": """i je u se na da za su od s o a koji kao iz do ne će što bi sa to ili koja po koje bio nije kako te ali
        nakon bila samo već može prema biti još ima sve gdje kada zbog između kod pri bez oko prije tijekom također
        sam si smo ste ja ti on ona mi vi oni njegov njezin ga mu im ih ovaj ova ovo taj ta tko zašto uvijek nikad
        bilo bili nego ako dok iako pa li pod uz svoje kad svoj ni neki tu bile ju""",
    "sr": """i je u se na da za su od s o a koji kao iz do ne će što bi sa to ili koja po koje bio nije kako te ali
        nakon bila samo već može prema biti još ima sve gde kada zbog između kod pri bez oko pre tokom takođe posle
        sam si smo ste ja ti on ona mi vi oni njegov njen ga mu im ih ovaj ova ovo taj ta ko zašto uvek nikad bilo
        bili nego ako dok iako pa li и је у се на да за су од с о а који као из до не ће што би са то или која по
        које био није како те али након била само већ може према бити још има све где када због између код при без
        око пре током такође после сам си смо сте ја ти он она ми ви они ако док пошто па ли pod uz svoje kad svoj ni
        neki tu bile под били ова биле""",
    "sl": """in je v se na da za so od s z o a ki kot iz do ne bo pri po tudi bi to ali ter bil ni še ko pa že med
        pred lahko če ker bila bilo sem si smo ste jaz ti on ona mi vi oni njegov njen ga mu jih jim ta te tega tem
        kaj kdo kje kdaj zakaj kako vse samo zelo bolj več brez ob pod nad vedno nikoli biti bili ima imajo katere
        kateri del le svoje bile tam svoj jo dan""",
    "et": """ja on ei et oli ta ka kui see mis aga või oma ning kes siis seda veel nii mida selle välja pärast tema
        nad kuid olid nagu üks kaks juba ma sa me te minu sinu meie teie nende kuni enne koos järgi vahel ole olla
        saab võib peab kus millal miks kuidas kõik alati väga rohkem ilma üle alla juures poolt eest jo kas end kell""",
    "lv": """un ir no ar uz par kas bija ka arī kā pēc lai tas līdz tā bet vai pie tiek gan to tika viņš viņa es tu
        mēs jūs viņi šis šī šo tie tās ja jau tikai vēl ļoti visi visas kad kur kāpēc kurš kura kuras bez starp pirms
        nav būt var savu sava tām tiem tam ko pat ne""",
    "lt": """ir yra kad iš į su buvo kaip tai bet apie o ar nuo po jo per už jis ji jie aš tu mes jūs ne dar taip pat
        tik jau tačiau kurie kuris kuri dėl prie iki prieš tarp be labai daugiau visi viskas kur kada kodėl kas šis
        ši tas ta turi gali būti savo jų nėra arba bei jos ją tam""",
    "is": """og í að á er sem var um það til við en með af ekki hann fyrir eru frá hefur þar ég sé hún þess voru
        eftir eða upp þeir út hafa svo því þegar sig mjög hans hennar þeirra mér þér okkur þú vera verið verða varð
        líka milli án gegnum yfir undir allir allt hver hvað hvar hvernig hvers þetta þessi þessu kom inn má enn
        innan sitt sú""",
    "id": """yang dan di dengan untuk dari dalam itu pada ini tidak adalah ke akan oleh sebagai juga atau ada telah
        mereka dapat bahwa karena saya anda kami kita dia ia lebih sudah bisa setelah harus antara hanya saat seperti
        tersebut tetapi namun bukan belum sangat semua setiap apa siapa mengapa bagaimana kapan jika ketika tanpa""",
    "ru": """и в не на я что с он а как это по но к из у за то от о так для мы же бы было она вы его только все был
        её ее мне или ещё еще уже до если они ты при их быть была есть были этот эта эти также может когда где кто
        почему потому после между без чтобы всегда никогда очень более которые который которая со во об под над нет
        да ли""",
    "uk": """і в не на я що з він а як це по але до із у за то від о так для ми ж би було вона ви його тільки всі був
        її мені або ще вже якщо вони ти при їх бути була є були цей ця ці також може коли де хто чому тому після між
        без щоб завжди ніколи дуже більше які який яка зі під над немає та й той все те""",
    "bg": """и в не на аз че с той а как това по но към от у за до така ние би беше тя вие го само всички бил или още
        вече ако те ти при са бъде била има били този тази тези също може когато къде кой защо защото след между без
        да винаги никога много повече които който която със във под над няма ще се е си я все то та""",
    "mk": """и во не на јас дека со тој а како ова по но кон од у за до така ние би беше таа вие го само сите бил или
        уште веќе ако тие ти при се биде била има биле овој оваа овие исто може кога каде кој зошто бидејќи меѓу без
        да секогаш никогаш многу повеќе кои која под над нема ќе е си што ја та па те то""",
    "el": """και το της η την του ο που των να με για είναι στην τα από στο τον οι σε ότι τις δεν στη θα μας μου σας
        τους αυτό αλλά ως κατά ήταν ένα μια έχει πιο μετά όπως αν όταν πολύ μόνο εγώ εσύ εμείς εσείς αυτός αυτή αυτοί
        πριν μεταξύ χωρίς πάντα ποτέ όλα όλοι πού πότε γιατί ποιος πώς""",
}
_ALIASES = {"nb": "no", "nn": "no", "bs": "hr"}
_WORD = re.compile(r"[^\W\d_]+")


def listed() -> tuple[str, ...]:
    """The languages whose small words are known here."""
    return tuple(_LISTS)


def base(lang: str) -> str:
    """The key that `lang` is listed under: `de-at` → de, `nb` → no; unlisted languages keep their first part."""
    first = primary(lang)
    return _ALIASES.get(first, first)


@cache
def of(lang: str) -> frozenset[str]:
    """The small words of `lang`; empty where they are not listed."""
    return frozenset(_LISTS.get(base(lang), "").split())


def is_small(word: str) -> bool:
    """Whether `word`, in small letters, is a small word of any language."""
    return word in _index()


def hits(text: str) -> tuple[Counter[str], int]:
    """How many words of `text` are small words of each listed language; and how many words it has."""
    index = _index()
    found: Counter[str] = Counter()
    total = 0
    for word, times in Counter(_WORD.findall(text.lower())).items():
        total += times
        for lang in index.get(word, ()):
            found[lang] += times
    return found, total


def spoken(text: str) -> frozenset[str]:
    """The small words of the language that `text` has most of; empty where it has none."""
    found, _ = hits(text)
    loudest = max(found, key=lambda lang: (found[lang], lang), default=None)
    return frozenset(_LISTS[loudest].split()) if loudest else frozenset()


def contradictions(text: str, languages: Sequence[str]) -> tuple[list[int | None], int]:
    """For each language: how many words of `text` are small words of another of `languages`, but not of this one.

    None for a language without a list. The second value counts the words that any of them lists.
    """
    index = _index()
    bases = {base(lang) for lang in languages} & _LISTS.keys()
    found: Counter[str] = Counter()
    known = 0
    for word in _WORD.findall(text.lower()):
        speaking = index.get(word)
        if speaking and not bases.isdisjoint(speaking):
            known += 1
            found.update(speaking)
    return [known - found[base(lang)] if base(lang) in _LISTS else None for lang in languages], known


@cache
def _index() -> Mapping[str, tuple[str, ...]]:
    index: dict[str, list[str]] = {}
    for lang, small in _LISTS.items():
        for word in dict.fromkeys(small.split()):
            index.setdefault(word, []).append(lang)
    return {word: tuple(langs) for word, langs in index.items()}
