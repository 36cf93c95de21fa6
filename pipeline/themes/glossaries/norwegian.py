"""Norwegian in English, word by word: what everyday texts of any subject are made of."""

LISTED = """
    human: menneske mennesker; man: mann menn mannen; woman: kvinne kvinner; child: barn barna; boy: gutt; girl: jente
    jenter; father: far faren fedre; mother: mor moren mødre; parents: foreldre; brother: bror brødre; sister: søster
    søstre; son: sønn sønner; daughter: datter døtre; family: familie; friend: venn venner; husband: ektemann; wife:
    kone hustru; marriage: ekteskap bryllup; neighbour: nabo naboer; people: folk folket; guest: gjest; stranger:
    fremmed; youth: ungdom unge; adult: voksen voksne; old: gammel gamle; life: liv livet; live: leve lever levde;
    death: død døden døde; die: dø dør; kill: drepe drepte drept; born: født fødsel; body: kropp; head: hode hodet;
    face: ansikt; eye: øye øyne øyet; ear: øre ører; mouth: munn; tooth: tann tenner; hand: hånd hender; arm: armer;
    leg: bein beinet; foot: fot føtter; heart: hjerte; blood: blod; brain: hjerne; skin: hud; bone: knokkel knokler;
    stomach: mage magen; lung: lunge; muscle: muskel; hair: hår håret; disease: sykdom; sick: syk syke; hospital:
    sykehus; doctor: lege leger; nurse: sykepleier; patient: pasient; health: helse; healthy: sunn sunne frisk;
    medicine: medisin legemiddel; medical: medisinsk; treatment: behandling; cure: kur; pain: smerte; injury: skade;
    injured: såret skadd; wound: sår; infection: infeksjon smitte smittet; epidemic: epidemi; vaccine: vaksine; cancer:
    kreft; influenza: influensa; fever: feber; surgery: operasjon kirurgi; drug: narkotika; poison: giftig; mental:
    psykisk; disorder: lidelse forstyrrelse; diet: kosthold ernæring; pregnant: gravid; sleep: søvn sove sover;
    feeling: følelse; fear: frykt angst; joy: glede; love: kjærlighet elske; dream: drøm; think: tenke tenker tanke;
    memory: hukommelse minne; god: gud guder; church: kirke; religion: tro; holy: hellig; priest: prest; sun: sol
    solen; moon: måne månen; star: stjerne; earth: jord jorden jordens; world: verden verdens; universe: univers;
    space: verdensrommet romfart; sky: himmel; air: luft luften; water: vann vannet; fire: ild brann; ice: is isen;
    snow: snø snøen; rain: regn; wind: vind vinden; storm: uvær; thunder: torden; weather: vær været; climate: klima
    klimaet; heat: varme hete; warm: varm; cold: kald kalde kulde; temperature: temperatur; light: lys lyset; dark:
    mørk mørke; shadow: skygge; earthquake: jordskjelv; flood: oversvømmelse flom; disaster: katastrofe ulykke;
    volcano: vulkan; sea: hav havet sjø; ocean: osean; coast: kyst kysten; beach: strand strender; island: øy øya øyen
    øyer øyene øygruppe; peninsula: halvøy halvøya halvøyen; archipelago: skjærgård arkipel; lake: innsjø innsjøen;
    river: elv elven elva; waterfall: foss; bay: bukt vik; strait: sund sundet; harbour: havn havnen; mountain: fjell
    fjellet berg; hill: ås bakke; valley: dal dalen; rock: klippe stein; desert: ørken; forest: skog; field: åker felt;
    landscape: landskap; nature: natur naturen; environment: miljø miljøet; pollution: forurensning; north: nord
    nordlig nordlige; south: sør sørlig sørlige; east: øst østlig østlige; west: vest vestlig vestlige; country: land
    landet landene landets; region: område; border: grense; continent: kontinent verdensdel; city: byen byer byene
    byens storby; capital: hovedstad; town: tettsted; village: landsby bygd; population: befolkning; inhabitant:
    innbygger beboer; map: kartet kart; area: areal; square kilometres: kvadratkilometer; mile: mil; animal: dyr dyret
    dyrene; bird: fugl; fish: fisk fisken; dog: hund hunden; cat: katt katten; horse: hest hester; cow: ku kua kyr
    kveg; sheep: sau sauer; pig: gris svin; bear: bjørn; wolf: ulv; lion: løve løver; monkey: ape aper; insect: insekt;
    whale: hval; egg: egget; species: art arten arter; feather: fjær; plant: plante; tree: tre treet trær; flower:
    blomst; grass: gress; leaf: blad; root: rot røtter; seed: frø; garden: hage hagen; farm: gård bondegård; farmer:
    bonde bønder; agriculture: landbruk jordbruk; harvest: høst avling; food: mat maten føde matvarer; meal: måltid;
    eat: spise spiser spiste; drink: drikke drikker drakk; bread: brød; meat: kjøtt; milk: melk; cheese: ost osten;
    fruit: frukt; vegetable: grønnsak; apple: eple; sugar: sukker; wine: vin vinen; beer: øl ølet; coffee: kaffe; tea:
    te teen; kitchen: kjøkken; cook: matlaging koke; hunger: sult sulten; house: hus huset; home: hjem hjemmet hjemme;
    building: bygning; build: bygge bygger bygde; room: rom rommet; door: døren; window: vindu; roof: tak taket; wall:
    mur vegg; tower: tårn; bridge: bro broen broer bru; street: gate gaten; road: vei veien veier; square: torg;
    castle: slott slottet borg; palace: palass; ruins: ruin; temple: tempel; monument: minnesmerke; bed: seng sengen;
    table: bord bordet; tent: telt teltet; clothes: klær tøy; shoe: sko skoene; wear: bære bærer kledd; colour: farge;
    red: rød røde; blue: blå; green: grønn grønne; white: hvit hvite; black: svart svarte; travel: reise reiser reiste;
    traveller: reisende; journey: reisen tur turen; tourist: turist; tourism: turisme; trip: utflukt ekspedisjon;
    visit: besøk besøke besøker; visitor: besøkende; holiday: ferie ferien helligdag; abroad: utlandet; foreign:
    utenlandsk; accommodation: overnatting innkvartering; luggage: bagasje koffert; passport: pass passet; visa: visum;
    embassy: ambassade; ticket: billett; flight: fly flyet flyreise flyging flyvning; aeroplane: flymaskin; airport:
    flyplass lufthavn; airline: flyselskap; train: toget togene; railway: jernbane; station: stasjon; bus: buss bussen;
    car: bil bilen; driver: sjåfør fører; drive: kjøre kjører kjørte; bicycle: sykkel sykler; ship: skip skipet; boat:
    båt båten; sail: seile seiler seil; traffic: trafikk; route: rute ruten; distance: avstand; speed: fart farten
    hastighet; walk: gåtur vandre vandring; climb: klatre bestige; swim: svømme svømming; guide: veileder; attraction:
    severdighet attraksjon; museum: museet; hotel: hotell; camping: campingplass; arrive: ankomme ankomst ankom;
    depart: avgang avreise; work: arbeid arbeide arbeider; worker: arbeidere; job: jobb stilling; unemployment:
    arbeidsledighet; company: bedrift firma selskap; business: forretning næringsliv; customer: kunde kunder; market:
    marked; shop: butikk; buy: kjøpe kjøper kjøpte kjøp; sell: selge selger solgte salg; price: pris prisen; money:
    penger pengene; pay: betale betaler betaling; cost: koste kostnad kostnader; tax: skatt skatten skatter moms; bank:
    banken; economy: økonomi økonomien; economic: økonomisk; trade: handel; goods: varer vare varen; product: produkt;
    production: produksjon; industry: industri; factory: fabrikk; growth: vekst; rich: rik rike rikdom; poor: fattig;
    customer service: kundeservice; project: prosjekt; team: laget lagene; leader: leder lederen ledere; management:
    ledelse; employee: medarbeider ansatt medarbeidere ansatte; meeting: møte møtet; contract: kontrakt avtale;
    quality: kvalitet; risk: risiko; goal: mål målet målsetting; result: resultat; politics: politikk politikken;
    political: politisk; politician: politiker; government: regjering regjeringen; state: stat staten stater statens;
    prime minister: statsminister; parliament: parlament storting; election: valg valget valgkamp; choose: velge velger
    valgte valgt; voter: velgere; vote: stemme stemmer avstemning; candidate: kandidat; party: parti partiet partier;
    law: lov loven lover lovgivning; court: domstol rett; judge: dommer; justice: rettferdighet; right: rettighet;
    crime: forbrytelse kriminalitet; murder: mord drap; thief: tyv tyveri; prison: fengsel; police: politi politiet;
    arrested: arrestert pågrepet; victim: offer ofre; war: krig krigen; peace: fred freden; army: hær hæren militær;
    soldier: soldat tropper; weapon: våpen; battle: slag; attack: angrep angripe; bomb: bombe; enemy: fiende; defence:
    forsvar forsvare; power: makt makten; king: konge kongen kongelig; queen: dronning; prince: prins; empire: riket
    imperium; kingdom: kongerike; republic: republikk; democracy: demokrati; constitution: grunnlov forfatning;
    citizen: borger borgere; freedom: frihet; independence: uavhengighet; protest: demonstrasjon; demonstrator:
    demonstrant; revolution: revolusjon opprør; agreement: overenskomst traktat; treaty: traktaten; negotiation:
    forhandling; conflict: konflikt; crisis: krise krisen; security: sikkerhet; refugee: flyktning; immigrant:
    innvandrer; society: samfunn samfunnet; organisation: organisasjon forening; nation: nasjon; international:
    internasjonal; office: kontor embete; mayor: borgermester ordfører; spokesperson: talsmann talsperson; authorities:
    myndighet; public: offentlig offentlighet; history: historie; historical: historisk; century: århundre århundret;
    ancient: oldtid oldtiden antikk; middle ages: middelalder; tribe: stamme stammer; slave: slaveri; school: skole
    skolen skoler; teacher: lærer læreren lærere; pupil: elev elever; university: universitet; education: utdanning
    undervisning; learn: lære lærte; knowledge: kunnskap viten; science: vitenskap; scientist: vitenskapsmann forsker
    forskere; scientific: vitenskapelig; research: forskning undersøkelse; study: studie studier studere undersøke;
    theory: teori; experiment: eksperiment forsøk; discovery: oppdagelse oppdage oppdaget; invention: oppfinnelse
    oppfinne oppfant; technology: teknologi teknikk; machine: maskin; engine: motor; device: apparat enhet utstyr;
    tool: verktøy redskap; computer: datamaskin; software: programvare; network: nettverk; internet: internett nettet;
    data: opplysninger; telephone: telefon mobiltelefon; electricity: elektrisitet strøm; energy: energi; oil: olje
    oljen; gas: gass gassen; coal: kull kullet; metal: metall; iron: jern jernet; gold: gull gullet; silver: sølv;
    glass: glasset; paper: papir; wood: tømmer; physics: fysikk; chemistry: kjemi kjemien kjemisk; biology: biologi;
    mathematics: matematikk; astronomy: astronomi; atom: atomer; molecule: molekyl; particle: partikkel; cell: celle
    celler; gene: gen gener arv; bacteria: bakterie bakterier; evolution: utvikling evolusjon; develop: utvikle
    utviklet; satellite: satellitt; rocket: rakett raketter; spacecraft: romskip romfartøy; telescope: teleskop;
    radiation: stråling stråle; measure: måle måling målte; weight: vekt vekten veie; size: størrelse; depth: dybde
    dyp; height: høyde høyden; surface: overflate; substance: stoff stoffer; liquid: væske flytende; pressure: trykk
    trykket; force: kraft krefter; method: metode; image: bilde bilder; photograph: fotografi foto; book: bok boken
    bøker; author: forfatter; write: skrive skriver skrev skrevet; read: lese leser leste; letter: brev brevet;
    newspaper: avis avisen aviser; magazine: tidsskrift magasin; news: nyhet nyheter; television: fjernsyn tv;
    broadcast: sending sendt sendes; language: språk språket; word: ord ordet; story: fortelling fortelle; poem: dikt
    dikter; art: kunst kunsten; artist: kunstner; painting: maleri maler male; music: musikk musikken; musician:
    musiker; song: sang sangen sanger; sing: synge synger; singer: sangerinne; concert: konsert; film: filmen kino;
    theatre: teater teatret; actor: skuespiller skuespillerinne; director: regissør; role: rolle rollen; scene: scenen;
    audience: publikum; dance: dans danse danser; festival: fest; famous: berømt kjent; award: utmerkelse;
    entertainment: underholdning; culture: kultur kulturen kulturell; tradition: tradisjon skikk; humour: humor moro;
    series: serie serien; game: spill spillet spillene; play: spille spiller spilte lek leke; player: spillere
    spilleren; sport: idrett; football: fotball; handball: håndball; ball: ballen; win: vinne vinner vunnet; victory:
    seier seieren; lose: tape taper tapte tapt; defeat: nederlag; champion: mester mestere; championship: mesterskap;
    tournament: turnering; competition: konkurranse konkurrere; race: løp løpet; run: løpe løper løpere; athlete:
    idrettsutøver; coach: trener trening; season: sesong; league: liga ligaen; cup: pokal; medal: medalje; olympic:
    olympisk olympiske; score: scoret poeng; ski: skiløping; jump: hoppe hopp; ride: ri ridning rytter; skate: skøyte
    skøyteløp; fencing: fekting; gymnastics: gymnastikk turn; hunt: jakt jage jeger; fishing: fiske fiskeri; time: tid
    tiden tider; day: dag dagen dager; night: natt natten netter; morning: morgen; evening: kveld; hour: time timer
    timen; minute: minutt; month: måned; week: uker uka uken; spring: vår våren; summer: sommer; winter: vinter;
    future: fremtid framtid; beginning: begynnelse begynne begynte start; end: slutt slutten ende; number: antall tall
    nummer; million: millioner; billion: milliard; thousand: tusen; hundred: hundre; half: halv halvparten; part: del
    delen deler; group: gruppe gruppen; member: medlem medlemmer; kind: slags type; example: eksempel; question:
    spørsmål spørre; answer: svar svare svaret; solution: løsning løse løsninger; reason: årsak grunn; meaning:
    betydning bety betyr; difference: forskjell forskjellig; change: endring endre forandre; possibility: mulighet
    mulig; important: viktig viktige; big: stor store største; small: liten lille små mindre; long: lang lange lengde;
    high: høy høye høyeste; deep: dype; new: ny nye; young: ung; good: god godt gode bedre best; bad: dårlig; strong:
    sterk sterke; fast: rask hurtig; beautiful: vakker vakre skjønnhet; dangerous: farlig fare; difficult: vanskelig;
    easy: lett enkel; free: fri fritt gratis; own: eie eier; help: hjelp hjelpe hjelper; give: gi gir ga gitt; say: si
    sa sagt uttalte; speak: snakke snakker; see: sett utsikt; hear: høre hører hørt; show: vise viser viste; find:
    finne finner fant funnet; use: bruke bruker brukte anvende; make: fremstille; stand: stå står sto; fall: falle
    faller falt; grow: vokse vokser vokste; move: bevege flytte bevegelse; carry: bringe; send: sende sender sendte;
    open: åpne åpen åpnet; close: lukke lukket stengt; follow: følge følger fulgte; stop: stoppe stanse; warning:
    advarsel advare; rescue: redde redning; destroy: ødelegge ødelagt; report: rapport rapporterte melde; protect:
    beskytte beskyttelse; law enforcement: ordensmakt; germany: tyskland tysk tyske; france: frankrike fransk franske;
    spain: spania spansk spanske; italy: italia italiensk; greece: hellas gresk greske; turkey: tyrkia tyrkisk; russia:
    russland russisk; poland: polen polsk; netherlands: nederland nederlandsk; united kingdom: storbritannia britisk
    britiske; england: engelsk engelske; america: amerika amerikansk; united states: usa; europe: europa europeisk;
    european union: eu; africa: afrika afrikansk; asia: asiatisk; china: kina kinesisk; japan: japansk; india: indisk
    indiske; egypt: egyptisk; denmark: danmark dansk danske; sweden: sverige svensk svenske; norway: norge norsk
    norske; ability: evne evner; accident: uhell; account: konto regnskap; achieve: oppnå prestasjon; action: handling
    tiltak; adventure: eventyr; advice: råd rådgivning; consultant: konsulent rådgiver; afraid: redd; age: alder;
    alcohol: alkohol sprit; announce: kunngjøre meddele; announcement: kunngjøring melding; appearance: utseende;
    architecture: arkitektur; archaeologist: arkeolog; army unit: avdeling; article: artikkel; ash: aske; ask: be ber
    ba; average: gjennomsnitt; baby: spedbarn; balance: balanse likevekt; beat: slå slo slått; behaviour: atferd
    oppførsel; belief: overbevisning; believe: tror trodde mener mente; birth: fødselen; block: blokk sperre; breath:
    pust åndedrett puste; breakfast: frokost; dinner: middag kveldsmat; break: brekke brudd brøt; bright: klar skarp;
    burn: brenne brant; calculate: beregne beregning; call: kalle kalles kalt; campaign: kampanje; cave: hule grotte;
    celebrate: feire feiring; chance: sjanse; charge: anklage siktelse tiltalt; civil: sivil borgerkrig; claim: påstå
    hevde påstand krav; class: klasse klassen; clean: ren rene rengjøre; cloud: skyer; colony: koloni; committee:
    utvalg komité; communication: kommunikasjon; community: fellesskap; compare: sammenligne; conference: konferanse;
    condition: tilstand betingelse vilkår; congress: kongress; council: rådet kommunestyre; create: skape skaper
    skapte; cross: kors krysse; crowd: folkemengde; damage: ødeleggelse; dead: dødsfall dødelig omkom; debate: debatt
    drøfte; decision: beslutning avgjørelse beslutte beslutninger; demand: etterspørsel forlange; design: utforme
    konstruksjon; diamond: diamant; disability: handikapp funksjonshemmet; distribution: fordeling utbredelse;
    document: dokument; drown: drukne; dust: støv; duty: plikt; effect: virkning effekt påvirke; effort: innsats
    anstrengelse; emergency: nødsituasjon nød; emperor: keiser; equipment: utrustning; escape: flykte flukt rømme;
    event: begivenhet hendelse arrangement; evidence: bevis beviser; exercise: øvelse mosjon; exhibition: utstilling;
    expensive: dyrt; cheap: billig; expert: ekspert fagmann; explain: forklare forklaring; explosion: eksplosjon;
    export: eksport utførsel; fact: faktum; fail: mislykkes feil svikte; fan: tilhenger; festival season: karneval;
    flag: flagg flagget; floor: gulv etasje; football club: klubb klubben; fresh: fersk; frozen: frossen frost fryse;
    fuel: drivstoff brensel; gender: kjønn kjønnet; glacier: isbre bre; grave: grav graven begravelse; hot: het;
    hostage: gissel; hurricane: orkan syklon; idea: idé; import: innførsel; increase: øke økning stige stigning;
    reduce: minske redusere senke; independent: uavhengig selvstendig; indigenous: innfødt urfolk opprinnelig;
    influence: innflytelse; inform: informere; institute: institutt; interest: interesse rente; investigation:
    etterforskning; investment: investering investere; join: delta deltaker tilslutte; keyboard: tastatur; knife: kniv;
    laboratory: laboratorium; lamp: lampe pære; launch: oppskyting lansere; lead: lede ledet; legal: juridisk lovlig
    rettslig; illegal: ulovlig; library: bibliotek; literature: litteratur; local: lokal; location: beliggenhet
    beliggende sted stedet plass; mail: post; magnet: magnetisk; majority: flertall; mammal: pattedyr; meet: møtes
    møtte; message: beskjed budskap; migration: utvandring migrasjon migrering; mine: gruve gruver; minority:
    mindretall; mission: oppdrag oppgave; mistake: feiltakelse; modern: moderne nåtid; mouse: mus; needle: nål; noise:
    støy; novel: roman; nuclear: kjernekraft atomkraft kjerne; object: gjenstand ting; offer: tilbud tilby tilbyr
    tilbudet; opinion: mening holdning; opposition: motstand opposisjon; orbit: bane kretsløp omløp; order: ordre orden
    bestille bestilling; origin: opprinnelse; outbreak: utbrudd; ozone: ozon; pack: pakke pakket; parade: opptog;
    percent: prosent; performance: forestilling opptreden opptre ytelse; permission: tillatelse; pilgrim: pilegrim;
    pipe: rør; plan: planlegge planlegging; plantation: plantasje; platform: perrong; pleasure: fornøyelse nytelse
    nyte; politics campaign: kampanjen; popular: populær; port: havneby; prepare: forberede forberedelse; presidential:
    presidentvalg; press: presse pressen; prevent: forhindre forebygge; process: prosess; program: programmet;
    property: eiendom egenskap; prove: bevise påvise; punishment: straff straffe; purpose: formål hensikt; rare:
    sjelden; record: rekord opptak; relationship: forhold forbindelse; remember: huske erindre; rent: leie husleie;
    resident: beboere; resign: fratre; resource: ressurs; responsibility: ansvar ansvarlig ansvaret; return: vende
    tilbake; rise: oppgang; roman: romersk romerne; round: runde rund; rule: regel regler styre; sailor: sjømann;
    scale: skala skjell; search: søke søk; secret: hemmelig; senate: senat senator; service: tjeneste betjening; sex:
    seksuell; shape: form figur; shoot: skyte skudd skjøt; shore: bredd; sign: tegn skilt undertegne; situation:
    situasjon; skill: ferdighet dyktig; slope: skråning; smoke: røyk røyke; social: sosial; sound: lyd lyden;
    spectator: tilskuer; spread: spre spredning; spy: spion; stadium: stadion; stage: etappe fase; steam: damp; steel:
    stål; strike: streik; structure: struktur oppbygning; subject: emne fag; success: suksess hell framgang; suicide:
    selvmord; supply: forsyning; support: støtte; surgeon: kirurg; taste: smak smake; territory: territorium; test:
    prøve; text: tekst; threat: trussel true; throw: kaste kastet; tide: tidevann; title: tittel; tour: rundtur
    rundreise turné; trading post: handelsplass; training: øve opplæring kurs; translation: oversettelse oversette;
    trial: rettssak; tropical: tropisk; truck: lastebil; truth: sannhet; type: typer; underground railway: tunnelbane;
    understand: forstå forståelse; united nations: fn; unknown: ukjent; uranium: uran; valuable: verdifull verdi;
    vehicle: kjøretøy fartøy; view: utsikten syn synspunkt; violence: vold voldelig; virus: viruset; voice: stemmen
    røst; wage: lønn lønnen; wave: bølge bølger; wild: vill; wing: vinge vinger; wire: tråd ledning; wish: ønske;
    workshop: verksted; writer: skribent; year: året årene; fight match: kamp kampen kamper kampene; requirement:
    kravet kravene; revenue: omsetning; invoice: faktura fakturaer; delivery: leveranse leveranser levering; deadline:
    frist; supplier: leverandør leverandører; developer: utvikler utviklere; code: kode koden; error: feilen; latency:
    ventetid svartid; load: belastning; scaling: skalering; measurement: målinger; improvement: forbedring; improve:
    forbedre; collaboration: samarbeid; sales: salget; operations: drift driften; maintenance: vedlikehold; legacy:
    utdatert; interface: grensesnitt; user: brukere; accounting: bokføring; recruitment: rekruttering ansettelse;
    strategy: strategi; brand: varemerke; advertising: reklame annonse; bottleneck: flaskehals; backup: sikkerhetskopi;
    outage: nedetid; log: loggfil; queue: kø køen køer; dependency: avhengighet; documentation: dokumentasjon; review:
    gjennomgang; estimate: anslag estimat; experience: erfaring erfaringer; conversation: samtale samtaler; proposal:
    forslag
"""
