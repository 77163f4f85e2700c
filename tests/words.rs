//! No word of the program stands outside its message files: in a made-up language every one of them has accents.

use crate::home::{Home, Ran};

/// A mapping without a Latin letter in the names it makes.
const MAPPING: &str = r#"
source = "源"
currency = "JPY"

[[stage]]
name = "見込み"

[[stage]]
name = "受注"
kind = "won"

[[file]]
name = "表"
columns = ["番号", "会社", "担当", "段階", "金額", "日付"]

[[file.record]]
kind = "deal"
id = "番号"

[file.record.fields]
name = "会社"
account = { column = "会社", missing = "create" }
owner = { column = "担当", missing = "create" }
stage = "段階"
amount = "金額"
closed_on = { column = "日付", when = "won" }
expected_close_on = { column = "日付", when = "open" }
"#;
const ROWS: &str = "\
番号,会社,担当,段階,金額,日付,余分
1,商事,田中,受注,600,2026-03-01,
2,商\u{200b}会,田中,見込み,1.5,2026-13-01,
3,物産,鈴木,見込み,700,13/12/2026,
";

/// Words that are no words of the program, each with why.
const ALLOWED: &[&str] = &[
    // The reader of mapping files names the line of the mistake, in English as are the keys it knows.
    "line 3: unknown field `fiel`, expected one of `source`, `knows`, `currency`, `null`, `decimal`, `dates`, `encoding`, \
     `stage`, `pipeline`, `file`",
    ".rejects.csv", // names of files
    ".csv",
    ".toml",
    "amount",   // a field of a mapping, by the name that mappings use
    "currency", // settings, by the names that are typed
    "rate.",
    "No such file or directory", // the system's own
    "os error",
];

fn run(home: &Home, arguments: &[&str]) -> Ran {
    home.run_with(arguments, &[("QUARTERDECK_LANG", "qps"), ("USER", "人")])
}

/// Runs of three and more plain letters that nobody allowed.
fn literals(text: &str) -> Vec<String> {
    let mut text = text.to_owned();
    for allowed in ALLOWED {
        text = text.replace(allowed, "");
    }
    let words = text.split(|c: char| !c.is_ascii_alphabetic());
    words
        .filter(|word| word.len() >= 3)
        .map(str::to_owned)
        .collect()
}

#[test]
fn every_word_comes_from_a_message_file() {
    let home = Home::new();
    let mapping = "図.toml";
    home.write(mapping, MAPPING);
    home.write("悪.toml", "source = '源'\nfile = []\nfiel = 1\n");
    home.write("商.csv", ROWS);
    home.write("空.csv", "");
    home.write("他.csv", "一,二\n1,2\n");
    let edited = ROWS
        .replace("13/12/2026", "14/12/2026")
        .replace("600", "650");
    let runs: [&[&str]; 39] = [
        &[],
        &["log"],
        &["report", "kpi"],
        &["import", "商.csv", "--map", mapping],
        &[
            "import",
            "商.csv",
            "--map",
            mapping,
            "--partial",
            "--dry-run",
        ],
        &["import", "商.csv", "--map", mapping, "--partial"],
        &["import", "空.csv", "他.csv"],
        &["import", "無.csv"],
        &["import", "商.csv", "--map", "悪.toml"],
        &["import", "商.csv", "--encoding", "嘘"],
        &[],
        &["report", "pipeline"],
        &["report", "pipeline", "--by", "rep"],
        &["report", "pipeline", "--by", "team"],
        &["report", "kpi", "--by", "rep"],
        &["report", "kpi", "--by", "office", "--period", "2026"],
        &["report", "kpi", "--rep", "誰"],
        &["report", "kpi", "--period", "何"],
        &["report", "kpi", "--today", "何"],
        &["add", "rep", "佐藤", "--team", "東"],
        &["add", "rep", "佐藤"],
        &["add", "rep", ""],
        &["add", "stage", "商談", "--probability", "50%"],
        &["add", "stage", "商談", "--probability", "何"],
        &["set", "1", "amount=700"],
        &["set", "1", "amount=700"],
        &["set", "1", "amount=1.2.3"],
        &["set", "無", "amount=1"],
        &["set", "currency", "円"],
        &["set", "rate", "嘘", "1"],
        &["set", "rate", "1"],
        &["import", "商.csv", "--map", mapping, "--partial"],
        &["undo"],
        &["undo"],
        &["undo", "99"],
        &["redo"],
        &["--as", "佐藤", "undo"],
        &["--as", "佐藤", "redo"],
        &["--as", "誰", "undo"],
    ];
    for (at, arguments) in runs.into_iter().enumerate() {
        if at == 31 {
            home.write("商.csv", &edited);
        }
        let ran = run(&home, arguments);
        let said = [ran.out, ran.err].concat();
        assert!(!said.is_empty(), "{arguments:?}");
        assert_eq!(
            literals(&said),
            Vec::<String>::new(),
            "{arguments:?}: {said}"
        );
        assert!(
            !said.contains('«'),
            "a message is missing: {arguments:?}: {said}"
        );
    }
    let log = run(&home, &["log"]);
    // The names of days and months are no words of the program.
    let said = crate::cli::without_day(&log.out).replace(crate::cli::DAY, "");
    assert_eq!(literals(&said), Vec::<String>::new(), "{}", log.out);
}
