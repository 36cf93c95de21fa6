"""Danish in English, word by word: what everyday texts of any subject are made of."""

LISTED = """
    human: menneske mennesker; man: mand mænd manden mændene; woman: kvinde kvinder; child: barn børn børnene; boy:
    dreng; girl: pige piger; father: far faren fader fædre; mother: mor moren moder mødre; parents: forældre; brother:
    bror brødre; sister: søster søstre; son: søn sønnen sønner; daughter: datter døtre; family: familie; friend: ven
    vennen venner; husband: ægtemand; wife: hustru kone; marriage: ægteskab bryllup; neighbour: nabo naboer; people:
    folk folket; guest: gæst; stranger: fremmed; youth: ungdom unge; adult: voksen voksne; old: gammel gamle; life: liv
    livet; live: leve lever levede; death: død døden døde; die: dø dør; kill: dræbe dræbte dræbt; born: født fødsel
    fødte; body: krop kroppen; head: hoved hovedet; face: ansigt; eye: øje øjne øjet øjnene; ear: øre ører; mouth:
    mund; tooth: tand tænder; hand: hånd hænder; arm: arme; leg: ben benet; foot: fod fødder foden; heart: hjerte;
    blood: blod blodet; brain: hjerne; skin: hud huden; bone: knogle knogler; stomach: mave maven; lung: lunge; muscle:
    muskel; hair: hår håret; disease: sygdom; sick: syg syge; hospital: sygehus; doctor: læge læger; nurse:
    sygeplejerske; health: sundhed helbred; healthy: sund sunde rask; medicine: medicin lægemiddel; medical: medicinsk;
    treatment: behandling; cure: helbredelse; pain: smerte; injury: skade; injured: såret kvæstet; wound: sår;
    infection: infektion smitte smittet; epidemic: epidemi; vaccine: vaccination; cancer: kræft; fever: feber; surgery:
    operation kirurgi; drug: narkotika; poison: giftig; mental: psykisk; disorder: lidelse forstyrrelse; diet: kost
    ernæring; pregnant: gravid; sleep: søvn sove sover; feeling: følelse; fear: frygt angst; joy: glæde; love:
    kærlighed elske; dream: drøm; think: tænke tænker tanke; memory: hukommelse minde; god: gud guder gudinde; church:
    kirke; religion: tro; holy: hellig; priest: præst; sun: sol solen; moon: måne månen; star: stjerne; earth: jord
    jorden jordens; world: verden verdens; universe: univers; space: rummet rumfart; sky: himmel; air: luft luften;
    water: vand vandet; fire: ild ilden brand; ice: is isen; snow: sne sneen; rain: regn regnen; wind: vind vinden;
    storm: uvejr; thunder: torden; weather: vejr vejret; climate: klima klimaet; heat: varme hede; warm: varm; cold:
    kold kolde kulde; temperature: temperatur; light: lys lyset; dark: mørk mørke; shadow: skygge; earthquake:
    jordskælv; flood: oversvømmelse; disaster: katastrofe ulykke; volcano: vulkan; sea: hav havet; ocean: verdenshav;
    coast: kyst kysten; beach: strand; island: ø øen øer øerne øgruppe; peninsula: halvø halvøen; archipelago: skærgård
    øhav; lake: sø søen søer søerne; river: flod floden; waterfall: vandfald; bay: bugt; strait: stræde sundet;
    harbour: havn havnen; mountain: bjerg bjerge bjergene; hill: bakke; valley: dal dalen; rock: klippe sten stenen;
    sand: sandet; desert: ørken; forest: skov skoven; field: mark marken; ground: grund; landscape: landskab; nature:
    natur naturen; environment: miljø miljøet; pollution: forurening; north: nord nordlig nordlige norden; south: syd
    sydlig sydlige; east: øst østlig østlige; west: vest vestlig vestlige vesten; country: land landet lande landene
    landets; region: område egn; border: grænse; continent: kontinent verdensdel; city: byen byer byerne byens storby;
    capital: hovedstad; town: købstad; village: landsby; population: befolkning; inhabitant: indbygger beboer; map:
    kortet landkort; area: areal; square kilometres: kvadratkilometer; mile: mil; animal: dyr dyret dyrene; bird: fugl;
    fish: fisk fisken; dog: hund hunden; cat: kat katten katte; horse: hest heste; cow: ko koen køer kvæg; sheep: fåret
    fårene; pig: gris svin; bear: bjørn; wolf: ulv; lion: løve løver; monkey: abe aber; insect: insekt; whale: hval;
    egg: æg ægget; species: art arten arter arterne; feather: fjer; plant: plante; tree: træ træet træer; flower:
    blomst; grass: græs; leaf: blad blade; root: rod rødder; seed: frø frøet; garden: haven haver; farm: gård gården
    bondegård; farmer: landmand bonde bønder; agriculture: landbrug; harvest: høst; food: mad maden føde fødevare
    madvarer; meal: måltid retter; eat: spise spiser spiste; drink: drikke drikker drak; bread: brød; meat: kød kødet;
    milk: mælk; cheese: ost osten; fruit: frugt; vegetable: grøntsag; apple: æble; sugar: sukker; wine: vin vinen;
    beer: øl øllet; coffee: kaffe; tea: te teen; kitchen: køkken; cook: lave madlavning koge; hunger: sult sulten;
    house: hus huset huse; home: hjem hjemmet hjemme; building: bygning; build: bygge bygger byggede bygget; room:
    værelse rum; door: døren; window: vindue; roof: tag taget; wall: mur muren væg; tower: tårn; bridge: bro broen
    broer; street: gade gaden; road: vej vejen veje; square: torv; castle: slot slottet borg; palace: palads; ruins:
    ruin; temple: tempel; monument: mindesmærke; bed: seng sengen; table: bord bordet; tent: telt teltet; clothes: tøj
    tøjet klæder; shoe: sko skoen skoene; wear: bære bærer iført; colour: farve; red: rød røde; blue: blå; green: grøn
    grønne; white: hvid hvide; black: sort sorte; travel: rejse rejser rejste; traveller: rejsende; journey: rejsen
    rejsens tur turen; tourist: turist; tourism: turisme; trip: udflugt ekspedition; visit: besøg besøge besøger
    besøgte; visitor: besøgende; holiday: ferie ferien helligdag; abroad: udland udlandet; foreign: udenlandsk;
    accommodation: overnatning indkvartering; luggage: bagage kuffert; passport: pas passet; visa: visum; embassy:
    ambassade; ticket: billet billetter; flight: fly flyet flyrejse flyvning flyve; aeroplane: flyvemaskine; airport:
    lufthavn; airline: flyselskab luftfartsselskab; train: toget togene; railway: jernbane; station: banegård; bus:
    bussen; car: bil bilen bilerne; driver: chauffør fører bilist; drive: køre kører kørte kørsel; bicycle: cykel
    cykler; ship: skib skibet skibe; boat: båd båden; sail: sejle sejler sejl; cruise: krydstogt; traffic: trafik;
    transport: befordring; route: rute ruten; distance: afstand; speed: fart farten hastighed; walk: gåtur vandre
    vandring; climb: klatre bestige; swim: svømme svømning; guide: vejleder rejseleder; attraction: seværdighed
    attraktion; museum: museet; hotel: hotellet; camping: campingplads; arrive: ankomme ankomst ankom; depart: afgang
    afrejse; work: arbejde arbejder arbejdede; worker: arbejdere; job: stilling beskæftigelse; unemployment:
    arbejdsløshed; company: virksomhed firma selskab; business: forretning erhverv; customer: kunde kunder; market:
    marked; shop: butik; buy: købe køber købte køb; sell: sælge sælger solgte salg; price: pris prisen; money: penge
    pengene; pay: betale betaler betalte betaling; cost: koste omkostning omkostninger; tax: skat skatten skatter moms;
    bank: banken; economy: økonomi økonomien; economic: økonomisk; trade: handel handle; goods: varer vare varen;
    product: produkt; production: produktion; industry: industri; factory: fabrik; growth: vækst; rich: rig rige
    rigdom; poor: fattig; customer service: kundeservice; project: projekt; team: hold holdet holdene; leader: leder
    lederen ledere; management: ledelse; employee: medarbejder ansat medarbejdere; meeting: møde mødet møder; contract:
    kontrakt aftale; quality: kvalitet; risk: risiko risici; goal: mål målet målene målsætning; result: resultat;
    politics: politik politikken; political: politisk; politician: politiker; government: regering regeringen; state:
    stat staten stater statens; president: præsident; prime minister: statsminister premierminister; parliament:
    parlament folketing folketinget; election: valg valget valgene valgkamp; choose: vælge vælger valgte valgt; voter:
    vælgere; vote: stemme stemmer afstemning; candidate: kandidat; party: parti partiet partier; law: lov loven love
    lovgivning; court: domstol retten ret; judge: dommer; justice: retfærdighed; right: rettighed; crime: forbrydelse
    kriminalitet; murder: mord mordet; thief: tyv tyveri; prison: fængsel; police: politi politiet; arrested:
    arresteret anholdt; victim: offer ofre; war: krig krigen krige; peace: fred freden; army: hær hæren militær;
    soldier: soldat tropper; weapon: våben; battle: slag; attack: angreb angribe; bomb: bombe; enemy: fjende; defence:
    forsvar forsvare; power: magt magten; king: konge kongen kongelig; queen: dronning; prince: prins; empire: riget
    imperium; kingdom: kongerige; republic: republik; democracy: demokrati; constitution: forfatning grundlov; citizen:
    borger borgere; freedom: frihed; independence: uafhængighed; protest: demonstration; demonstrator: demonstrant;
    revolution: oprør; agreement: overenskomst traktat; treaty: traktaten; negotiation: forhandling; conflict:
    konflikt; crisis: krise krisen; security: sikkerhed; refugee: flygtning; immigrant: indvandrer; society: samfund
    samfundet; organisation: forening; nation: folkeslag; office: kontor embede; mayor: borgmester; spokesperson:
    talsmand talsperson; authorities: myndighed; public: offentlig offentlighed; history: historie; historical:
    historisk; century: århundrede århundredet; ancient: oldtid oldtiden antik; middle ages: middelalder; tribe: stamme
    stammer; slave: slaveri; school: skole skolen skoler; teacher: lærer læreren lærere; pupil: elev elever; student:
    studerende; university: universitet; education: uddannelse undervisning; learn: lære lærte; knowledge: viden
    kundskab; science: videnskab; scientist: videnskabsmand forsker forskere; scientific: videnskabelig; research:
    forskning undersøgelse; study: studie studier studere undersøge; theory: teori; experiment: eksperiment forsøg;
    discovery: opdagelse opdage opdagede opdaget; invention: opfindelse opfinde opfandt opfundet; technology: teknologi
    teknik; machine: maskine; engine: motor; device: apparat enhed udstyr; tool: værktøj redskab; computer: datamat;
    software: programmel; network: netværk; internet: internettet nettet; data: oplysninger; telephone: telefon
    mobiltelefon; electricity: elektricitet strøm; energy: energi; oil: olie olien; gas: gassen; coal: kul kullet;
    iron: jern jernet; gold: guld guldet; silver: sølv; glass: glas glasset; paper: papir; wood: tømmer; physics: fysik
    fysikken; chemistry: kemi kemien kemisk; biology: biologi; mathematics: matematik; astronomy: astronomi; atom:
    atomer; molecule: molekyle; particle: partikel; cell: celle celler; gene: gen gener arv; bacteria: bakterie
    bakterier; evolution: udvikling; develop: udvikle udviklede; satellite: satellit; rocket: raket raketter;
    spacecraft: rumskib rumfartøj; telescope: teleskop; radiation: stråling stråle; measure: måle måling målte; weight:
    vægt vægten; size: størrelse; depth: dybde dyb; height: højde højden; surface: overflade; substance: stof stoffer;
    liquid: væske flydende; pressure: tryk trykket; force: kraft kræfter; method: metode; image: billede billeder;
    photograph: fotografi foto; book: bog bogen bøger; author: forfatter; write: skrive skriver skrev skrevet; read:
    læse læser læste; letter: brev brevet breve; newspaper: avis avisen aviser; magazine: tidsskrift; news: nyhed
    nyheder; television: fjernsyn tv; broadcast: udsendelse sendt sendes; language: sprog sproget; word: ord ordet;
    story: fortælling fortælle; poem: digt digter; art: kunst kunsten; artist: kunstner; painting: maleri maler male;
    music: musik musikken; musician: musiker; song: sang sangen sange; sing: synge synger; singer: sangerinde sanger;
    concert: koncert; film: filmen biograf; theatre: teater teatret; actor: skuespiller skuespillerinde; director:
    instruktør; role: rolle rollen; scene: scenen; audience: publikum; dance: dans danse danser; festival: fest;
    famous: berømt kendt; award: præmie hæder prisuddeling; entertainment: underholdning; culture: kultur kulturen
    kulturel; tradition: skik; humour: humor sjov; series: serie serien; game: spil spillet spillene; play: spille
    spiller spillede leg lege; player: spillere spilleren; sport: idræt; football: fodbold; handball: håndbold; ball:
    bold bolden; win: vinde vinder vandt vundet; victory: sejr sejren; lose: tabe taber tabte tabt; defeat: nederlag;
    champion: mester mestre; championship: mesterskab; tournament: turnering; competition: konkurrence konkurrere;
    race: løb løbet væddeløb; run: løbe løber løbere; athlete: atlet sportsudøver; coach: træner træning; season:
    sæson; league: liga ligaen; cup: pokal; medal: medalje; olympic: olympisk olympiske; score: scorede point scoring;
    ski: skiløb skiene; jump: hoppe spring hop; ride: ridning rytter; skate: skøjte skøjteløb; fencing: fægtning;
    gymnastics: gymnastik; hunt: jagt jage jæger; fishing: fiskeri fiske; time: tid tiden tider; day: dag dagen dage;
    night: nat natten nætter; morning: morgen; evening: aften; hour: time timer timen; minute: minut; month: måned;
    week: uger ugen; spring: forår; summer: sommer; autumn: efterår; winter: vinter; future: fremtid; beginning:
    begyndelse begynde begyndte start; end: slutning slut ende; number: antal tal tallet nummer; million: millioner;
    billion: milliard; thousand: tusind tusinde tusinder; hundred: hundrede hundreder; half: halv halvdelen; part: del
    delen dele; group: gruppe gruppen; member: medlem medlemmer; kind: slags type; example: eksempel; question:
    spørgsmål spørge; answer: svar svare svaret; solution: løsning løse løsninger; reason: årsag grunden; meaning:
    betydning betyde betyder; difference: forskel forskellig; change: ændring ændre forandre; possibility: mulighed
    mulig; important: vigtig vigtige; big: stor store største; small: lille små mindre; long: lang lange længde; high:
    høj høje højeste; deep: dybe; new: ny nye; young: ung; good: god godt gode bedre bedst; bad: dårlig; strong: stærk
    stærke; fast: hurtig; beautiful: smuk smukke skønhed; dangerous: farlig fare; difficult: svær vanskelig; easy: let
    lette nem; free: fri frit gratis; own: ejer eje; help: hjælp hjælpe hjælper; give: giver gav givet; say: sige sagde
    sagt udtalte; speak: tale taler talte; see: set udsigt; hear: høre hører hørt; show: vise viser viste; find: finde
    finder fandt fundet; use: bruge bruger brugte anvende; make: lavet fremstille; stand: stå står stod; fall: falde
    falder faldt; grow: vokse vokser voksede; move: bevæge flytte bevægelse; carry: bragt bringe; send: sende sender
    sendte; open: åbne åben åbnede; close: lukke lukket lukkede; follow: følge følger fulgte; stop: stoppe standse;
    warning: advarsel advare; rescue: redde redning; destroy: ødelægge ødelagt; report: rapport rapporterede melde;
    protect: beskytte beskyttelse; law enforcement: ordensmagt; germany: tyskland tysk tyske; france: frankrig fransk
    franske; spain: spanien spansk spanske; italy: italien italiensk; greece: grækenland græsk græske; turkey: tyrkiet
    tyrkisk; russia: rusland russisk; poland: polen polsk; netherlands: nederlandene holland hollandsk; united kingdom:
    storbritannien britisk britiske; england: engelsk engelske; america: amerika amerikansk; united states: usa;
    europe: europa europæisk; european union: eu; africa: afrika afrikansk; asia: asien asiatisk; china: kina kinesisk;
    japan: japansk; india: indien indisk indiske; egypt: egypten ægyptisk egyptisk; denmark: danmark dansk danske;
    sweden: sverige svensk svenske; norway: norge norsk norske; ability: evne evner; accident: uheld; account: konto
    regnskab; achieve: opnå opnåede præstation; action: handling handlinger; adventure: eventyr; advice: råd
    rådgivning; consultant: konsulent rådgiver; afraid: bange; age: alder; alcohol: alkohol spiritus; announce: meddele
    annoncere bekendtgøre; announcement: meddelelse bekendtgørelse; appearance: udseende; architecture: arkitektur;
    archaeologist: arkæolog; army unit: hærenhed; article: artikel; ash: aske; ask: bede beder bad; average:
    gennemsnit; baby: spædbarn; balance: ligevægt; beat: slå slog slået; behaviour: adfærd opførsel; belief:
    overbevisning; believe: tror troede mene mener mente; birth: fødslen; block: blok spærre; breath: ånde vejrtrækning
    åndedræt; breakfast: morgenmad; dinner: middag aftensmad; break: brække brud; bright: klar skarp; burn: brænde
    brændte; calculate: beregne beregning; call: kalde kaldes kaldt; campaign: kampagne; cave: hule grotte; celebrate:
    fejre fejring højtidelighed; charge: anklage sigtelse tiltalt; civil: borgerkrig; claim: påstå hævde påstand krav;
    class: klasse klassen; clean: ren rene rengøre; cloud: sky skyer; colony: koloni; committee: udvalg komité nævn;
    communication: kommunikation meddelelser; community: fællesskab; compare: sammenligne; conference: konference;
    condition: tilstand betingelse vilkår; congress: kongres kongressen; council: byråd rådet; create: skabe skaber
    skabte skabelse; cross: kors krydse; crowd: folkemængde menneskemængde; damage: ødelæggelse beskadige; dead:
    dødsfald dødelig omkom; debate: debat drøfte; decision: beslutning afgørelse beslutte beslutninger; demand:
    efterspørgsel forlange; design: udforme konstruktion; diamond: diamant; disability: handicap handicappet;
    distribution: fordeling udbredelse; document: dokument; drown: drukne druknede; dust: støv; duty: pligt; effect:
    virkning effekt påvirke; effort: indsats anstrengelse; emergency: nødsituation nød; emperor: kejser; equipment:
    udrustning; escape: flygte flugt undslippe; event: begivenhed hændelse arrangement; evidence: bevis beviser;
    exercise: øvelse motion; exhibition: udstilling; expensive: dyrt; cheap: billig; expert: ekspert fagmand; explain:
    forklare forklaring; explosion: eksplosion; export: eksport udførsel; fact: faktum kendsgerning; fail: mislykkes
    fejl svigte; fan: tilhænger; festival season: karneval; flag: flaget; floor: gulv etage; football club: klub
    klubben; fresh: frisk; frozen: frossen frost fryse; fuel: brændstof; gender: køn kønnet; glacier: gletsjer bræ;
    grave: grav graven begravelse; hot: hedt; hostage: gidsel; hurricane: orkan cyklon; idea: idé ide; import:
    indførsel; increase: stige stigning øge forøge; reduce: mindske nedsætte reducere fald; independent: uafhængig
    selvstændig; indigenous: indfødt oprindelig; influence: indflydelse; inform: informere underrette; institute:
    institut; interest: interesse renter rente; investigation: efterforskning; investment: investering investere; join:
    tilslutte deltage deltager deltagelse; keyboard: tastatur; knife: kniv; laboratory: laboratorium; lamp: lampe pære;
    launch: opsendelse opsende lancere; lead: føre førte lede ledte; legal: juridisk lovlig retslig; illegal: ulovlig;
    library: bibliotek; literature: litteratur; local: lokal stedlig; location: beliggenhed beliggende sted stedet
    plads; mail: post; magnet: magnetisk; majority: flertal; mammal: pattedyr; meet: mødes mødte; message: besked
    budskab; migration: udvandring migrering overflytning; mine: miner minedrift; minority: mindretal; mission: opgave;
    mistake: fejltagelse; modern: moderne nutid; mouse: mus; needle: nål; noise: støj; novel: roman; nuclear:
    kernekraft atomkraft kerne; object: genstand ting; offer: tilbud tilbyde tilbyder tilbuddet; opinion: mening
    holdning meningsmåling; opposition: modstand; orbit: bane kredsløb omløb; order: ordre orden bestille bestilling;
    origin: oprindelse; outbreak: udbrud; ozone: ozon; pack: pakke pakket; parade: optog; percent: procent;
    performance: forestilling optræden optræde ydelse ydeevne; permission: tilladelse; pipe: rør; plan: planlægge
    planlægning; plantation: plantage; platform: perron; pleasure: fornøjelse nydelse nyde; politics campaign:
    kampagnen; popular: populær; port: havneby; prepare: forberede forberedelse; presidential: præsidentvalg; press:
    presse pressen; prevent: forhindre forebygge; process: proces; program: programmet; property: ejendom egenskab;
    prove: bevise påvise; punishment: straf straffe; purpose: formål hensigt; rare: sjælden; record: rekord optagelse
    optage; relationship: forhold forbindelse; remember: huske erindre; rent: leje husleje; resident: beboere; resign:
    fratræde; resource: ressource; responsibility: ansvar ansvarlig ansvaret; return: vende tilbagevenden tilbage;
    ring: ringe; rise: opgang; roman: romersk romerne; round: runde rund; rule: regel regler styre; sailor: sømand
    matros; scale: skala skæl; search: søge søgning; secret: hemmelig; senate: senat senator; service: tjeneste
    betjening; sex: seksuel; shape: form figur; shoot: skyde skud skød; shore: bred bredden; sign: tegn skilt
    underskrive; skill: færdighed dygtig; slope: skråning bjergside; smoke: røg ryge rygning; sound: lyd lyden;
    spectator: tilskuer; spread: sprede spredning bredte; spy: spion; stadium: stadion; stage: etape fase; steam: damp;
    steel: stål; strike: strejke; structure: struktur opbygning; subject: emne fag; success: succes held fremgang;
    suicide: selvmord; supply: forsyning udbud; support: støtte; surgeon: kirurg; taste: smag smage; territory:
    territorium; test: prøve afprøve; text: tekst; threat: trussel true; throw: kaste kastede; tide: tidevand; title:
    titel; tour: rundtur rundrejse turné; trading post: handelsplads; training: øve oplæring kursus; translation:
    oversættelse oversætte; trial: retssag; tropical: tropisk; truck: lastbil; truth: sandhed; type: typer; underground
    railway: metro undergrundsbane; understand: forstå forståelse forståede; united nations: fn; unknown: ukendt;
    uranium: uran; valuable: værdifuld værdi; vehicle: køretøj fartøj; view: udsigten syn synspunkt; violence: vold
    voldelig; virus: virusset; voice: stemmen røst; wage: løn lønnen; wave: bølge bølger; wild: vild vilde; wing: vinge
    vinger; wire: tråd ledning; wish: ønske; workshop: værksted; writer: skribent; wrong: forkert; year: året årene;
    fight match: kamp kampen kampe kampene; requirement: kravet kravene; revenue: omsætning; invoice: faktura
    fakturaer; delivery: leverance leverancer levering; deadline: frist; supplier: leverandør leverandører; developer:
    udvikler udviklere; code: kode koden; error: fejlen; latency: ventetid svartid; load: belastning; scaling:
    skalering; measurement: målinger; improvement: forbedring; improve: forbedre; collaboration: samarbejde; sales:
    salget; operations: drift driften; maintenance: vedligeholdelse vedligehold; legacy: forældet; interface:
    grænseflade snitflade; user: brugere; accounting: bogføring; recruitment: rekruttering ansættelse; strategy:
    strategi; brand: varemærke; advertising: reklame annonce; bottleneck: flaskehals; backup: sikkerhedskopi; outage:
    nedbrud; log: logfil; queue: kø køen; dependency: afhængighed; documentation: dokumentation; review: gennemgang;
    estimate: skøn estimat; experience: erfaring erfaringer; conversation: samtale samtaler; proposal: forslag
"""
