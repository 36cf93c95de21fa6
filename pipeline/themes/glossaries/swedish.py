"""Swedish in English, word by word: what everyday texts of any subject are made of."""

LISTED = """
    human: människa människor; man: män mannen männen; woman: kvinna kvinnor; child: barn barnen; boy: pojke; girl:
    flicka flickor; father: far fadern fader fäder; mother: mor modern moder mödrar; parents: föräldrar; brother: bror
    bröder; sister: syster systrar; son: sonen söner; daughter: dotter döttrar; family: familj; friend: vän vännen
    vänner; husband: make; wife: hustru fru; marriage: äktenskap bröllop; neighbour: granne grannar; people: folk
    folket; guest: gäst; stranger: främling; youth: ungdom unga; adult: vuxen vuxna; old: gammal gamla; life: liv
    livet; live: leva lever levde; death: död döden döda; die: dö dör dog dött; kill: dödade dödad; born: född födsel
    födelse; body: kropp; head: huvud; face: ansikte; eye: öga ögon ögat; ear: öra öron; mouth: mun; tooth: tand
    tänder; hand: händer; arm: armar; leg: ben benet; foot: fot fötter; heart: hjärta; blood: blod; brain: hjärna;
    skin: hud; bone: skelett; stomach: mage magen; lung: lunga lungor; muscle: muskel; hair: hår håret; disease:
    sjukdom; sick: sjuk sjuka; hospital: sjukhus; doctor: läkare; nurse: sjuksköterska; health: hälsa; healthy: frisk;
    medicine: medicin läkemedel; medical: medicinsk; treatment: behandling; cure: bot; pain: smärta; injury: skada;
    injured: skadad sårad; wound: sår; infection: infektion smitta smittad; epidemic: epidemi; vaccine: vaccin;
    influenza: influensa; fever: feber; symptom: symtom; surgery: kirurgi; drug: narkotika drog; poison: giftig;
    mental: psykisk; disorder: störning; diet: kost näring; pregnant: gravid; sleep: sömn sova sover; feeling: känsla;
    fear: rädsla ångest; joy: glädje; love: kärlek älska; dream: dröm; think: tänka tänker tanke; memory: minne; god:
    gud gudar; church: kyrka kyrkan kyrkor; religion: tro; holy: helig; priest: präst; sun: sol solen; moon: måne
    månen; star: stjärna stjärnor; earth: jord jorden jordens; world: värld världen världens; universe: universum;
    space: rymd rymden; sky: himmel; air: luft luften; water: vatten vattnet; fire: eld brand; ice: is isen; snow: snö
    snön; rain: regn; wind: vind vinden; storm: oväder; thunder: åska; weather: väder vädret; climate: klimat; heat:
    värme hetta; warm: varm varma; cold: kall kyla; temperature: temperatur; light: ljus ljuset; dark: mörk mörker;
    shadow: skugga; earthquake: jordbävning; flood: översvämning; disaster: katastrof olycka; volcano: vulkan; sea: hav
    havet; coast: kust kusten; beach: strand stränder; island: ö ön öar öarna ögrupp; peninsula: halvö halvön;
    archipelago: skärgård arkipelag; lake: sjö sjön sjöar; river: flod älv; waterfall: vattenfall; bay: bukt vik;
    strait: sund sundet; harbour: hamn; mountain: berg berget fjäll; hill: kulle; valley: dal dalen; rock: klippa sten;
    desert: öken; forest: skog; field: åker fält; ground: mark; landscape: landskap; nature: natur naturen;
    environment: miljö miljön; pollution: förorening; north: nord norr nordlig norra; south: syd söder sydlig södra;
    east: öst öster östlig östra; west: väst väster västlig västra; country: land landet länder; region: område trakt;
    border: gräns; continent: kontinent världsdel; city: stad staden städer städerna stadens; capital: huvudstad; town:
    ort; village: byn; population: befolkning; inhabitant: invånare; map: karta kartan; area: areal yta; square
    kilometres: kvadratkilometer; mile: mil; animal: djur djuret djuren; bird: fågel fåglar; fish: fisk fisken; dog:
    hund hunden; cat: katt katten; horse: häst hästar; cow: ko kon kor boskap; sheep: fåret fåren; pig: gris svin;
    bear: björn; wolf: varg; lion: lejon; monkey: apa apor; insect: insekt; whale: val valar; egg: ägg ägget; species:
    art arten arter; feather: fjäder fjädrar; dinosaur: dinosaurie; plant: växt planta; tree: träd trädet; flower:
    blomma blommor; grass: gräs; leaf: löv blad; root: rot rötter; seed: frö; garden: trädgård; farm: gård bondgård;
    farmer: bonde bönder; agriculture: jordbruk; harvest: skörd; food: mat maten föda livsmedel; meal: måltid maträtt;
    eat: äta äter åt; drink: dricka dricker drack dryck; bread: bröd; meat: kött köttet; milk: mjölk; cheese: ost
    osten; fruit: frukt; vegetable: grönsak; apple: äpple; sugar: socker; wine: vin vinet; beer: öl ölet; coffee:
    kaffe; tea: te teet; kitchen: kök köket; cook: laga matlagning koka; restaurant: restaurang; hunger: svält; house:
    hus huset; home: hem hemmet hemma; building: byggnad; build: bygga bygger byggde; room: rum rummet; door: dörr
    dörren; window: fönster; roof: tak taket; wall: mur vägg; tower: torn; bridge: bro bron broar; street: gata gatan
    gator; road: väg vägen vägar; square: torg; castle: slott slottet borg; palace: palats; ruins: ruin; temple:
    tempel; monument: minnesmärke; bed: säng sängen; table: bord bordet; tent: tält tältet; clothes: kläder; shoe: sko
    skor; wear: bära bär klädd; colour: färg; red: röd röda; blue: blå; green: grön gröna; white: vit vita; black:
    svart svarta; travel: resa resor reser; traveller: resenär resande; journey: färd tur turen; tourist: turist;
    tourism: turism; trip: utflykt; visit: besök besöka besöker; visitor: besökare; holiday: semester lov helgdag;
    abroad: utomlands utlandet; foreign: utländsk; accommodation: boende logi inkvartering; luggage: bagage resväska;
    passport: pass passet; visa: visum; embassy: ambassad; ticket: biljett; flight: flyg flyget flygning flyga;
    aeroplane: flygplan; airport: flygplats; airline: flygbolag; train: tåg tåget; railway: järnväg; bus: buss bussen;
    car: bil bilen; driver: förare chaufför; drive: köra kör körde; bicycle: cykel cyklar; ship: skepp fartyg; boat:
    båt båten; sail: segla seglar segel; cruise: kryssning; traffic: trafik; route: rutt rutten; distance: avstånd;
    speed: fart farten hastighet; walk: promenad vandra vandring; climb: klättra bestiga; swim: simma simning;
    attraction: sevärdhet attraktion; museum: museet; hotel: hotell; camping: campingplats; arrive: anlända ankomst
    anlände; depart: avgång avresa; work: arbete arbeta arbetar; worker: arbetare; job: jobb sysselsättning;
    unemployment: arbetslöshet; company: företag bolag firma; business: affär affärer näringsliv; customer: kund
    kunder; market: marknad; shop: butik; buy: köpa köper köpte köp; sell: sälja säljer sålde; price: pris priset;
    money: pengar pengarna; pay: betala betalar betalning; cost: kosta kostnad kostnader; tax: skatt skatten skatter
    moms; bank: banken; economy: ekonomi ekonomin; economic: ekonomisk; trade: handel; goods: varor; product: produkt;
    production: produktion; industry: industri; factory: fabrik; growth: tillväxt; rich: rik rika rikedom; poor:
    fattig; customer service: kundtjänst; project: projekt; team: laget lagen; leader: ledare; management: ledning;
    employee: medarbetare anställd anställda; meeting: möte mötet; contract: kontrakt avtal; quality: kvalitet; goal:
    mål målet målsättning; result: resultat; politics: politik politiken; political: politisk; politician: politiker;
    government: regering regeringen; state: stat staten stater statens; prime minister: statsminister premiärminister;
    parliament: parlament riksdag; election: valet valkampanj; choose: välja väljer valde vald; voter: väljare; vote:
    rösta röst omröstning; candidate: kandidat; party: parti partiet partier; law: lagar lagstiftning; court: domstol
    rätt; judge: domare; justice: rättvisa; right: rättighet; crime: brott brottslighet; murder: mord mordet; thief:
    tjuv stöld; prison: fängelse; police: polis polisen; arrested: arresterad gripen; victim: offer; war: krig kriget;
    peace: fred freden; army: armé militär; soldier: soldat trupper; weapon: vapen; battle: slag strid; attack: anfall
    angrepp angripa; enemy: fiende; defence: försvar försvara; power: makt makten; king: kung kungen kunglig; queen:
    drottning; prince: prins; empire: rike riket imperium; kingdom: kungarike; republic: republik; democracy:
    demokrati; constitution: författning grundlag; citizen: medborgare; freedom: frihet; independence: självständighet
    oberoende; protest: demonstration; demonstrator: demonstrant; revolution: uppror; agreement: överenskommelse
    fördrag; treaty: fördraget; negotiation: förhandling; conflict: konflikt; crisis: kris krisen; security: säkerhet;
    refugee: flykting; immigrant: invandrare; society: samhälle samhället; organisation: förening; international:
    internationell; office: kontor ämbete; mayor: borgmästare; spokesperson: talesman talesperson; authorities:
    myndighet; public: offentlig allmän allmänhet; history: historia; historical: historisk; century: århundrade
    århundradet sekel; ancient: forntida antik antiken; middle ages: medeltid; tribe: stam stammar; slave: slav
    slaveri; school: skola skolan skolor; teacher: lärare; pupil: elev elever; student: studerande; university:
    universitet; education: utbildning undervisning; learn: lära lär lärde; knowledge: kunskap vetande; science:
    vetenskap; scientist: vetenskapsman forskare; scientific: vetenskaplig; research: forskning undersökning; study:
    studie studier studera undersöka; theory: teori; experiment: försök; discovery: upptäckt upptäcka upptäckte;
    invention: uppfinning uppfinna uppfann; technology: teknologi teknik; machine: maskin; engine: motor; device:
    apparat enhet utrustning; tool: verktyg redskap; computer: dator datorn datorer; software: programvara; network:
    nätverk; internet: nätet; data: uppgifter; telephone: telefon mobil; electricity: elektricitet ström el; energy:
    energi; oil: olja oljan; gas: gasen; coal: kol kolet; metal: metall; iron: järn järnet; gold: guld guldet; glass:
    glas glaset; paper: papper; wood: virke timmer; physics: fysik; chemistry: kemi kemin kemisk; biology: biologi;
    mathematics: matematik; astronomy: astronomi; atom: atomer; molecule: molekyl; particle: partikel; cell: celler;
    gene: gen gener arv; bacteria: bakterie bakterier; evolution: utveckling; develop: utveckla utvecklade; satellite:
    satellit; rocket: raket raketer; spacecraft: rymdskepp rymdfarkost; telescope: teleskop; radiation: strålning
    stråle; measure: mäta mätning mätte; weight: vikt vikten väga; size: storlek; depth: djup; height: höjd höjden;
    surface: ytan; liquid: vätska flytande; pressure: tryck trycket; force: kraft krafter; method: metod; image: bild
    bilder; photograph: fotografi foto; book: bok boken böcker; author: författare; write: skriva skriver skrev
    skrivit; read: läsa läser läste; letter: brev brevet; newspaper: tidning; magazine: tidskrift; news: nyhet nyheter;
    television: tv; broadcast: sändning sänds; language: språk språket; word: ord ordet; story: berättelse berätta;
    poem: dikt diktare; art: konst konsten; artist: konstnär; painting: målning målare måla; music: musik musiken;
    musician: musiker; song: sång sången sånger; sing: sjunga sjunger sjöng; singer: sångare sångerska; concert:
    konsert; film: filmen bio biograf; theatre: teater teatern; actor: skådespelare skådespelerska; director: regissör;
    role: roll rollen; scene: scen scenen; audience: publik; dance: dans dansa dansar; festival: fest; famous: berömd
    känd; award: utmärkelse; entertainment: underhållning; culture: kultur kulturen kulturell; tradition: sed; humour:
    humor skoj; series: serie serien; game: spel spelet; play: spela spelar spelade lek; player: spelare; sport:
    idrott; football: fotboll; handball: handboll; ball: boll bollen; match: matcher; win: vinna vinner vann vunnit;
    victory: seger segern; lose: förlora förlorade; defeat: nederlag; champion: mästare; championship: mästerskap;
    tournament: turnering; competition: tävling konkurrens; race: lopp loppet tävlingslopp; run: springa löpa löpare;
    athlete: idrottare; coach: tränare träning; season: säsong; league: liga ligan; medal: medalj; olympic: olympisk
    olympiska; score: poäng gjorde; ski: skidor skidåkning skida; jump: hoppa hopp; ride: rida ridning ryttare; skate:
    skridsko; fencing: fäktning; gymnastics: gymnastik; hunt: jakt jaga jägare; fishing: fiske; time: tid tiden tider;
    day: dag dagen dagar; night: natt natten nätter; morning: morgon; evening: kväll; hour: timme timmar; minute:
    minut; month: månad; week: vecka veckor; spring: vår våren; summer: sommar; autumn: höst; winter: vinter; today:
    idag; future: framtid; beginning: början börja började; end: slut slutet ände; number: antal tal nummer; million:
    miljon miljoner; billion: miljard; thousand: tusen tusental; hundred: hundra hundratals; half: halv hälften; part:
    del delen delar; group: grupp gruppen; member: medlem medlemmar; kind: typ; example: exempel; question: fråga
    frågor; answer: svar svara svaret; solution: lösning lösa lösningar; reason: orsak anledning skäl; meaning:
    betydelse betyda betyder; difference: skillnad olika; change: ändring ändra förändra förändring; possibility:
    möjlighet möjlig; important: viktig viktiga; big: stor stora största; small: liten lilla små mindre; long: lång
    långa längd; high: hög höga högsta; deep: djupa; new: ny nya; young: ung; good: god gott goda bättre bäst; bad:
    dålig; strong: stark starka; fast: snabb snabbt; beautiful: vacker vackra skönhet; dangerous: farlig fara;
    difficult: svår; easy: lätt enkel; free: fri fritt gratis; own: äga ägare; help: hjälp hjälpa hjälper; give: ge ger
    gav gett; say: säga säger sade sagt; speak: tala talar talade; see: såg sett utsikt; hear: höra hör hörde; show:
    visa visar visade; find: finna hitta hittade fann; use: använda använder bruk; make: gjort tillverka; stand: stå
    står stod; fall: falla faller föll; grow: växa växer växte; move: röra flytta rörelse; carry: föra; send: skicka
    sända skickade; open: öppna öppen öppnade; close: stänga stängd stängde; follow: följa följer följde; stop: stoppa
    stanna; warning: varning varna; rescue: rädda räddning; destroy: förstöra förstörd; report: rapport rapporterade
    anmäla; protect: skydda skydd; law enforcement: ordningsmakt; germany: tyskland tysk tyska; france: frankrike
    fransk franska; spain: spanien spansk spanska; italy: italien italiensk; greece: grekland grekisk grekiska; turkey:
    turkiet turkisk; russia: ryssland rysk ryska; poland: polen polsk; netherlands: nederländerna nederländsk; united
    kingdom: storbritannien brittisk; england: engelsk engelska; america: amerika amerikansk; united states: usa;
    europe: europa europeisk; european union: eu; africa: afrika afrikansk; asia: asien asiatisk; china: kina kinesisk;
    japan: japansk; india: indien indisk indiska; egypt: egypten egyptisk; denmark: danmark dansk danska; sweden:
    sverige svensk svenska; norway: norge norsk norska; ability: förmåga; accident: olyckshändelse; account: konto
    räkenskap; achieve: uppnå prestation; action: handling åtgärd; adventure: äventyr; advice: råd rådgivning;
    consultant: konsult rådgivare; afraid: rädd; age: ålder; alcohol: alkohol sprit; announce: meddela tillkännage;
    announcement: meddelande tillkännagivande; appearance: utseende; architecture: arkitektur; archaeologist: arkeolog;
    army unit: förband; article: artikel; ash: aska; ask: be ber bad; average: genomsnitt; baby: spädbarn bebis;
    balance: balans jämvikt; beat: slå slog slagen; behaviour: beteende uppförande; belief: övertygelse; believe: tror
    trodde menar; birth: födelsen; block: spärra; breath: andning andas andedräkt; breakfast: frukost; dinner: middag
    kvällsmat; break: bryta; bright: klar; burn: brinna bränna; calculate: beräkna beräkning; call: kalla kallas
    kallad; campaign: kampanj; cave: grotta; celebrate: fira firande; chance: chans; charge: åtal anklaga åtalad;
    civil: inbördeskrig; claim: påstå hävda påstående krav; class: klass klassen; clean: ren rena rengöra; cloud: moln;
    colony: koloni; committee: utskott kommitté nämnd; communication: kommunikation; community: gemenskap; compare:
    jämföra; conference: konferens; condition: tillstånd villkor; congress: kongress; council: rådet kommunfullmäktige;
    create: skapa skapade skapelse; cross: kors korsa; crowd: folkmassa; damage: förstörelse; dead: dödsfall dödlig
    omkom; debate: debatt diskutera; decision: beslut avgörande besluta beslutet; demand: efterfrågan kräva; design:
    utforma konstruktion formgivning; diamond: diamant; disability: funktionshinder handikapp; distribution: fördelning
    utbredning; document: dokument; drown: drunkna; dust: damm stoft; duty: plikt; effect: verkan effekt påverka;
    effort: insats ansträngning; emergency: nödsituation nödläge nöd; emperor: kejsare; equipment: utrustningen;
    escape: fly flykt rymma; event: händelse evenemang; evidence: bevis; exercise: övning motion; exhibition:
    utställning; expensive: dyr dyrt; cheap: billig; expert: sakkunnig; explain: förklara förklaring; export: utförsel;
    fact: faktum; fail: misslyckas fel svika; fan: anhängare; festival season: karneval; flag: flagga flaggan; floor:
    golv våning; football club: klubb klubben; fresh: färsk; frozen: frusen frost frysa; fuel: bränsle; gender: kön
    könet; glacier: glaciär; grave: grav graven begravning; hot: het; hostage: gisslan; hurricane: orkan cyklon; idea:
    idé; import: införsel; increase: öka ökning stiga stigning; reduce: minska minskning sänka; independent:
    självständig; indigenous: infödd ursprunglig; influence: inflytande; inform: informera underrätta; institute:
    institut; interest: intresse ränta; investigation: förundersökning; investment: investering investera; join:
    ansluta delta deltagare; keyboard: tangentbord; knife: kniv; laboratory: laboratorium; lamp: lampa; launch:
    uppskjutning lansera; lead: leda leder ledde; legal: juridisk laglig rättslig; illegal: olaglig; library:
    bibliotek; literature: litteratur; local: lokal; location: läge belägen plats ställe; mail: post mejl; magnet:
    magnetisk; majority: majoritet; mammal: däggdjur; meet: mötas mötte träffa; message: besked budskap; migration:
    utvandring migrering; mine: gruva gruvor; minority: minoritet; mission: uppdrag uppgift; mistake: misstag; modern:
    nutid; mouse: mus möss; needle: nål; noise: buller; novel: roman; nuclear: kärnkraft kärna; object: föremål sak;
    offer: erbjudande erbjuda erbjuder anbud offert; opinion: åsikt inställning; opposition: motstånd; orbit: bana
    omloppsbana kretslopp; order: ordning beställa beställning; origin: ursprung; outbreak: utbrott; ozone: ozon; pack:
    packa paket; parade: parad; percent: procent; performance: föreställning framträdande uppträda prestanda; pipe:
    rör; plan: planera planering; plantation: plantage; platform: perrong; pleasure: nöje njutning njuta; politics
    campaign: kampanjen; popular: populär; port: hamnstad; prepare: förbereda förberedelse; presidential: presidentval;
    press: pressen; prevent: förhindra förebygga; program: programmet; property: egendom egenskap fastighet; prove:
    bevisa påvisa; punishment: straff straffa; purpose: syfte ändamål; rare: sällsynt; record: rekord inspelning;
    relationship: förhållande relation; remember: minnas; rent: hyra; resign: avgå; resource: resurs; responsibility:
    ansvar ansvarig ansvaret; return: återvända tillbaka; rise: uppgång; roman: romersk romare; round: runda rund;
    rule: regel regler styre; sailor: sjöman; scale: skala; search: söka sökning leta; secret: hemlig; senate: senat
    senator; service: tjänst; sex: sexuell; shape: form figur; shoot: skjuta skott sköt; shore: strandkant; sign:
    tecken skylt underteckna; skill: färdighet skicklig; slope: sluttning; smoke: rök röka rökning; sound: ljud ljudet;
    spectator: åskådare; spread: sprida spridning; spy: spion; stadium: stadion arena; stage: etapp fas; statue: staty;
    steam: ånga; steel: stål; strike: strejk; structure: struktur uppbyggnad; subject: ämne; success: framgång succé;
    suicide: självmord; supply: försörjning utbud; support: stöd stödja; surgeon: kirurg; taste: smak smaka; territory:
    territorium; test: prov prova; threat: hot hota; throw: kasta kastade; tide: tidvatten; title: titel; tour: rundtur
    rundresa turné; trading post: handelsplats; training: utbilda öva kurs; translation: översättning översätta; trial:
    rättegång; tropical: tropisk; truck: lastbil; truth: sanning; type: typer; underground railway: tunnelbana;
    understand: förstå förståelse; united nations: fn; unknown: okänd; uranium: uran; valuable: värdefull värde;
    vehicle: fordon; view: utsikten syn synpunkt; violence: våld våldsam; virus: viruset; voice: rösten stämma; wage:
    lön lönen; wave: våg vågor; wild: vild vilda; wing: vinge vingar; wire: tråd; wish: önska önskan; workshop:
    verkstad; writer: skribent; year: året åren; fight match: kamp kampen kamper; law team: lag; requirement: kravet
    kraven; revenue: omsättning intäkt intäkter; invoice: faktura fakturor; delivery: leverans leveranser; deadline:
    tidsfrist; supplier: leverantör leverantörer; developer: utvecklare; code: kod koden; error: felet; latency:
    väntetid svarstid; load: belastning; scaling: skalning; measurement: mätningar; improvement: förbättring; improve:
    förbättra; leadership: ledarskap; manager: chef chefer; collaboration: samarbete; sales: försäljning; risk: risker;
    operations: drift driften; maintenance: underhåll; legacy: föråldrad; interface: gränssnitt; user: användare;
    accounting: bokföring redovisning; recruitment: rekrytering anställning; strategy: strategi; brand: varumärke;
    advertising: reklam annons; bottleneck: flaskhals; backup: säkerhetskopia; outage: driftstopp; log: loggfil; queue:
    kö köer; dependency: beroende; documentation: dokumentation; review: granskning genomgång; estimate: uppskattning;
    experience: erfarenhet erfarenheter; conversation: samtal samtalet; proposal: förslag
"""
