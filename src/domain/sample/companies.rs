//! Names of companies: those that the story is about, and as many more as are asked for.

use super::names::tongue::{CHINESE, DUTCH, FRENCH, GERMAN, IBERIAN, JAPANESE, NORDIC, POLISH};

/// A company before it is an account.
#[derive(Debug, Clone)]
pub(super) struct Company {
    /// Its name.
    pub(super) name: String,
    /// Its industry.
    pub(super) industry: &'static str,
    /// Where it is.
    pub(super) region: &'static str,
    /// The language of its people: a place in [`TONGUES`](super::names::TONGUES).
    pub(super) tongue: usize,
    /// From how many to how many people work there.
    pub(super) employees: (i64, i64),
}

/// Industries, each with how many people work in a company of it.
const HOTEL: (&str, (i64, i64)) = ("Hotels", (12, 400));
const CATERER: (&str, (i64, i64)) = ("Catering", (6, 250));
const OFFICE: (&str, (i64, i64)) = ("Offices", (25, 2_500));
const PUBLIC: (&str, (i64, i64)) = ("Public", (150, 6_000));
const HEALTH: (&str, (i64, i64)) = ("Health", (80, 9_000));

type Featured = (
    &'static str,
    (&'static str, (i64, i64)),
    &'static str,
    usize,
);

/// Companies that stand in every sample, those of the story first.
const FEATURED: &[Featured] = &[
    ("Stadtwerke Kiel", PUBLIC, "Schleswig-Holstein", GERMAN),
    ("Hotel Zur Post", HOTEL, "Bayern", GERMAN),
    ("Fjord Catering", CATERER, "Danmark", NORDIC),
    ("Acme Bottling", OFFICE, "Hamburg", GERMAN),
    ("Klinikverbund Isar-Loisach", HEALTH, "Bayern", GERMAN),
    ("Harbour & Vine Hotels", HOTEL, "London", DUTCH),
    ("Pan-Pacific Airline Catering", CATERER, "Hessen", CHINESE),
    ("Møllers Kro og Hotel", HOTEL, "Danmark", NORDIC),
    ("Hôtel de la Gare d’Orsay", HOTEL, "Île-de-France", FRENCH),
    ("香港海景酒店", HOTEL, "香港", CHINESE),
    ("株式会社ひかり旅館", HOTEL, "東京", JAPANESE),
    ("Traiteur Chez Gaëlle", CATERER, "Bretagne", FRENCH),
    (
        "Żubrówka Catering i Bankiety",
        CATERER,
        "Mazowieckie",
        POLISH,
    ),
    ("Bürogemeinschaft Alte Wäscherei", OFFICE, "Berlin", GERMAN),
    ("Grachten & Water B.V.", OFFICE, "Noord-Holland", DUTCH),
    ("Parador del Río Ebro", HOTEL, "Aragón", IBERIAN),
    (
        "Europäische Genossenschaft für nachhaltige Gemeinschaftsverpflegung und Trinkwasserversorgung eG",
        CATERER,
        "Mecklenburg-Vorpommern",
        GERMAN,
    ),
    ("Skåne Konferens AB", OFFICE, "Skåne", NORDIC),
    ("Thermenhotel Bad Füssing", HOTEL, "Bayern", GERMAN),
    ("Kantine am Landgericht", CATERER, "Niedersachsen", GERMAN),
    ("Ængavatn Gistiheimili", HOTEL, "Ísland", NORDIC),
    ("Quinta do Sobreiro", HOTEL, "Alentejo", IBERIAN),
    ("上海外灘商務中心", OFFICE, "上海", CHINESE),
    ("Feinkost Öztürk & Söhne", CATERER, "Berlin", GERMAN),
    ("IJ-Haven Kantoren", OFFICE, "Noord-Holland", DUTCH),
    ("Pensjonat Pod Łabędziem", HOTEL, "Pomorskie", POLISH),
    (
        "Universitätsklinikum Tübingen-Süd",
        HEALTH,
        "Baden-Württemberg",
        GERMAN,
    ),
    ("Café Zwölfzehn", CATERER, "Hamburg", GERMAN),
    ("Brasserie L’Œuf à la Neige", CATERER, "Alsace", FRENCH),
    ("京都おもてなしケータリング", CATERER, "京都", JAPANESE),
];

/// A way to name a company: `{}` stands for the word, and the town comes after.
struct Style {
    pattern: (&'static str, &'static str),
    words: &'static [&'static str],
    towns: &'static [&'static str],
    industry: (&'static str, (i64, i64)),
    region: &'static str,
    tongue: usize,
}

const TOWNS_NORTH: &[&str] = &[
    "Lübeck",
    "Flensburg",
    "Bremen",
    "Husum",
    "Rostock",
    "Göttingen",
    "Münster",
    "Osnabrück",
    "Celle",
    "Lüneburg",
];
const TOWNS_SOUTH: &[&str] = &[
    "Füssen",
    "Würzburg",
    "Nürnberg",
    "Zürich",
    "Graz",
    "Kötzting",
    "Überlingen",
    "Passau",
    "Bregenz",
    "Mödling",
];
const TOWNS_WEST: &[&str] = &[
    "Liège",
    "Orléans",
    "Besançon",
    "Nîmes",
    "Genève",
    "Alençon",
    "Sète",
    "Béziers",
];
const TOWNS_SEA: &[&str] = &[
    "Malmö",
    "Århus",
    "Tromsø",
    "Jyväskylä",
    "Växjö",
    "Ålesund",
    "Tórshavn",
    "Pärnu",
];
const TOWNS_EAST: &[&str] = &[
    "Łódź",
    "Kraków",
    "Gdańsk",
    "Poznań",
    "Toruń",
    "Częstochowa",
    "Białystok",
];
const TOWNS_LOW: &[&str] = &[
    "Utrecht",
    "’s-Hertogenbosch",
    "Gent",
    "Leiden",
    "Zwolle",
    "Mechelen",
    "Brugge",
];
const TOWNS_IBERIA: &[&str] = &[
    "A Coruña",
    "León",
    "Évora",
    "Málaga",
    "Lleida",
    "Córdoba",
    "Setúbal",
];
const TOWNS_CHINA: &[&str] = &["台北", "深圳", "北京", "廣州", "成都", "南京", "高雄"];
const TOWNS_JAPAN: &[&str] = &["大阪", "京都", "横浜", "札幌", "神戸", "福岡", "仙台"];

const STYLES: &[Style] = &[
    Style {
        pattern: ("Hotel ", ""),
        words: &[
            "Adler",
            "Goldener Löwe",
            "Königshof",
            "Seemöwe",
            "Alte Mühle",
            "Bären",
            "Drei Mohnblumen",
            "Lachs",
        ],
        towns: TOWNS_NORTH,
        industry: HOTEL,
        region: "Niedersachsen",
        tongue: GERMAN,
    },
    Style {
        pattern: ("Gasthof ", ""),
        words: &[
            "Weißes Rössl",
            "Sonnenhöhe",
            "Jägerwirt",
            "Zum Ochsen",
            "Enzian",
            "Almblick",
            "Lindenhof",
        ],
        towns: TOWNS_SOUTH,
        industry: HOTEL,
        region: "Bayern",
        tongue: GERMAN,
    },
    Style {
        pattern: ("", " Partyservice GmbH"),
        words: &[
            "Kröger",
            "Süß & Salzig",
            "Schmeckt’s",
            "Löffelweise",
            "Grünkohl",
            "Tafelspitz",
            "Butterblume",
        ],
        towns: TOWNS_NORTH,
        industry: CATERER,
        region: "Hamburg",
        tongue: GERMAN,
    },
    Style {
        pattern: ("Bürohaus ", ""),
        words: &[
            "Speicherstadt",
            "Rechenwerk",
            "Isarforum",
            "Zollhof",
            "Lichtschacht",
            "Glasperle",
            "Nordlicht",
        ],
        towns: TOWNS_SOUTH,
        industry: OFFICE,
        region: "Baden-Württemberg",
        tongue: GERMAN,
    },
    Style {
        pattern: ("Hôtel ", ""),
        words: &[
            "du Théâtre",
            "des Trois Épis",
            "Belle Étoile",
            "de l’Évêché",
            "Château d’Eau",
            "Le Phénix",
            "Aux Cœurs",
        ],
        towns: TOWNS_WEST,
        industry: HOTEL,
        region: "Bourgogne",
        tongue: FRENCH,
    },
    Style {
        pattern: ("", " Traiteur SARL"),
        words: &[
            "Les Délices",
            "Mère Poulard",
            "À la Carte",
            "Gâteau & Cie",
            "L’Artichaut",
            "Sœur Thérèse",
        ],
        towns: TOWNS_WEST,
        industry: CATERER,
        region: "Occitanie",
        tongue: FRENCH,
    },
    Style {
        pattern: ("Kantoor ", " B.V."),
        words: &[
            "De Coöperatie",
            "Zeezicht",
            "Het Sluisje",
            "Ruys & Zoon",
            "Waterkant",
            "Oranjeplein",
        ],
        towns: TOWNS_LOW,
        industry: OFFICE,
        region: "Zuid-Holland",
        tongue: DUTCH,
    },
    Style {
        pattern: ("Hotell ", " AB"),
        words: &[
            "Fyrtornet",
            "Blåklockan",
            "Älgen",
            "Norrsken",
            "Skärgård",
            "Ö-vik",
            "Tjärnen",
        ],
        towns: TOWNS_SEA,
        industry: HOTEL,
        region: "Sverige",
        tongue: NORDIC,
    },
    Style {
        pattern: ("Restauracja ", " Sp. z o.o."),
        words: &[
            "Pod Różą",
            "Święty Spokój",
            "Źródło",
            "Gęś i Wino",
            "Złota Rybka",
            "Bocian",
        ],
        towns: TOWNS_EAST,
        industry: CATERER,
        region: "Małopolskie",
        tongue: POLISH,
    },
    Style {
        pattern: ("Hostal ", " S.L."),
        words: &[
            "El Peñón",
            "La Ribera",
            "Los Ángeles",
            "Sant Jordi",
            "O Camiño",
            "Montaña Clara",
        ],
        towns: TOWNS_IBERIA,
        industry: HOTEL,
        region: "Castilla",
        tongue: IBERIAN,
    },
    Style {
        pattern: ("", "大酒店"),
        words: &["金龍", "和平", "錦江", "東方明珠", "长城", "湖畔"],
        towns: TOWNS_CHINA,
        industry: HOTEL,
        region: "東亞",
        tongue: CHINESE,
    },
    Style {
        pattern: ("", "ケータリング株式会社"),
        words: &["さくら", "富士見", "みずほ", "朝日", "花水木", "若葉"],
        towns: TOWNS_JAPAN,
        industry: CATERER,
        region: "日本",
        tongue: JAPANESE,
    },
];

/// The town of this number. After all of them they are counted.
pub(super) fn town(nth: usize) -> String {
    const TOWNS: [&[&str]; 6] = [
        TOWNS_NORTH,
        TOWNS_SOUTH,
        TOWNS_WEST,
        TOWNS_SEA,
        TOWNS_EAST,
        TOWNS_LOW,
    ];
    let count = TOWNS.iter().map(|towns| towns.len()).sum::<usize>();
    let (at, again) = (nth % count, nth / count);
    let town = TOWNS.concat()[at].to_owned();
    match again {
        0 => town,
        again => [&town, " ", &(again + 1).to_string()].concat(),
    }
}

/// The company of this number.
pub(super) fn company(nth: usize) -> Company {
    if let Some((name, (industry, employees), region, tongue)) = FEATURED.get(nth) {
        return Company {
            name: (*name).to_owned(),
            industry,
            region,
            tongue: *tongue,
            employees: *employees,
        };
    }
    let nth = nth - FEATURED.len();
    let (at, nth) = (nth % STYLES.len(), nth / STYLES.len());
    let style = &STYLES[at];
    let (word, round) = (nth % style.words.len(), nth / style.words.len());
    let (before, after) = style.pattern;
    let mut name = [before, style.words[word], after].concat();
    // The second of a name is in a town, and when there is one in every town they are counted. Another word begins with
    // another town, so that they are not all in the first.
    if let Some(nth) = round.checked_sub(1) {
        let (town, again) = (
            (nth + word + at) % style.towns.len(),
            nth / style.towns.len(),
        );
        name.push_str(", ");
        name.push_str(style.towns[town]);
        if again > 0 {
            name.push(' ');
            name.push_str(&(again + 1).to_string());
        }
    }
    Company {
        name,
        industry: style.industry.0,
        region: style.region,
        tongue: style.tongue,
        employees: style.industry.1,
    }
}
