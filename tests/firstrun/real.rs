//! The whole way on a real terminal, with real files in a real store.

use std::time::Duration;

use termlens::{Key as Pressed, Terminal};

use crate::home::{Home, PROGRAM};

/// How long any wait may take before the test fails; nothing here waits for time to pass.
const PATIENCE: Duration = Duration::from_secs(30);

const DEALS: &str = "\
opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value
O1,,P,Acme,Won,2026-01-02,2026-03-04,600
O2,,P,Acme,Prospecting,2026-01-02,,
";

/// The cockpit on an empty store, with a file where it was started.
fn cockpit(home: &Home) -> Terminal {
    home.write("deals.csv", DEALS);
    home.write("p.csv", "product,series,sales_price\nP,S,1000\n");
    let mut terminal = Terminal::builder()
        .size(100, 30)
        .timeout(PATIENCE)
        .env_clear()
        .envs(home.variables())
        .env("TERM", "xterm-256color")
        .current_dir(home.path(""))
        .spawn(PROGRAM)
        .expect("a terminal");
    shows(&mut terminal, "How do you want to begin?");
    terminal
}

fn shows(terminal: &mut Terminal, text: &str) {
    terminal
        .wait_until(|screen| screen.contains(text))
        .unwrap_or_else(|error| panic!("no {text}: {error:?}"));
}

fn write(terminal: &mut Terminal, text: &str) {
    let keys: Vec<_> = text.chars().map(Pressed::Char).collect();
    press(terminal, &keys);
}

fn press(terminal: &mut Terminal, keys: &[Pressed]) {
    for key in keys {
        terminal.send(*key).expect("a key");
    }
}

#[test]
fn a_real_file_is_imported_taken_back_and_found_again() {
    let home = Home::new();
    let mut terminal = cockpit(&home);
    let import = |terminal: &mut Terminal| {
        shows(terminal, "deals.csv");
        press(terminal, &[Pressed::Char('*'), Pressed::Enter]);
    };
    press(&mut terminal, &[Pressed::Char('2')]);
    import(&mut terminal);
    shows(&mut terminal, "All 3 rows are good: 3 new");
    press(&mut terminal, &[Pressed::Enter]);
    shows(&mut terminal, "Imported: 3 new");
    assert!(
        home.run(&["report", "pipeline"])
            .out
            .contains("Prospecting")
    );
    press(&mut terminal, &[Pressed::Char('u')]);
    shows(&mut terminal, "Taken back");
    assert!(
        !home
            .run(&["report", "pipeline"])
            .out
            .contains("Prospecting")
    );
    terminal.send(Pressed::Ctrl('c')).expect("a key");
    terminal.wait_exit().expect("an end");
    // Once more, and then there is nothing new.
    let mut terminal = cockpit(&home);
    press(&mut terminal, &[Pressed::Char('2')]);
    import(&mut terminal);
    shows(&mut terminal, "3 new");
    press(&mut terminal, &[Pressed::Enter]);
    shows(&mut terminal, "Imported");
    press(&mut terminal, &[Pressed::Enter, Pressed::Char(':')]);
    shows(&mut terminal, "Do what?");
    write(&mut terminal, "import");
    press(&mut terminal, &[Pressed::Enter]);
    import(&mut terminal);
    shows(&mut terminal, "Nothing new");
    terminal.send(Pressed::Ctrl('c')).expect("a key");
    terminal.wait_exit().expect("an end");
}

#[test]
fn a_real_team_is_started_and_taken_back() {
    let home = Home::new();
    let mut terminal = cockpit(&home);
    press(&mut terminal, &[Pressed::Char('3')]);
    shows(&mut terminal, "Your team");
    press(&mut terminal, &[Pressed::Tab]);
    write(&mut terminal, "Nord");
    press(&mut terminal, &[Pressed::Enter]);
    shows(&mut terminal, "Welcome, Ann");
    shows(&mut terminal, "Negotiate");
    let log = home.run(&["log"]).out;
    assert!(log.contains("started team Nord"), "{log}");
    press(&mut terminal, &[Pressed::Char('u')]);
    shows(&mut terminal, "Taken back");
    shows(&mut terminal, "No stages yet");
    terminal.send(Pressed::Ctrl('c')).expect("a key");
    terminal.wait_exit().expect("an end");
}
