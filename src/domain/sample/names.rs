//! Names of people in several languages. A name is found by its number, so that a million need no memory.

/// How people are called in a language.
#[derive(Debug)]
pub(super) struct Tongue {
    given: &'static [&'static str],
    family: &'static [&'static str],
    /// Between the two.
    between: &'static str,
    is_family_first: bool,
    /// Where telephone numbers lie that are kept free for stories, and so belong to nobody.
    pub(super) phone: &'static str,
}

/// The languages of the market.
pub(super) const TONGUES: [Tongue; 8] = [
    GERMAN, FRENCH, DUTCH, POLISH, NORDIC, IBERIAN, CHINESE, JAPANESE,
];

/// Places of the tongues in [`TONGUES`].
pub(super) mod tongue {
    pub(in crate::domain::sample) const GERMAN: usize = 0;
    pub(in crate::domain::sample) const FRENCH: usize = 1;
    pub(in crate::domain::sample) const DUTCH: usize = 2;
    pub(in crate::domain::sample) const POLISH: usize = 3;
    pub(in crate::domain::sample) const NORDIC: usize = 4;
    pub(in crate::domain::sample) const IBERIAN: usize = 5;
    pub(in crate::domain::sample) const CHINESE: usize = 6;
    pub(in crate::domain::sample) const JAPANESE: usize = 7;
}

const WESTERN: Tongue = Tongue {
    given: &[],
    family: &[],
    between: " ",
    is_family_first: false,
    phone: "+49 30 23125",
};

const GERMAN: Tongue = Tongue {
    given: &[
        "Jörg", "Anke", "Björn", "Käthe", "Uwe", "Süreyya", "Heike", "Götz", "Wiebke", "Malte",
        "Ursula", "Thies",
    ],
    family: &[
        "Müller",
        "Großmann",
        "Weiß",
        "Kröger",
        "Özdemir",
        "Schütt",
        "Hansen",
        "Jäger",
        "Freifrau von und zu Hohenfels",
        "Böttcher",
        "Petersen",
        "Straßburger",
        "Leutheusser",
    ],
    ..WESTERN
};

const FRENCH: Tongue = Tongue {
    given: &[
        "Zoé",
        "François",
        "Anaïs",
        "Noël",
        "Hélène",
        "Jérôme",
        "Maëlle",
        "Loïc",
        "Océane",
        "Benoît",
        "Inès",
    ],
    family: &[
        "Lefèvre",
        "Garçon",
        "Nuñez-Béranger",
        "L’Hôpital",
        "Dœuvre",
        "Pâquet",
        "Saint-Exupéry",
        "Müntz",
        "Châtelain",
    ],
    phone: "+33 1 99 00",
    ..WESTERN
};

const DUTCH: Tongue = Tongue {
    given: &[
        "Joost", "Femke", "Siebe", "Noor", "Thijs", "Anouk", "Daniël", "Eefje", "Wouter", "Zoë",
    ],
    family: &[
        "van den Berg",
        "’t Hart",
        "de Vries",
        "IJsselstein",
        "van ’t Hoff",
        "Coëlho",
        "Smits",
        "Ruijs",
    ],
    phone: "+31 20 555 01",
    ..WESTERN
};

const POLISH: Tongue = Tongue {
    given: &[
        "Małgorzata",
        "Grzegorz",
        "Zdzisława",
        "Paweł",
        "Agnieszka",
        "Świętosław",
        "Kasia",
        "Wojciech",
        "Żaneta",
    ],
    family: &[
        "Brzęczyszczykiewicz",
        "Wójcik",
        "Żółć",
        "Dąbrowska",
        "Ślusarski",
        "Łącka",
        "Źródłowski",
    ],
    phone: "+48 22 555 01",
    ..WESTERN
};

const NORDIC: Tongue = Tongue {
    given: &[
        "Åse",
        "Bjørn",
        "Þórdís",
        "Aino",
        "Øyvind",
        "Märta",
        "Sæmundur",
        "Jens-Åge",
        "Päivi",
        "Linnéa",
    ],
    family: &[
        "Ångström",
        "Nygård",
        "Jónsdóttir",
        "Hämäläinen",
        "Sjöberg",
        "Bødker",
        "Æbelø",
        "Väisänen",
        "Lund",
    ],
    phone: "+46 8 465 004",
    ..WESTERN
};

const IBERIAN: Tongue = Tongue {
    given: &[
        "Íñigo",
        "Núria",
        "João",
        "Begoña",
        "Gonçalo",
        "Aránzazu",
        "Óscar",
        "Conceição",
        "Martí",
    ],
    family: &[
        "Ibáñez de la Peña",
        "Muñoz",
        "Araújo",
        "Güell i Planas",
        "Fernández-Castañón",
        "Simões",
        "Yáñez",
    ],
    phone: "+34 910 555 0",
    ..WESTERN
};

const CHINESE: Tongue = Tongue {
    given: &[
        "小明", "怡君", "志豪", "雅婷", "伟", "秀英", "俊杰", "美玲", "子轩",
    ],
    family: &["王", "陳", "李", "歐陽", "张", "林", "黃", "司馬"],
    between: "",
    is_family_first: true,
    phone: "+49 89 99998",
};

const JAPANESE: Tongue = Tongue {
    given: &[
        "美咲",
        "健太",
        "さくら",
        "大輔",
        "結衣",
        "翔太",
        "陽菜",
        "あずさ",
    ],
    family: &[
        "佐藤",
        "鈴木",
        "髙橋",
        "渡邊",
        "伊藤",
        "小林",
        "五十嵐",
        "長谷川",
    ],
    between: "",
    is_family_first: true,
    phone: "+49 40 66969",
};

impl Tongue {
    /// The name of this number. Numbers one apart have different names; after all combinations they are counted.
    pub(super) fn person(&self, nth: usize) -> String {
        let (givens, families) = (self.given.len(), self.family.len());
        let (given, round) = (nth % givens, nth / givens);
        // The next round of given names begins with another family name.
        let (family, again) = ((given + round) % families, round / families);
        let (given, family) = (self.given[given], self.family[family]);
        let mut name = if self.is_family_first {
            [family, self.between, given].concat()
        } else {
            [given, self.between, family].concat()
        };
        if again > 0 {
            name.push(' ');
            name.push_str(&(again + 1).to_string());
        }
        name
    }
}

/// The letters and digits of a name that an address can carry; of one that has none, nothing.
pub(super) fn slug(name: &str) -> String {
    let mut slug = String::new();
    for word in name.split(|c: char| !c.is_alphanumeric()) {
        let plain: String = word.chars().filter_map(plain_letter).collect();
        if !plain.is_empty() {
            if !slug.is_empty() {
                slug.push('-');
            }
            slug.push_str(&plain);
        }
    }
    slug
}

/// The letter without its accent, in small.
fn plain_letter(c: char) -> Option<char> {
    /// Letters with accents, and what stands for them in an address.
    const PLAIN: [(&str, char); 11] = [
        ("äàáâãåąÄÅ", 'a'),
        ("èéêëę", 'e'),
        ("ìíîïÍ", 'i'),
        ("öòóôõøœÓØÖ", 'o'),
        ("üùúûÜ", 'u'),
        ("çć", 'c'),
        ("ñńŃ", 'n'),
        ("śßŚ", 's'),
        ("źżŻŹ", 'z'),
        ("łŁ", 'l'),
        ("ý", 'y'),
    ];
    let plain = |(letters, plain): &(&str, char)| letters.contains(c).then_some(*plain);
    if c.is_ascii_alphanumeric() {
        Some(c.to_ascii_lowercase())
    } else {
        PLAIN.iter().find_map(plain)
    }
}
